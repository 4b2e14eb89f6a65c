/**
 * 5,000 open chats on one process: the real program, each chat a stream of its own, customers at 250 addresses of loopback. Then every customer writes
 * one line and waits for the answer on their stream, eight of them at a time: more would measure the queue of their own making.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../tests/e2e/program.ts';

const chats = 5_000;
/** Sessions that an address may make at once, with room. */
const perAddress = 20;
const writers = 8;
const flow = 'flow: hello\nstart:\n  - fallback: true\nsteps:\n  - say: { en: "Heard {{ message.text }}", zh: "听到 {{ message.text }}" }\n';

interface Chat {
  address: string;
  token: string;
  stream?: ClientRequest;
  heard?: (text: string) => void;
}

export interface ChatsFigures {
  open: number;
  /** Memory of the program, MB: with no chat, with all open, at most. */
  restMb: number;
  openMb: number;
  mostMb: number;
  /** From the moment a line is sent until its answer stands on the stream, ms. */
  medianMs: number;
  slowestMs: number;
  /** For all, one line each, s. */
  allSeconds: number;
}

export async function benchChats(progress: (text: string) => void): Promise<ChatsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-chats-'));
  const flows = join(folder, 'flows');
  mkdirSync(flows);
  writeFileSync(join(flows, 'hello.yaml'), flow);
  const program = await startProgram(join(folder, 'data'), { FLOWS_DIR: flows });
  const { port } = new URL(program.url);
  const agent = new Agent({ keepAlive: true, maxSockets: writers });
  const memory = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) / 1_024;
  const ask = (chat: Chat, path: string, body: unknown): Promise<Record<string, string>> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(chat.token && { authorization: `Bearer ${chat.token}` }),
      };
      const sent = request({ host: '127.0.0.1', port, agent, localAddress: chat.address, method: 'POST', path: `/chat/${path}`, headers }, async (answer) => {
        let got = '';
        for await (const piece of answer) got += piece;
        if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${path}: ${answer.statusCode} ${got}`));
        else resolve(JSON.parse(got));
      });
      sent.on('error', reject);
      sent.end(text);
    });
  const listen = (chat: Chat): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${chat.token}`, accept: 'text/event-stream' };
      chat.stream = request({ host: '127.0.0.1', port, agent: false, localAddress: chat.address, path: '/chat/stream', headers }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`a stream was answered ${answer.statusCode}`));
        answer.setEncoding('utf8').on('data', (text: string) => {
          // The mark says that the store was read: the chat is open.
          if (text.includes('event: mark')) resolve();
          chat.heard?.(text);
        });
      });
      chat.stream.on('error', reject);
      chat.stream.end();
    });
  /** Does it for all chats, so many at a time. */
  const forAll = async (all: readonly Chat[], act: (chat: Chat, n: number) => Promise<void>): Promise<void> => {
    let next = 0;
    const worker = async () => {
      while (next < all.length) {
        const n = next++;
        const chat = all[n];
        if (chat) await act(chat, n);
      }
    };
    await Promise.all(Array.from({ length: writers }, worker));
  };

  try {
    const restMb = memory();
    const all = Array.from({ length: chats }, (_, n): Chat => {
      const place = Math.floor(n / perAddress);
      return { address: `127.${1 + (place >> 8)}.${place & 255}.1`, token: '' };
    });
    await forAll(all, async (chat) => {
      chat.token = (await ask(chat, 'session', {})).token ?? '';
      await listen(chat);
    });
    progress(`${all.length} chats are open`);
    const openMb = memory();
    let mostMb = openMb;
    const watch = setInterval(() => {
      mostMb = Math.max(mostMb, memory());
    }, 200);
    const times: number[] = [];
    const began = performance.now();
    await forAll(all, async (chat, n) => {
      const line = `line-${n}.`;
      const at = performance.now();
      const answered = new Promise<void>((resolve) => {
        chat.heard = (text) => text.includes(`Heard ${line}`) && resolve();
      });
      await ask(chat, 'messages', { type: 'message', id: `m${n}`, text: line, lang: 'en' });
      await answered;
      times.push(performance.now() - at);
    });
    const allSeconds = (performance.now() - began) / 1_000;
    clearInterval(watch);
    mostMb = Math.max(mostMb, memory());
    times.sort((a, b) => a - b);
    return { open: all.length, restMb, openMb, mostMb, medianMs: times[Math.floor(times.length / 2)] ?? 0, slowestMs: times.at(-1) ?? 0, allSeconds };
  } finally {
    agent.destroy();
    await program.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
