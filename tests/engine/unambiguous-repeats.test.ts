/**
 * Groups that repeat in patterns for what customers write: no text fits their repetition in two ways. One that does makes a short message cost
 * time that doubles with each repeat, and stops the program. Read from the sources, as the patterns are written there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A group of words without groups inside that may repeat without end. */
const repeated = /\((?:\?:)?((?:[^()\\[\]]|\\.|\[[^\]]*\])+)\)(?:[*+]|\{\d*,\})/g;

/** Texts that an alternative may be: with and without what may be missing, of a run of signs a short and a long one. */
function samples(alternative: string): string[] {
  const pieces = [...alternative.matchAll(/(\\.|\[[^\]]*\]|[^\\[\]])(\?|\*|\+|\{(\d+)(,?)(\d*)\})?/g)];
  let texts = [''];
  for (const [, sign = '', repeat = '', least = '0', comma = '', most = ''] of pieces) {
    const one = shown(sign);
    const n = Number(least);
    const counts =
      repeat === ''
        ? [1]
        : repeat === '?'
          ? [0, 1]
          : repeat === '*'
            ? [0, 1, 2]
            : repeat === '+'
              ? [1, 2]
              : comma === ''
                ? [n]
                : most === ''
                  ? [n, n * 2 || 2]
                  : [n, Number(most)];
    texts = texts.flatMap((text) => counts.map((count) => text + one.repeat(count))).slice(0, 64);
  }
  return texts.filter((text) => text !== '');
}

function shown(sign: string): string {
  if (sign === '\\d') return '1';
  if (sign === '\\s') return ' ';
  if (sign === '\\w') return 'a';
  if (sign === '.') return '字';
  if (sign.startsWith('[')) return /^\[\^/.test(sign) ? '字' : sign.includes('\\d') ? '1' : sign[1] === '\\' ? (sign[2] ?? '') : (sign[1] ?? '');
  return sign.startsWith('\\') ? sign.slice(1) : sign;
}

/** Texts that the alternatives make in more than one way, with up to two of them. */
function ambiguous(alternatives: readonly string[]): string[] {
  const ways = new Map<string, number>();
  const each = alternatives.map((alternative) => [...new Set(samples(alternative))]);
  const flat = each.flat();
  const count = (text: string) => ways.set(text, (ways.get(text) ?? 0) + 1);
  for (const text of flat) count(text);
  const fits = new RegExp(`^(?:${alternatives.join('|')})$`, 'u');
  for (const one of flat) for (const other of flat) if (fits.test(one + other)) count(one + other);
  const pairs = new Map<string, string>();
  const found = new Set([...ways].filter(([, n]) => n > 1).map(([text]) => text));
  for (const one of flat) {
    for (const other of flat) {
      const before = pairs.get(one + other);
      if (before !== undefined && before !== one) found.add(one + other);
      pairs.set(one + other, one);
    }
  }
  return [...found];
}

const files = ['src/engine/dialogue', 'src/engine/answers', 'src/engine/repair', 'src/engine', 'src/shop', 'src/understanding'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`),
);

describe('in the patterns of', () => {
  it.each(files)('%s no text fits a repeated group in two ways', (file) => {
    const text = readFileSync(file, 'utf8').replaceAll('\\\\', '\\');
    const found = [...text.matchAll(repeated)].flatMap(([whole, inner = '']) => {
      if (inner.includes('${') || inner.includes('?!') || inner.includes('?=') || inner.includes('?<')) return [];
      let twice: string[];
      try {
        twice = ambiguous(inner.split('|'));
      } catch {
        return [];
      }
      return twice.length > 0 ? [`${whole.slice(0, 80)}: ${twice.slice(0, 4).join(', ')}`] : [];
    });
    expect(found).toEqual([]);
  });
});
