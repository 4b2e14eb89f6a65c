import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allCollections } from './open-store.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const declared = sources.flatMap((file) =>
  [...readFileSync(`src/${file}`, 'utf8').matchAll(/^export const \w+: CollectionSpec<\w+> = \{\s*name: '(\w+)'/gm)].map(([, name]) => name),
);

it('opens the store with every collection that is declared', () => {
  expect(declared.length).toBeGreaterThan(40);
  expect(declared.filter((name) => !allCollections.some((spec) => spec.name === name))).toEqual([]);
});
