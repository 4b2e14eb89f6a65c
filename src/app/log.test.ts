import { expect, it } from 'vitest';
import { StoreUnavailable } from '../store/store.ts';
import { createLogger } from './log.ts';

function lines(texts: boolean, use: (log: ReturnType<typeof createLogger>) => void): string {
  let out = '';
  use(
    createLogger({
      level: 'debug',
      secrets: ['123456:SECRET', 's3', 'pa"ss\\word'],
      texts,
      write: (line) => {
        out += line;
      },
    }),
  );
  return out;
}

it('takes secrets out of any field, the text and errors', () => {
  const out = lines(false, (log) => {
    log.info({ url: 'https://api/bot123456:SECRET/getMe' }, 'calling 123456:SECRET');
    log.error({ err: new Error('bad token 123456:SECRET') }, 'failed');
  });
  expect(out).not.toContain('123456:SECRET');
  expect(out.match(/\[secret\]/g)!.length).toBeGreaterThanOrEqual(3);
});

it('takes out a secret that JSON writes in another way', () => {
  const out = lines(false, (log) => log.info({ uri: 'mongodb://shop:pa"ss\\word@db' }, 'connecting'));
  expect(out).toContain('mongodb://shop:[secret]@db');
});

it('hides what customers wrote unless asked', () => {
  expect(lines(false, (log) => log.info({ event: { text: 'my phone is 138' }, parts: ['x'] }, 'in'))).not.toContain('138');
  expect(lines(true, (log) => log.info({ event: { text: 'my phone is 138' } }, 'in'))).toContain('138');
});

it('tells trouble with a store or a file in its own words, without a stack, and the same trouble once a minute', () => {
  let at = 0;
  const out: { msg: string; err: { message: string; stack?: string }; unwritten?: number }[] = [];
  const log = createLogger({ level: 'info', secrets: [], texts: false, clock: () => at, write: (line) => void out.push(JSON.parse(line)) });
  const gone = new StoreUnavailable('/data/zhanggui.db: the disk is full: make space');
  for (let n = 0; n < 50; n++) log.error({ err: gone, channel: 'telegram' }, 'webhook not stored');
  log.error({ err: Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open', path: '/data/media/a.png' }) }, 'a request failed');
  log.error({ err: new Error('a bug') }, 'a request failed');
  at = 60_000;
  log.error({ err: gone, channel: 'telegram' }, 'webhook not stored');
  expect(out.map(({ err, unwritten }) => [err.message, err.stack === undefined, unwritten])).toEqual([
    ['/data/zhanggui.db: the disk is full: make space', true, undefined],
    [expect.stringMatching(/^\/data\/media\/a\.png: this user may not read or write it; .*\(EACCES\)$/), true, undefined],
    ['a bug', false, undefined],
    ['/data/zhanggui.db: the disk is full: make space', true, 49],
  ]);
});
