/** A stand-in for WhatsApp's servers: the page of web.whatsapp.com, its connection (events down, posts up) and its store of media. Loopback only. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { selfSigned } from './certificate.ts';

/** What the page sends up. A real server would close the connection on anything else; here it is a complaint, which fails the test. */
const up = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), me: z.string().nullable() }),
  z.strictObject({
    t: z.literal('send'),
    id: z.string().regex(/^true_\d+@(c\.us|lid)_3EB0[0-9A-F]{18}$/),
    to: z.string().regex(/^\d+@(c\.us|lid)$/),
    type: z.enum(['chat', 'image', 'video', 'audio', 'ptt', 'document', 'location']),
    body: z.string().optional(),
    caption: z.string().optional(),
    directPath: z.string().startsWith('/mms/').optional(),
    mimetype: z.string().optional(),
    filename: z.string().optional(),
    lat: z.number().optional(),
    lng: z.number().optional(),
    loc: z.string().optional(),
  }),
  z.strictObject({ t: z.literal('seen'), chat: z.string() }),
  z.strictObject({ t: z.literal('composing'), chat: z.string() }),
  /** A module that the library asked for and the page does not have. */
  z.strictObject({ t: z.literal('missing'), module: z.string() }),
]);
export type Up = z.infer<typeof up>;
export type Sent = Extract<Up, { t: 'send' }>;

/** A message to the account, in the fields of WhatsApp Web's own model. */
export interface Given {
  id: string;
  from: string;
  type?: string;
  body?: string;
  /** Seconds; now unless given. */
  t?: number;
  [field: string]: unknown;
}

export interface StandIn {
  /** For Chromium: this host and no other. */
  args: string[];
  sent: Sent[];
  heard: Up[];
  /** Malformed requests. */
  complaints: string[];
  /** The acks of a sent message, in this order. */
  acks: number[];
  scan(): void;
  say(message: Given): void;
  /** To the page as it is: `edit`, `revoke`, `own`, `state`, `idle`, `logout`, `ref`. */
  down(event: { t: string; [field: string]: unknown }): void;
  /** What waits for the account while it is not connected. */
  waiting: Given[];
  store(bytes: Buffer, mime: string): string;
  stored(path: string): Buffer | undefined;
  close(): Promise<void>;
}

const here = (name: string) => readFile(new URL(name, import.meta.url));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function startStandIn(): Promise<StandIn> {
  const { key, cert, pin } = selfSigned('web.whatsapp.com');
  const files = new Map<string, { bytes: Buffer; mime: string }>();
  let stream: ServerResponse | undefined;
  let refs = 0;
  const down = (event: object) => void stream?.write(`data: ${JSON.stringify(event)}\n\n`);

  function take(message: Up): void {
    standIn.heard.push(message);
    if (message.t === 'hello') {
      for (const each of standIn.waiting.splice(0)) down({ ...each, t: 'offline', at: each.t });
      down(message.me ? { t: 'resume' } : { t: 'ref', ref: `2@ref-${++refs}` });
    } else if (message.t === 'send') {
      const content = { chat: message.body, location: message.lat }[message.type as 'chat' | 'location'] ?? message.directPath;
      if (content === undefined || content === '') standIn.complaints.push(`a ${message.type} without content`);
      if (message.directPath && !files.has(message.directPath)) standIn.complaints.push(`no such file: ${message.directPath}`);
      standIn.sent.push(message);
      for (const ack of standIn.acks) down({ t: 'ack', id: message.id, ack });
    } else if (message.t === 'missing') standIn.complaints.push(`the page has no module ${message.module}`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'https://web.whatsapp.com');
    const file = files.get(pathname);
    if (pathname === '/') response.setHeader('content-type', 'text/html').end('<!doctype html><title>WhatsApp</title><script src="/page.js"></script>');
    else if (pathname === '/page.js') response.setHeader('content-type', 'text/javascript').end(await here('page.js'));
    else if (pathname === '/down') {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
    } else if (pathname === '/up' && request.method === 'POST') {
      const parsed = up.safeParse(JSON.parse((await bodyOf(request)).toString('utf8')));
      if (!parsed.success) standIn.complaints.push(z.prettifyError(parsed.error));
      response.writeHead(parsed.success ? 204 : 400).end();
      if (parsed.success) take(parsed.data);
    } else if (pathname === '/mms' && request.method === 'POST') {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ path: standIn.store(await bodyOf(request), request.headers['content-type'] ?? '') }));
    } else if (file) response.setHeader('content-type', file.mime).end(file.bytes);
    else response.writeHead(404).end();
  }

  const server: Server = createServer({ key, cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      standIn.complaints.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const standIn: StandIn = {
    args: [
      `--host-resolver-rules=MAP web.whatsapp.com:443 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${pin}`,
    ],
    sent: [],
    heard: [],
    complaints: [],
    acks: [1, 3, 2],
    waiting: [],
    scan: () => down({ t: 'paired', me: '8613800000000@c.us' }),
    say: (message) => down({ ...message, t: 'msg', at: message.t }),
    down,
    store(bytes, mime) {
      const path = `/mms/${randomUUID()}`;
      files.set(path, { bytes, mime });
      return path;
    },
    stored: (path) => files.get(path)?.bytes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}
