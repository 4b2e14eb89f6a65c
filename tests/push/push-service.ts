/** A push service on 127.0.0.1, and a browser that reads what it is sent (RFC 8291). */
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser: its keys, and what it reads. */
export function pushBrowser() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const hmac = (key: Buffer, ...data: (Buffer | string)[]) => data.reduce((made, part) => made.update(part), createHmac('sha256', key)).digest();
  /** Decrypts the body of a push message: RFC 8188, with the keys of RFC 8291, 3.4. */
  const read = (body: Buffer): Record<string, unknown> => {
    const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + length);
    const shared = keys.computeSecret(sender);
    const ikm = hmac(hmac(auth, shared), 'WebPush: info\0', keys.getPublicKey(), sender, '\x01');
    const prk = hmac(salt, ikm);
    const key = hmac(prk, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
    const nonce = hmac(prk, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
    const sealed = body.subarray(21 + length);
    const open = createDecipheriv('aes-128-gcm', key, nonce);
    open.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString()) as Record<string, unknown>;
  };
  return { p256dh: keys.getPublicKey().toString('base64url'), auth: auth.toString('base64url'), read };
}

export interface PushService {
  origin: string;
  /** What was sent, in order. */
  got: { path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  /** The next request is answered by this status; 201 else. */
  answer(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const got: PushService['got'] = [];
  const answers: [status: number, headers?: Record<string, string>][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(...(answers.shift() ?? ([201] as const))).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    answer: (...one) => void answers.push(one),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Environment of a program for which https://push.example is this push service. */
export const throughPushHost = ({ origin }: PushService): Record<string, string> => ({
  PUSH_SERVICE: origin,
  NODE_OPTIONS: `--import=${new URL('push-host.mjs', import.meta.url).href}`,
});
