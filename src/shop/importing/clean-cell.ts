/** Signs that are not seen: marks of direction from copied phone numbers, zero-width spaces, soft hyphens. Joiners stay: emoji and Persian need them. */
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * Returns a cell without what Excel and shop systems wrap around it: `="123"` and a leading ' keep the digits of a number, a tab behind it does too,
 * and invisible signs come along from the clipboard. A word that begins with ' ('t Hooft) keeps it.
 */
export function cleanCell(cell: string): string {
  const plain = cell
    .replace(unseen, '')
    .replace(/\u00A0|\u202F/g, ' ')
    .trim();
  const wrapped = /^=\s*"((?:[^"]|"")*)"$/.exec(plain)?.[1]?.replaceAll('""', '"');
  return (wrapped ?? plain).replace(/^['\u2018\u2019`](?=[\d+=@#(-])/, '').trim();
}
