/** What the field gets wrong: a message that was acknowledged is lost when the process is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { callOf, type Field, openField } from './field.ts';

let field: Field | undefined;
afterEach(() => field?.close());
const look = callOf('order.look', 'reads', ['number'], async () => ({ ok: true, value: { status: 'on its way' } }));

test('kill -9 after messages were acknowledged: every one is answered, in order, by the next process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const program = join(import.meta.dirname, 'shop-that-dies.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await exited;
  field = await openField({ flows: {}, calls: [look] }, folder);
  await field.runtime.idle();
  expect(field.channel.textsOf('test:main:ann')).toEqual(['What can I do for you?', 'Which order number?', 'SO-12345 is on its way.']);
  for (let n = 0; n < 5; n++) expect(field.channel.textsOf(`test:main:user${n}`)).toEqual(['one', 'two', 'three']);
  for (const text of ['hi', '1', 'SO-12345']) await field.write('ann', text, `k-${text}`);
  await field.runtime.idle();
  expect(field.channel.sent).toHaveLength(3 + 5 * 3);
});
