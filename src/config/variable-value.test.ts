import { expect, it } from 'vitest';
import { variableValue } from './variable-value.ts';

it.each([
  ['123:abc', '123:abc'],
  [' 123:abc\r\n', '123:abc'],
  ['"123:abc"', '123:abc'],
  ["'123:abc'", '123:abc'],
  ['" 123:abc "', '123:abc'],
  [`"it's"`, "it's"],
  ['"half', '"half'],
  [`"a'`, `"a'`],
  ['a"b"', 'a"b"'],
])('%j says %j', (raw, value) => expect(variableValue(raw)).toBe(value));

it.each([undefined, '', '  ', '""', "' '", '\n'])('%j says nothing', (raw) => expect(variableValue(raw)).toBeUndefined());
