import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it.each([
  ['plain', 'plain'],
  ['-2.5', '-2.5'],
  ['=1+1', "'=1+1"],
  ['a,b', '"a,b"'],
  ['x;=1+1', '"x;\'=1+1"'],
  ['x\t@y;-2', '"x\t\'@y;\'-2"'],
  ['x;"=1', '"x;""\'=1"'],
])('%j is written as %s', (value, written) => expect(csvOf(['a'], [[value]])).toBe(`\uFEFFa\r\n${written}\r\n`));
