import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPictures, readPicture } from './picture-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhanggui-pictures-'));
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

beforeAll(() => {
  mkdirSync(join(dir, 'pictures', 'tea'), { recursive: true });
  for (const name of ['shop.jpg', '店面.png', 'tea/龙井 1.webp', '.hidden.jpg', 'notes.txt']) writeFileSync(join(dir, 'pictures', name), jpeg);
  writeFileSync(join(dir, 'secret.jpg'), jpeg);
  symlinkSync(join(dir, 'secret.jpg'), join(dir, 'pictures', 'out.jpg'));
});
afterAll(() => rmSync(dir, { recursive: true }));

it('lists pictures by the name that flows write, with their size', async () => {
  const found = await listPictures(dir);
  expect([...found.keys()].sort()).toEqual(['pictures/out.jpg', 'pictures/shop.jpg', 'pictures/tea/龙井 1.webp', 'pictures/店面.png']);
  expect(found.get('pictures/shop.jpg')).toBe(4);
  expect(await listPictures(join(dir, 'none'))).toEqual(new Map());
});

it.each(['pictures/shop.jpg', 'pictures/店面.png', 'pictures/tea/龙井 1.webp'])('reads %s', async (name) => {
  expect(await readPicture(dir, name, 100)).toEqual(jpeg);
});

it.each([
  'pictures/../secret.jpg',
  'secret.jpg',
  'pictures/out.jpg',
  'pictures/.hidden.jpg',
  'pictures/notes.txt',
  'pictures/none.jpg',
  'pictures',
  'pictures/tea',
])('reads nothing for %s', async (name) => {
  expect(await readPicture(dir, name, 100)).toBeUndefined();
});

it('reads nothing that is larger than the limit', async () => {
  expect(await readPicture(dir, 'pictures/shop.jpg', 3)).toBeUndefined();
});
