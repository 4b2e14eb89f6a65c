import { expect, test } from 'vitest';
import { asking } from './asking.ts';

/** A thread that runs a piece of JavaScript. */
const thread = (code: string) => asking<unknown, unknown>(new URL(`data:text/javascript,${encodeURIComponent(code)}`), 'test', 64);
const port = `import { parentPort } from 'node:worker_threads';`;

test('it is told things, and answers one question after the other', async () => {
  const { tell, ask, end } = thread(`${port} let sum = 0; parentPort.on('message', (n) => { sum += n; if (n > 9) parentPort.postMessage(sum); });`);
  tell(1);
  expect(await ask(10)).toBe(11);
  tell(2);
  expect(await ask(20)).toBe(33);
  await end();
});

test.each<[what: string, code: string, why: string]>([
  ['that cannot be started', 'import "./nowhere.js";', 'nowhere'],
  ['that throws while it is told things', `${port} parentPort.on('message', () => { throw new Error('of no use'); });`, 'of no use'],
  ['that ends while it is told things', `${port} parentPort.on('message', () => process.exit(3));`, 'the thread ended with 3'],
])('a question to a thread %s is refused, however late it is asked', async (_what, code, why) => {
  const { tell, ask, end } = thread(code);
  tell(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(ask(2)).rejects.toThrow(why);
  await expect(ask(3)).rejects.toThrow(why);
  await end();
});

test('a question that waits when the thread is ended is refused', async () => {
  const { ask, end } = thread(`${port} parentPort.on('message', () => undefined);`);
  const asked = expect(ask(1)).rejects.toThrow('the thread ended');
  await end();
  await asked;
});
