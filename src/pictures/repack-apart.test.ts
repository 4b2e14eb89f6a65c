import { expect, it } from 'vitest';
import type { Repacked } from './repack.ts';
import { createRepack } from './repack-apart.ts';

const picture = Buffer.from('GIF89a and more', 'latin1');

it('says that it is busy while the line is full, and draws those in line', async () => {
  const working: ((done: Repacked) => void)[] = [];
  const repack = createRepack(() => new Promise((resolve) => working.push(resolve)), { info() {} });
  const inLine = Array.from({ length: 65 }, () => repack(picture));
  expect(await repack(picture)).toBe('busy');
  expect(await repack(Buffer.from('%PDF-1'))).toEqual(Buffer.from('%PDF-1'));
  for (const one of inLine) {
    working.shift()?.({ ok: true, bytes: Buffer.from('drawn') });
    expect(await one).toEqual(Buffer.from('drawn'));
  }
});
