import { expect, it } from 'vitest';
import { createUploadRoom } from './upload-room.ts';

const megabyte = 1_000_000;
const room = (limits = {}) => createUploadRoom({ places: 64, perVisitor: 2, bytes: 80 * megabyte, ...limits }, () => 0);

it('gives an address half of the places, a visitor two, and takes them back once', () => {
  const uploads = room({ places: 6 });
  const enter = (address: string, visitor: string) => uploads.enter(address, visitor, () => undefined);
  const first = enter('a', 'v1');
  expect([enter('a', 'v1') !== null, enter('a', 'v1'), enter('a', 'v2') !== null, enter('a', 'v3')]).toEqual([true, null, true, null]);
  first?.leave();
  first?.leave();
  expect([enter('a', 'v3') !== null, enter('a', 'v4')]).toEqual([true, null]);
});

it('lets a fifth address in when four of them trickle on every place, and each later one gets its share', () => {
  const uploads = room();
  const dropped: string[] = [];
  for (const address of ['a', 'b', 'c', 'd']) for (let n = 0; n < 32; n += 1) uploads.enter(address, `${address}${n >> 1}`, () => dropped.push(address));
  const before = dropped.length;
  const fifth = Array.from({ length: 10 }, (_, n) => uploads.enter('e', `e${n >> 1}`, () => dropped.push('e'))).filter(Boolean);
  expect(fifth).toHaveLength(10);
  expect(dropped.slice(before)).toHaveLength(10);
  expect(dropped).not.toContain('e');
});

it('counts the bytes that came in: half for an address, and one that has less takes of one that has more', () => {
  const uploads = room();
  const dropped: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((address) => uploads.enter(address, address, () => dropped.push(address)));
  expect([a?.add(40 * megabyte), a?.add(1), b?.add(40 * megabyte), dropped]).toEqual([true, false, true, []]);
  expect([c?.add(10 * megabyte), dropped]).toEqual([true, ['a']]);
  expect(a?.add(1)).toBe(false);
  b?.leave();
  expect([c?.add(30 * megabyte), c?.add(1)]).toEqual([true, false]);
});

it('drops what comes in slowest', () => {
  let now = 0;
  const uploads = createUploadRoom({ places: 4, perVisitor: 2, bytes: 100 }, () => now);
  const dropped: string[] = [];
  const enter = (address: string, visitor: string) => uploads.enter(address, visitor, () => dropped.push(visitor));
  const quick = enter('a', 'quick');
  enter('a', 'slow')?.add(1);
  enter('b', 'b1');
  enter('b', 'b2');
  now = 1_000;
  quick?.add(20);
  expect([enter('c', 'c'), dropped]).toEqual([expect.anything(), ['slow']]);
});
