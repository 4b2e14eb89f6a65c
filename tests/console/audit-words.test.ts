/** The audit log speaks in words: every change that is noted has a name in both languages. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../console/words-en.ts';
import { zh } from '../../console/words-zh.ts';
import { changes, neededFor } from '../../src/server/api/needed-permission.ts';
import { changeKinds } from '../../src/shop/change-kinds.ts';
import { type EveryRoute, openEveryRoute } from '../runtime/every-route.ts';

let every: EveryRoute;
beforeAll(async () => {
  every = await openEveryRoute();
});
afterAll(() => every.close());

it.each([
  ['English', en],
  ['Chinese', zh],
] as const)('in %s', (_name, { changed }) => {
  const noted = every.routes.filter((route) => changes(route) && neededFor(route).need !== 'open').map(({ method, path }) => `${method} ${path}`);
  const byCustomers = changeKinds.flatMap((kind) => ['confirmed', 'refused'].map((state) => `order ${kind} ${state}`));
  expect([...noted, ...byCustomers].filter((name) => !(name in changed))).toEqual([]);
});
