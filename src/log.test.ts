import { expect, it } from 'vitest';
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
