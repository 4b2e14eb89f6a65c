/**
 * api.weixin.qq.com on 127.0.0.1 for tests: refuses what the real one refuses, always with HTTP status 200 and an `errcode`; faults on demand.
 *
 *   const weixin = await startWeixin();
 *   weixin.sent                      // what was accepted for customers, in order
 *   weixin.fault('/cgi-bin/message/custom/send', { errcode: 45047, errmsg: '...' });
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';
import { refusal } from './weixin-rules.ts';

type Body = Record<string, unknown>;
export type Fault = Body | { status: number } | 'hang' | 'reset' | 'reset after accept';

export interface Weixin {
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Every call in order, paths only. */
  readonly calls: string[];
  /** Accepted messages, in order. */
  readonly sent: { path: string; body: Body }[];
  readonly uploads: { type: string; name: string; mime: string; bytes: Buffer; id: string }[];
  readonly menus: Body[];
  /** Tokens issued so far. */
  issued(): number;
  /** The current token is over: calls with it get 42001. */
  expireToken(): void;
  /** What was uploaded is gone. */
  forgetMedia(): void;
  /** A file that a customer sent. */
  keep(id: string, file: { mime: string; bytes: Buffer } | { video_url: string }): void;
  /** The next calls of a path get this, one fault each. */
  fault(path: string, ...faults: Fault[]): void;
  /** Resolves when `count` messages were accepted in all; rejects after 5 s. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

const ok = { errcode: 0, errmsg: 'ok' };
const templates = {
  template_list: [{ template_id: 'T-order-shipped', title: '发货通知', content: '{{first.DATA}}\n单号：{{keyword1.DATA}}\n{{remark.DATA}}', example: '' }],
};
const subscriptions = { ...ok, data: [{ priTmplId: 'S-in-stock', title: '到货', content: '商品:{{thing1.DATA}}\n时间:{{time2.DATA}}\n', type: 2 }] };

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

interface FormFile {
  field: string;
  name: string;
  mime: string;
  bytes: Buffer;
}
function fileIn(raw: Buffer, headers: IncomingMessage['headers']): Promise<FormFile | undefined> {
  return new Promise((resolve, reject) => {
    let found: FormFile | undefined;
    const parser = busboy({ headers, defParamCharset: 'utf8' });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        found = { field, name: info.filename ?? '', mime: info.mimeType, bytes: Buffer.concat(chunks) };
      });
    });
    parser.on('close', () => resolve(found));
    parser.on('error', reject);
    parser.end(raw);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What each type of file may be. https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia */
const fileRules: Record<string, { names: RegExp; most: number }> = {
  image: { names: /\.(?:jpe?g|png|gif)$/i, most: 10_000_000 },
  voice: { names: /\.(?:amr|mp3)$/i, most: 2_000_000 },
  video: { names: /\.mp4$/i, most: 10_000_000 },
};

export async function startWeixin(): Promise<Weixin> {
  const appId = 'wx1234567890abcdef';
  const appSecret = '0123456789abcdef0123456789abcdef';
  const calls: string[] = [];
  const sent: Weixin['sent'] = [];
  const uploads: Weixin['uploads'] = [];
  const menus: Body[] = [];
  const faults = new Map<string, Fault[]>();
  const kept = new Map<string, { mime: string; bytes: Buffer } | { video_url: string }>();
  const waiting = new Set<() => void>();
  let media = new Set<string>();
  let issued = 0;
  let token = '';
  let messageId = 4_164_735_985_839_587_000n;

  function issue(body: Body): Body {
    if (body.appid !== appId) return { errcode: 40013, errmsg: 'invalid appid rid: 6' };
    if (body.secret !== appSecret) return { errcode: 40125, errmsg: 'invalid appsecret rid: 6' };
    if (body.grant_type !== 'client_credential') return { errcode: 40002, errmsg: 'invalid grant_type' };
    if (!token || body.force_refresh === true) {
      issued += 1;
      token = `TOKEN-${issued}-secret`;
    }
    return { access_token: token, expires_in: 7200 };
  }

  async function upload(type: string, raw: Buffer, headers: IncomingMessage['headers']): Promise<Body> {
    const rule = fileRules[type];
    if (!rule) return { errcode: 40004, errmsg: 'invalid media type' };
    const file = headers['content-type']?.startsWith('multipart/form-data') ? await fileIn(raw, headers) : undefined;
    if (file?.field !== 'media' || file.bytes.length === 0) return { errcode: 41005, errmsg: 'media data missing' };
    if (!rule.names.test(file.name)) return { errcode: 40005, errmsg: 'invalid file type' };
    if (file.bytes.length > rule.most) return { errcode: 45001, errmsg: 'media size out of limit' };
    const id = `MEDIA-${uploads.length + 1}`;
    media.add(id);
    uploads.push({ type, name: file.name, mime: file.mime, bytes: file.bytes, id });
    return { type, media_id: id, created_at: 1672500000 };
  }

  function accept(path: string, body: unknown): string {
    const refused = refusal(path, body);
    if (refused) return JSON.stringify(refused);
    const given = Object.fromEntries(Object.entries(body ?? {}));
    if (path === '/cgi-bin/menu/create') {
      menus.push(given);
      return JSON.stringify(ok);
    }
    const { media_id: id } = Object.fromEntries(Object.entries(given[String(given.msgtype)] ?? {}));
    if (id !== undefined && !media.has(String(id)) && !kept.has(String(id))) return JSON.stringify({ errcode: 40007, errmsg: 'invalid media_id' });
    sent.push({ path, body: given });
    for (const look of waiting) look();
    messageId += 1n;
    return path.startsWith('/cgi-bin/message/custom/') ? JSON.stringify(ok) : `{"errcode":0,"errmsg":"ok","msgid":${messageId}}`;
  }

  async function answer(url: URL, request: IncomingMessage, raw: Buffer): Promise<{ type?: string; body: string | Buffer }> {
    const body = json(raw.toString('utf8'));
    const path = url.pathname;
    if (path === '/cgi-bin/stable_token') return { body: JSON.stringify(issue(Object.fromEntries(Object.entries(body ?? {})))) };
    const given = url.searchParams.get('access_token');
    if (!given) return { body: '{"errcode":41001,"errmsg":"access_token missing"}' };
    if (given !== token) return { body: JSON.stringify({ errcode: 42001, errmsg: `access_token expired ${given} rid: 6` }) };
    if (path === '/cgi-bin/media/upload') return { body: JSON.stringify(await upload(url.searchParams.get('type') ?? '', raw, request.headers)) };
    if (path === '/cgi-bin/template/get_all_private_template') return { body: JSON.stringify(templates) };
    if (path === '/wxaapi/newtmpl/gettemplate') return { body: JSON.stringify(subscriptions) };
    if (path === '/cgi-bin/media/get') {
      const file = kept.get(url.searchParams.get('media_id') ?? '');
      if (!file) return { type: 'text/plain', body: '{"errcode":40007,"errmsg":"invalid media_id"}' };
      return 'video_url' in file ? { type: 'text/plain', body: JSON.stringify(file) } : { type: file.mime, body: file.bytes };
    }
    if (body === undefined) return { body: '{"errcode":47001,"errmsg":"data format error"}' };
    return { body: accept(path, body) };
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const raw = await bytesOf(request);
    calls.push(url.pathname);
    const video = kept.get(url.pathname);
    if (video && 'bytes' in video) return void response.writeHead(200, { 'content-type': video.mime }).end(video.bytes);
    const fault = faults.get(url.pathname)?.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (typeof fault === 'object') {
      const status = typeof fault.status === 'number' ? fault.status : 200;
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(status === 200 ? JSON.stringify(fault) : 'bad gateway');
    }
    const made = await answer(url, request, raw);
    if (fault === 'reset after accept') return void request.socket.destroy();
    response.writeHead(200, { 'content-type': made.type ?? 'application/json; encoding=utf-8' }).end(made.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appId,
    appSecret,
    calls,
    sent,
    uploads,
    menus,
    issued: () => issued,
    expireToken() {
      token = '';
    },
    forgetMedia() {
      media = new Set();
    },
    keep: (id, file) => void kept.set(id, file),
    fault: (path, ...more) => void faults.set(path, [...(faults.get(path) ?? []), ...more]),
    until: (count) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${sent.length} of ${count} messages after 5 s: ${JSON.stringify(sent)}`));
        }, 5_000);
        const look = () => {
          if (sent.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
