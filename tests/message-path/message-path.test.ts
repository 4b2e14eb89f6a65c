/**
 * How far one Telegram message goes: from the update to the reply that Telegram took, once the program is warm. What is counted depends a little on
 * what the clock and the store do meanwhile, so that the bounds stand above what is seen (136 to 139 files, 680 to 760 changes).
 */
import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { z } from 'zod';

const told = z.object({ files: z.number(), functions: z.number(), changes: z.number(), counts: z.record(z.string(), z.number()) });

it('one message goes through no more files than it does today', { timeout: 180_000 }, async () => {
  const program = ['--import', './tests/message-path/trace-hook.mjs', 'tests/message-path/telegram-message.ts'];
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, program, { env: { ...process.env, NODE_OPTIONS: '' } }, (error, text) => (error ? reject(error) : resolve(text)));
  });
  const path = told.parse(JSON.parse(stdout));
  expect(Object.keys(path.counts)).toEqual(expect.arrayContaining(['channels/telegram/decode.ts', 'src/engine/advance.ts', 'channels/telegram/send.ts']));
  expect(path.files).toBeLessThan(145);
  expect(path.changes).toBeLessThan(850);
});
