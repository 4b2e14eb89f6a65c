/** Text that a product is searched by, and the spellings of a word that are found in it. */

import type { ProductRow } from '../shop.ts';
import { isHan, plainText, singular } from './letters.ts';

/** Plain text with a space around it; and the names as they are compared. */
export interface Searched {
  title: string;
  tags: string;
  text: string;
  names: { name: string; han: boolean }[];
}

/** What customers talk about is asked for again. */
const searched = new WeakMap<ProductRow, Searched>();

/** The texts with a space around each word; words with a hyphen in both spellings. */
function searchable(texts: readonly string[]): string {
  const plain = ` ${plainText(texts.join(' , '))} `;
  const apart = plain.replaceAll('-', ' ').replace(/ (\d+)(?=[a-z])/g, ' $1 $1');
  return apart === plain ? plain : `${apart} ${plain.replaceAll('-', '')}`;
}

/** Returns a text as names are compared: lower case, without hyphens and apostrophes; Latin words with a space around each, Chinese without any. */
export function plainName(text: string): { latin: string; han: string } {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  return { latin: ` ${plain.replace(/[^\p{L}\p{N}]+|\p{Script=Han}/gu, ' ').trim()} `.replace(/ +/g, ' '), han: plain.replace(/[^\p{L}\p{N}]/gu, '') };
}

/** Returns a product's title as it is searched. */
export function searchedTitle({ title }: ProductRow): string {
  return searchable(Object.values(title));
}

/** Returns the texts of a product, each time anew: for who goes through a whole catalogue. */
export function textsOf(product: ProductRow): Searched {
  const names = Object.values(product.title).map((title) => {
    const { latin, han } = plainName(title);
    return han !== '' && isHan(title) ? { name: han, han: true } : { name: latin, han: false };
  });
  const options = new Set(product.variants.flatMap(({ options }) => Object.values(options)));
  const codes = product.variants.map(({ sku }) => sku);
  return {
    title: searchedTitle(product),
    tags: searchable([...product.tags, product.category, ...options, product._id, ...codes]),
    text: searchable(Object.values(product.text)),
    names: names.filter(({ name }) => name.trim() !== ''),
  };
}

/** Returns the texts of a product, and keeps them: for the few that a conversation is about. */
export function searchedOf(product: ProductRow): Searched {
  let made = searched.get(product);
  if (!made) {
    made = textsOf(product);
    searched.set(product, made);
  }
  return made;
}

/** Returns the words of a text as `Searched` has it that it is found by: a word, two Han in a row, and a Han at the end of a word (`茶$`). */
export function* wordsIn(text: string): Generator<string> {
  for (const chunk of text.split(' ')) {
    if (chunk === '' || chunk === ',') continue;
    const word = chunk.endsWith(',') ? chunk.slice(0, -1) : chunk;
    if (!isHan(word)) {
      yield word;
      continue;
    }
    if (!isHan(word[0]!)) yield word;
    for (let at = 0; at + 1 < word.length; at++) if (isHan(word[at + 1]!) || isHan(word[at]!)) yield word.slice(at, at + 2);
    if (isHan(word.at(-1)!)) yield `${word.at(-1)}$`;
  }
}

/** Returns the word as it stands, and for a longer Chinese run its pairs, since nobody puts spaces there. */
export function partsOf(word: string): string[] {
  if (!isHan(word) || word.length <= 2) return [word];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}

/** Returns the spellings of a word that count as it. A Chinese word may stand anywhere; a longer Latin one may go on, a short one is the whole word. */
export function formsOf(word: string): string[] {
  if (isHan(word)) return word.length > 1 ? [word] : [`${word} `];
  const spelled = word.includes('-') ? [word.replaceAll('-', ' '), word.replaceAll('-', '')] : [word];
  return spelled.flatMap((form) => {
    const stem = singular(form);
    const ends = form.length > 4 && !/\d/.test(form) ? [''] : [' ', ',', 's ', 'es '];
    return [form, ...(stem.length > 2 && stem !== form ? [stem] : [])].flatMap((one) => ends.map((end) => ` ${one}${end}`));
  });
}

export function has(where: string, forms: readonly string[]): boolean {
  return forms.some((form) => where.includes(form));
}
