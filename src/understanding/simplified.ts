import { traditionalPairs as pairs } from './traditional-pairs.ts';

const table = new Map<number, number>();
for (let i = 0; i + 1 < pairs.length; i += 2) table.set(pairs.charCodeAt(i), pairs.charCodeAt(i + 1));

const inTraditional = new RegExp(
  `[${[...table]
    .filter(([from, to]) => from !== to)
    .map(([from]) => String.fromCharCode(from))
    .join('')}]`,
  'g',
);

/** Returns the text with the traditional characters of the table written in their simplified form. */
export function simplified(text: string): string {
  return text.replace(inTraditional, (c) => String.fromCharCode(table.get(c.charCodeAt(0)) ?? c.charCodeAt(0)));
}

const back = new Map([...table].filter(([from, to]) => from !== to).map(([from, to]) => [String.fromCharCode(to), String.fromCharCode(from)]));

/** Returns the text with the simplified characters of the table written in a traditional form; where several have one simplified form, in the last of them. */
export function traditional(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (c) => back.get(c) ?? c);
}
