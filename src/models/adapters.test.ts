import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faults, type ModelAnswers, modelServer } from '../../tests/servers/model-server.ts';
import type { AskFailure } from '../net/ask-failure.ts';
import { openAiChat } from './chat-model.ts';
import { openAiEmbedder } from './embedder.ts';

const key = 'sk-do-not-tell-4711';
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const question = { name: 'choice', task: 'Sort.', data: { message: 'hi' }, schema: z.strictObject({ do: z.enum(['a', 'b']) }), most: 50 };

interface Adapter {
  name: string;
  ask(url: string, signal: AbortSignal): Promise<{ ok: true } | AskFailure>;
}
const adapters: Adapter[] = [
  { name: 'embeddings', ask: (url, signal) => openAiEmbedder({ url: `${url}/v1/`, model: 'e5', key }).embed(['a', 'b'], signal) },
  { name: 'chat', ask: (url, signal) => openAiChat({ url: `${url}/v1`, model: 'm', key }).ask(question, signal) },
];

async function serve(answers: ModelAnswers) {
  const server = await modelServer({ key, ...answers });
  open.push(server);
  return server;
}

for (const adapter of adapters)
  describe(adapter.name, () => {
    it.each(faults)('%s', async (_, answer, expected) => {
      const { url } = await serve({
        fault: (_, response) => {
          answer(response);
          return true;
        },
      });
      const result = await adapter.ask(url, never);
      expect(result).toMatchObject({ ok: false, ...expected });
      expect(JSON.stringify(result)).not.toContain('4711');
    });

    it('a server that hangs is given up', async () => {
      const ending = new AbortController();
      const { url } = await serve({ fault: () => ending.abort() === undefined });
      expect(await adapter.ask(url, ending.signal)).toMatchObject({ ok: false, why: 'late' });
    });

    it('a server that drips is given up', async () => {
      const ending = new AbortController();
      const { url } = await serve({
        fault: (_, response) => {
          response.writeHead(200);
          let drops = 0;
          const timer = setInterval(() => {
            response.write(' ');
            drops += 1;
            if (drops === 5) ending.abort();
          }, 5);
          response.once('close', () => clearInterval(timer));
          return true;
        },
      });
      expect(await adapter.ask(url, ending.signal)).toMatchObject({ ok: false, why: 'late' });
    });

    it('nobody listens there', async () => {
      expect(await adapter.ask('http://127.0.0.1:9', never)).toMatchObject({ ok: false, why: 'failed' });
    });
  });

describe('vectors', () => {
  it('come in the order of the texts, of length 1, with their tokens', async () => {
    const { url } = await serve({ vector: (text) => (text === 'a' ? [3, 4] : [0, 2]) });
    const got = await openAiEmbedder({ url: `${url}/v1`, model: 'e5', key }).embed(['a', 'b'], never);
    expect(got).toMatchObject({ ok: true, tokens: 20 });
    const [a, b] = got.ok ? got.vectors : [];
    expect([...a!].map((one) => one.toFixed(3))).toEqual(['0.600', '0.800']);
    expect([...b!]).toEqual([0, 1]);
  });

  it.each([
    ['a wrong dimension in one answer', (text: string) => (text === 'a' ? [1, 2] : [1, 2, 3])],
    ['no direction', () => [0, 0, 0]],
    ['infinite', () => [Number.MAX_VALUE, Number.MAX_VALUE]],
  ])('%s is refused', async (_, vector) => {
    const { url } = await serve({ vector });
    expect(await openAiEmbedder({ url: `${url}/v1`, model: 'e5', key }).embed(['a', 'b'], never)).toMatchObject({ ok: false, why: 'failed' });
  });

  it('a wrong dimension in the next answer is refused', async () => {
    let width = 4;
    const { url } = await serve({ vector: () => new Array(width).fill(1) });
    const embedder = openAiEmbedder({ url: `${url}/v1`, model: 'e5', key });
    expect(await embedder.embed(['a'], never)).toMatchObject({ ok: true });
    width = 5;
    expect(await embedder.embed(['a'], never)).toMatchObject({ ok: false, why: 'failed' });
  });
});

describe('a chat model', () => {
  it.each([
    ['what fits the schema', { do: 'b' }, { ok: true, value: { do: 'b' }, in: 400, out: 20 }],
    ['more than the schema has', { do: 'b', say: 'hello' }, { ok: false, why: 'failed', in: 400, out: 20 }],
    ['something else', { do: 'refund' }, { ok: false, why: 'failed' }],
    ['words', 'I would start b.', { ok: false, why: 'failed' }],
  ])('%s', async (_, said, expected) => {
    const { url } = await serve({ chat: () => said });
    expect(await openAiChat({ url: `${url}/v1`, model: 'm', key }).ask(question, never)).toMatchObject(expected);
  });

  it('answers by a tool as well', async () => {
    const { url } = await serve({
      fault: (_, response) => {
        response.end(JSON.stringify({ choices: [{ message: { content: null, tool_calls: [{ function: { name: 'choice', arguments: '{"do":"a"}' } }] } }] }));
        return true;
      },
    });
    expect(await openAiChat({ url: `${url}/v1`, model: 'm', key }).ask(question, never)).toMatchObject({ ok: true, value: { do: 'a' }, in: 0, out: 0 });
  });
});
