/**
 * Records the vectors of the small shop's phrases and of messages in doubt, from a running server: `npx tsx tests/models/record-vectors.ts
 * http://127.0.0.1:8000/v1`. Numbers are kept in eighths of bits: a byte each.
 */
import { writeFileSync } from 'node:fs';
import { openAiEmbedder } from '../../src/models/embedder.ts';
import { askedOf, inDoubt, smallShop } from './small-shop.ts';

const embedder = openAiEmbedder({ url: process.argv[2] ?? 'http://127.0.0.1:8000/v1', model: 'multilingual-e5-small-q4' });
const texts = [...new Set([...askedOf(smallShop()).flatMap((one) => one.texts), ...inDoubt.map(([text]) => text)])];
const recorded: Record<string, string> = {};

async function record(): Promise<void> {
  for (let at = 0; at < texts.length; at += 16) {
    const part = texts.slice(at, at + 16);
    const got = await embedder.embed(part, AbortSignal.timeout(60_000));
    if (!got.ok) throw new Error(got.detail);
    for (const [n, text] of part.entries())
      recorded[text] = Buffer.from(Int8Array.from(got.vectors[n]!, (one) => Math.round(one * 400)).buffer).toString('base64');
  }
  writeFileSync(new URL('../../src/models/fixtures/e5-vectors.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
}

void record();
