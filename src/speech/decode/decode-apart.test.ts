import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { ManualClock } from '../../../tests/runtime/manual-clock.ts';
import { decodeApart } from './decode-apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'decode-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A thread with this body for each message `{ id, bytes }`. */
function thread(name: string, body: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', ({ id, bytes }) => { ${body} });\n`);
  return pathToFileURL(file);
}
const answers = `console.error('libopus'); parentPort.postMessage({ id, result: { ok: true, recording: { samples: new Int16Array(bytes), seconds: process.threadId ?? 1 } } });`;

it('gives each its own recording, and works on in a new thread after it ended', async () => {
  const clock = new ManualClock();
  const decode = decodeApart({ entry: thread('good', answers), clock });
  const both = await Promise.all([decode(Uint8Array.of(1)), decode(Uint8Array.of(2, 3))]);
  expect(both.map((one) => one.ok && [...one.recording.samples])).toEqual([[1], [2, 3]]);
  await clock.turn(30_000, async () => {});
  expect(await decode(Uint8Array.of(4))).toMatchObject({ ok: true });
});

it('a thread that dies makes it a damaged one', async () => {
  const decode = decodeApart({ entry: thread('dies', 'process.exit(3)'), clock: new ManualClock() });
  expect(await decode(Uint8Array.of(1))).toMatchObject({ ok: false, why: 'damaged' });
  expect(await decode(Uint8Array.of(1))).toMatchObject({ ok: false, why: 'damaged' });
});

it('a thread that hangs is ended', async () => {
  const clock = new ManualClock();
  const decode = decodeApart({ entry: thread('hangs', 'for (;;);'), clock });
  const decoded = decode(Uint8Array.of(1));
  await clock.turn(7_000, async () => {});
  expect(await decoded).toMatchObject({ ok: false, why: 'damaged', detail: 'no end after 7 s' });
});
