/** What a stranger tries from one address, each bounded in count and time. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { InboxRow } from '../../src/store/collections.ts';
import type { Op } from '../../src/store/store.ts';
import { token } from '../e2e/program.ts';
import type { Attack, Target } from './target.ts';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What an attacker learns from an answer; 0 when the connection was cut. */
async function ask(target: Target, path: string, init: RequestInit = {}): Promise<{ status: number; text: string; headers: Headers }> {
  try {
    const response = await fetch(`${target.url}${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
    return { status: response.status, text: await response.text(), headers: response.headers };
  } catch {
    return { status: 0, text: '', headers: new Headers() };
  }
}

async function visitor(target: Target): Promise<string> {
  const { text } = await ask(target, '/chat/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const found = /"token":"([^"]+)"/.exec(text)?.[1];
  if (found === undefined) throw new Error(`no session: ${text.slice(0, 200)}`);
  return found;
}

const posts = (bearer: string, body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
  body: JSON.stringify(body),
});

/** Sends `bytes` of a body at `perSecond`, bytes a second; resolves to the status, 0 when the connection was cut. */
function drip(target: Target, bearer: string, bytes: Buffer, perSecond: number): Promise<number> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'image/png', 'content-length': bytes.length };
    const upload = request({ host: '127.0.0.1', port: target.port, path: '/chat/media', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    upload.on('error', () => resolve(0));
    let sent = 0;
    const step = Math.max(1, Math.floor(perSecond / 10));
    const timer = setInterval(() => {
      if (sent >= bytes.length || upload.destroyed) {
        clearInterval(timer);
        if (!upload.destroyed) upload.end();
        return;
      }
      upload.write(bytes.subarray(sent, sent + step));
      sent += step;
    }, 100);
  });
}

/** A picture by its first bytes, of any size. */
function picture(size: number): Buffer {
  const bytes = Buffer.alloc(size, 7);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  return bytes;
}

/** A message of one of 1,000 customers that came in while nobody worked on it. */
function waitingMessage(n: number): Op {
  const user = `v-waiting-${n % 1_000}`;
  const conversation = `webchat:main:${user}`;
  const at = Date.now() - 60_000 + n;
  const address = { channel: 'webchat', account: 'main', user };
  const event = { type: 'message', id: `${user}.${n}`, from: address, at, parts: [{ type: 'text', text: `Where is my order SO-${n}?` }] } as const;
  const row: InboxRow = {
    _id: `${conversation}:${user}.${n}`,
    v: 1,
    conversation,
    seq: at * 1_000,
    at,
    event: { ...event, parts: [...event.parts] },
    pending: conversation,
  };
  return { op: 'insert', in: 'inbox', row };
}

export const attacks: Attack[] = [
  {
    name: 'receipts for messages that never were leave nothing',
    async run(target) {
      const before = target.stored();
      const bearers = await Promise.all(Array.from({ length: 8 }, () => visitor(target)));
      const until = Date.now() + 8_000;
      let asked = 0;
      await Promise.all(
        bearers.map(async (bearer) => {
          while (Date.now() < until) {
            await ask(target, '/chat/receipts', posts(bearer, { read: Array.from({ length: 100 }, () => `${randomUUID()}${'x'.repeat(400)}`) }));
            asked++;
          }
        }),
      );
      const grown = target.stored() - before;
      return { held: grown < 2e6, figure: `${asked} requests of 100 receipts, database grew by ${megabytes(grown)}` };
    },
  },
  {
    name: 'unsigned XML keeps nobody else waiting',
    async run(target) {
      const xml = `<xml><ToUserName>x</ToUserName>${'<a>b</a>'.repeat(6_000)}</xml>`;
      const path = `/hooks/wechat-official/main?signature=${'0'.repeat(40)}&timestamp=${Math.floor(Date.now() / 1_000)}&nonce=1`;
      let sent = 0;
      const statuses = new Set<number>();
      const { slowestMs } = await target.slowestMeanwhile(async () => {
        const until = Date.now() + 8_000;
        await Promise.all(
          Array.from({ length: 4 }, async () => {
            while (Date.now() < until) {
              statuses.add((await ask(target, path, { method: 'POST', body: xml })).status);
              sent += xml.length;
              await new Promise((resolve) => setTimeout(resolve, 100));
            }
          }),
        );
      });
      return {
        held: slowestMs < 500 && !statuses.has(200),
        figure: `${megabytes(sent / 8)} a second, the slowest other answer took ${slowestMs.toFixed(0)} ms`,
      };
    },
  },
  {
    name: 'one line of 490 different Han, again and again, stalls nobody',
    async run(target) {
      const han = String.fromCodePoint(...Array.from({ length: 490 }, (_, n) => 0x4e00 + n * 7));
      const { slowestMs } = await target.slowestMeanwhile(async () => {
        const bearer = await visitor(target);
        for (let n = 0; n < 14; n++)
          await ask(target, '/chat/messages', posts(bearer, { type: 'message', id: randomUUID(), text: `找商品${han}`, lang: 'zh' }));
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      });
      return { held: slowestMs < 500, figure: `the slowest other answer took ${slowestMs.toFixed(0)} ms` };
    },
  },
  {
    name: 'the description of the API costs nothing the second time',
    async run(target) {
      await ask(target, '/api/openapi.json');
      const began = performance.now();
      for (let n = 0; n < 50; n++) await ask(target, '/api/openapi.json');
      const each = (performance.now() - began) / 50;
      return { held: each < 20, figure: `${each.toFixed(1)} ms each` };
    },
  },
  {
    name: 'wrong admin tokens lock out whoever guesses, not the merchant behind the same address',
    async run(target) {
      const bearing = (given: string): RequestInit => ({ headers: { authorization: `Bearer ${given}` } });
      const statuses: number[] = [];
      for (let n = 0; n < 40; n++) statuses.push((await ask(target, '/api/flows', bearing(`wrong-${n}`))).status);
      const right = (await ask(target, '/api/flows', bearing(token))).status;
      return {
        held: right === 200 && statuses.at(-1) === 429,
        figure: `${statuses.filter((one) => one === 429).length} of 40 guesses refused unread, the right one: ${right}`,
      };
    },
  },
  {
    name: 'an honest upload at 50 KB/s arrives, one that stands still is cut',
    async run(target) {
      const bearer = await visitor(target);
      const began = Date.now();
      const [honest, still] = await Promise.all([
        drip(target, bearer, picture(1_500_000), 50_000),
        drip(target, await visitor(target), picture(1_500_000), 10),
      ]);
      const seconds = Math.round((Date.now() - began) / 1_000);
      return {
        held: honest === 201 && (still === 0 || still === 408),
        figure: `1.5 MB: ${honest}; 10 bytes a second: ${still || 'cut'}, both within ${seconds} s`,
      };
    },
  },
  {
    name: 'readers who read nothing hold little memory, and are closed',
    async run(target) {
      const bearer = await visitor(target);
      const upload = await ask(target, '/chat/media', {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'image/png' },
        body: picture(9_000_000),
      });
      const stored = /"stored":"([^"]+)"/.exec(upload.text)?.[1] ?? '';
      const before = target.resident();
      const idle = target.connections();
      const sockets = Array.from({ length: 100 }, () => {
        const socket = connect(target.port, '127.0.0.1').on('error', () => {});
        socket.write(`GET /media/${stored} HTTP/1.1\r\nhost: x\r\n\r\n`);
        return socket.pause();
      });
      const began = Date.now();
      let most = 0;
      let closed = 0;
      // A paused socket does not see that it was closed: the program's side is counted.
      for (let held = 0; closed < sockets.length && Date.now() < began + 90_000; ) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        const now = target.connections() - idle;
        held = Math.max(held, now);
        closed = Math.min(sockets.length, held - now);
        most = Math.max(most, target.resident() - before);
      }
      const seconds = Math.round((Date.now() - began) / 1_000);
      for (const socket of sockets) socket.destroy();
      return {
        held: upload.status === 201 && most < 60e6 && closed === sockets.length,
        figure: `100 readers of 9 MB: memory grew by ${megabytes(most)}, ${closed} closed within ${seconds} s`,
      };
    },
  },
  {
    name: '10,000 messages waiting at the start keep no door shut',
    async run(target) {
      const waiting = 10_000;
      await target.restart(async (store) => {
        for (let n = 0; n < waiting; n += 500) await store.write(Array.from({ length: 500 }, (_, k) => waitingMessage(n + k)));
      });
      const began = performance.now();
      const { slowestMs, value } = await target.slowestMeanwhile(async () => {
        const ready = await ask(target, '/readyz');
        const readyMs = performance.now() - began;
        const bearer = await visitor(target);
        const asked = performance.now();
        await ask(target, '/chat/messages', posts(bearer, { type: 'message', id: 'm1', text: 'Do you ship to Canada?', lang: 'en' }));
        let answered = false;
        while (!answered && performance.now() - asked < 60_000) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          answered = (await ask(target, '/chat/poll', { headers: { authorization: `Bearer ${bearer}` } })).text.includes('"from":"shop"');
        }
        return { ready: ready.status, readyMs, answeredMs: performance.now() - asked, answered };
      });
      const metrics = await ask(target, '/metrics', { headers: { authorization: `Bearer ${token}` } });
      const left = waiting - Number(/^zhanggui_turn_seconds_count (\d+)/m.exec(metrics.text)?.[1]);
      const ms = (value: number): string => `${Math.round(value)} ms`;
      return {
        held: slowestMs < 2_000 && value.answered && left > 0,
        figure: `/healthz at most ${ms(slowestMs)}; /readyz ${value.ready} after ${ms(value.readyMs)}; a new customer answered after ${ms(value.answeredMs)}, with ${left} still waiting`,
      };
    },
  },
];
