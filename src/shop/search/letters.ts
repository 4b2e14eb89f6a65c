/** The one form in which what customers write and what catalogues hold are compared. */

import { simplified } from '../../understanding/simplified.ts';

const unitNames: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*(?:厘米|公分|cm)(?![a-z])/g, '$1cm'],
  [/(\d)\s*(?:毫米|mm)(?![a-z])/g, '$1mm'],
  [/(\d)米(\d)(?!\d)/g, '$1.$2m'],
  [/(\d)\s*(?:米|m)(?![a-z])/g, '$1m'],
  [/(\d)\s*(?:毫升|ml)(?![a-z])/g, '$1ml'],
  [/(\d)\s*(?:公斤|千克|kg)(?![a-z])/g, '$1kg'],
  [/(\d)\s*(?:克|g)(?![a-z])/g, '$1g'],
  [/(\d)\s*(?:毫安时?|mah)(?![a-z])/g, '$1mah'],
];

/** Returns the text in NFKC, lower case, simplified characters, without apostrophes inside a word ("pu'er"), measures in one spelling ("1米8" and "1.8 米" are "1.8m"). */
export function plainText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/(?<=[a-z])['’‘`´](?=[a-z])/g, '');
  return unitNames.reduce((text, [from, to]) => text.replace(from, to), simplified(plain));
}

/** Returns a Latin word without the ending of a plural; the same for all forms of a word, not always a word itself. */
export function singular(word: string): string {
  return word.replace(/(?<=[a-z]{2})ies$/, 'y').replace(/(?<=ch|sh|x|ss)es$|(?<=[a-z]{2})(?<!s|u)s$/, '');
}

export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Tells whether the words differ by only one letter that is missing, too much, another, or swapped with its neighbour. Short words never do. */
export function nearlySame(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0] || /\d/.test(a + b)) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === `${right[1]}${right[0]}`);
}
