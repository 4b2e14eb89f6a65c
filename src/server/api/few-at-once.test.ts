import { expect, test } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';
import { type Answer, type Caller, ok } from './route.ts';

const from = { ip: '127.0.0.1', agent: '' };
const person = (id: string): Caller => ({ ...from, kind: 'staff', person: { id, name: id, role: 'owner', session: 's' } });

test('each person has a few at a time, and others theirs', async () => {
  const run = fewAtOnce(2);
  const ends: (() => void)[] = [];
  const long = (by: Caller) => run(by, () => new Promise<Answer<object>>((done) => ends.push(() => done(ok({})))));
  const first = [long(person('mei')), long(person('mei'))];
  expect(await long(person('mei'))).toMatchObject({
    ok: false,
    refusal: { status: 429, code: 'too_many', message: expect.stringContaining('请等其中一个结束') },
    wait: 2_000,
  });
  const other = long(person('li'));
  expect(ends).toHaveLength(3);
  for (const end of ends) end();
  expect((await Promise.all([...first, other])).every((one) => one.ok)).toBe(true);
  expect(await run(person('mei'), async () => ok({}))).toMatchObject({ ok: true });
});

test('what fails does not count for good', async () => {
  const run = fewAtOnce(1);
  const failing = run(person('mei'), () => Promise.reject(new Error('a bug')));
  await expect(failing).rejects.toThrow('a bug');
  expect(await run(person('mei'), async () => ok({}))).toMatchObject({ ok: true });
});
