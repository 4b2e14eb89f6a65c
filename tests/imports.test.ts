/** Imports between the rooms of house.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomOf, rooms } from './house.ts';

const files = ['src', 'channels']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('src/demo/page/'));

/** Returns the imports of a file: files of ours by their path, libraries by their name, and Node. */
function importsOf(file: string): { ours: string[]; vendors: string[]; node: boolean } {
  const text = readFileSync(file, 'utf8');
  const all = [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gms)].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');
  const packages = all.filter((from) => !from.startsWith('.') && !from.startsWith('node:'));
  return {
    ours: all.filter((from) => from.startsWith('.')).map((from) => normalize(join(dirname(file), from))),
    vendors: packages.map((from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')),
    node: all.some((from) => from.startsWith('node:')),
  };
}

const graph = new Map(files.map((file) => [file, importsOf(file)]));

/** Files that import each other in a ring, the first that is found. */
function circle(): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file)?.ours ?? []) {
      const found = walk(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.length).toBeGreaterThan(700);
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('has no arrow from a room to one above it', () => {
    const at = new Map(rooms.map(({ room }, index) => [room, index]));
    const wrong = rooms.flatMap(({ room, uses }, index) =>
      uses.filter((used) => (at.get(used) ?? rooms.length) >= index).map((used) => `${room} uses ${used}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(rooms)('$room: $is', ({ room, uses, vendors = [], node = false }) => {
    const here = files.filter((file) => roomOf(file) === room);
    expect(here).not.toEqual([]);
    const wrong: string[] = [];
    const used = new Set<string>();
    const seen = new Set<string>();
    for (const file of here) {
      const found = graph.get(file);
      for (const ours of found?.ours ?? []) {
        const other = roomOf(ours) ?? '';
        const own = room === 'channels/*' ? file.split('/')[1] === ours.split('/')[1] : true;
        if (other === room ? !own : !uses.includes(other)) wrong.push(`${file} imports ${ours}`);
        used.add(other);
      }
      for (const vendor of found?.vendors ?? []) {
        if (!vendors.includes(vendor)) wrong.push(`${file} imports ${vendor}`);
        seen.add(vendor);
      }
      if (found?.node && !node) wrong.push(`${file} imports Node`);
    }
    expect(wrong).toEqual([]);
    expect(uses.filter((other) => !used.has(other))).toEqual([]);
    expect(vendors.filter((vendor) => !seen.has(vendor))).toEqual([]);
    expect(here.some((file) => graph.get(file)?.node)).toBe(node);
  });

  it('has no circle of imports', () => expect(circle()).toBeUndefined());

  it('keeps each library in one place', () => {
    const shared = ['zod', 'yaml', 're2js', 'express'];
    const homes = new Map<string, string[]>();
    for (const { room, vendors = [] } of rooms) for (const vendor of vendors) homes.set(vendor, [...(homes.get(vendor) ?? []), room]);
    expect([...homes].filter(([vendor, places]) => places.length > 1 && !shared.includes(vendor))).toEqual([]);
  });

  it('keeps files short', () => {
    expect(files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401)).toEqual([]);
  });
});
