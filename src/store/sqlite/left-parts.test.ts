import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftParts } from './left-parts.ts';

const hash = 'ab'.repeat(32);
const hour = 3_600_000;

it.each([
  ['whatever its age while the data folder is locked by us', true],
  ['and an hour old where others may write in the folder', false],
])('removes what is ours, %s, and nothing else', async (_when, alone) => {
  const data = mkdtempSync(join(tmpdir(), 'zhanggui-parts-'));
  mkdirSync(join(data, 'media'));
  const now = Date.now();
  const make = (name: string, age: number) => {
    const path = join(data, name);
    writeFileSync(path, 'x');
    utimesSync(path, (now - age) / 1_000, (now - age) / 1_000);
    return path;
  };
  const old = [make(`media/${hash}.png.part`, 2 * hour), make('zhanggui.db.part', 2 * hour)];
  const young = [make(`media/${hash}.jpg.part`, 0), make(`media/${hash}.gif.part`, hour / 2), make(`media/${hash}.pdf.part`, -hour)];
  const kept = [
    ...(alone ? [] : young),
    make(`media/${hash}.png`, 2 * hour),
    make('media/holiday.png.part', 2 * hour),
    make(`media/${hash}.part`, 2 * hour),
    make(`${hash}.png.part`, 2 * hour),
    make('download.part', 2 * hour),
    make('zhanggui.db', 2 * hour),
  ];
  const linked = join(data, `media/${'cd'.repeat(32)}.png.part`);
  symlinkSync(join(data, `media/${hash}.png`), linked);
  expect((await removeLeftParts(data, alone, now + 1)).sort()).toEqual([...old, ...(alone ? young : [])].sort());
  expect(kept.filter((path) => !existsSync(path))).toEqual([]);
  expect(readdirSync(join(data, 'media'))).toContain(`${'cd'.repeat(32)}.png.part`);
  expect(await removeLeftParts(join(data, 'not-there'), alone, now)).toEqual([]);
});
