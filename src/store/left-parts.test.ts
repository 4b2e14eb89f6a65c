import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftParts } from './left-parts.ts';

const hash = 'ab'.repeat(32);
const hour = 3_600_000;

it('removes what is ours and old, and nothing else', async () => {
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
  const kept = [
    make(`media/${hash}.jpg.part`, hour / 2),
    make(`media/${hash}.png`, 2 * hour),
    make('media/holiday.png.part', 2 * hour),
    make(`media/${hash}.part`, 2 * hour),
    make(`${hash}.png.part`, 2 * hour),
    make('download.part', 2 * hour),
    make('zhanggui.db', 2 * hour),
  ];
  const linked = join(data, `media/${'cd'.repeat(32)}.png.part`);
  symlinkSync(kept[1] ?? '', linked);
  expect((await removeLeftParts(data, now + 1)).sort()).toEqual([...old].sort());
  expect(kept.filter((path) => !existsSync(path))).toEqual([]);
  expect(readdirSync(join(data, 'media'))).toContain(`${'cd'.repeat(32)}.png.part`);
  expect(await removeLeftParts(join(data, 'not-there'), now)).toEqual([]);
});
