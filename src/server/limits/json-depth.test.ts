import { expect, it } from 'vitest';
import { deepest, isTooDeep } from './json-depth.ts';

const nested = (times: number): unknown => JSON.parse(`${'{"a":['.repeat(times)}1${']}'.repeat(times)}`);

it.each([
  [nested(0), false],
  [nested(deepest / 2), false],
  [nested(deepest / 2 + 1), true],
  [nested(100_000), true],
  [null, false],
  ['text', false],
])('tells what is nested too deeply', (value, expected) => expect(isTooDeep(value)).toBe(expected));
