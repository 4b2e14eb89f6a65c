/** A guesser in the web chat of the real program: a new session for each guess at the proof of an order. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { freshFolder, type Program, startProgram } from './program.ts';
import { Visitor } from './visitor.ts';

let folder = freshFolder();
let program: Program | undefined;
afterEach(async () => {
  await program?.end('SIGTERM');
  folder.clean();
  folder = freshFolder();
});

afterAll(() => folder.clean());

/** What a new visitor hears who tries a proof. */
async function guess(url: string, n: number, proof: string): Promise<string> {
  const visitor = await Visitor.enter(url);
  await visitor.send(`where is my order SO-${10_001 + n} ${proof}`);
  return visitor.hears(/last 4 digits|Too many tries|whole phone number|SO-\d+/);
}

test('new sessions of one address share its count', async () => {
  program = await startProgram(join(folder.path, 'data'));
  for (let n = 0; n < 10; n++) expect(await guess(program.url, n, '9999')).toMatch(/last 4 digits/);
  expect(await guess(program.url, 11, '9999')).toBe('Too many tries. Please try again in 60 seconds.');
  expect(await guess(program.url, 0, 'emma.wilson@example.com')).toMatch(/^SO-10001/);
});

test('too many in all: the team is told, and strangers need the whole number or the e-mail', async () => {
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'limits: { wrong_proofs: 20 }\n');
  program = await startProgram(join(folder.path, 'data'), { CONFIG_FILE: config });
  for (let n = 0; n < 5; n++) expect(await guess(program.url, n, '9999')).toMatch(/last 4 digits/);
  expect(await guess(program.url, 0, '0142')).toMatch(/whole phone number/);
  expect(await guess(program.url, 0, '+14155550142')).toMatch(/^SO-10001/);
  const { body } = await program.api('/notices?unread=true');
  expect(body).toMatchObject({ items: [{ to: 'team', text: expect.stringMatching(/^有人在猜别人的订单/) }] });
  expect(program.output().err).toContain('somebody guesses');
});
