/** E-mail addresses, kept in lower case, also with blanks around the @, `(at)`, `dot`, 艾特. */
import { accounted } from './accounted.ts';
import { type Reader, without } from './answer.ts';

const local = "[a-z0-9][a-z0-9_%+'-]*(?:\\.[a-z0-9_%+'-]+)*";
const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const address = new RegExp(`(?<![a-z0-9._%+@/-])(?=[a-z0-9._%+'-]{1,64}@)${local}@(?:${label}\\.){1,6}[a-z]{2,24}(?![a-z0-9@/]|-[a-z0-9]|\\.\\p{L})`, 'gu');
const topLevel = 'com|net|org|cn|edu|gov|io|co|info|de|uk|fr|es|me|shop|hk|tw|sg|jp';
/** Ends and names that are slips of the finger. */
const slips =
  /\.(?:con|cmo|ocm|comm|vom|xom|cpm|coom|clm)$|@(?:gmial|gmal|gmali|gamil|gnail|gmaill|hotmial|hotmal|hotnail|yahooo|yaho|outlok|outllok|iclould|icoud)\.|@gmail\.c[on]?$|@qq\.c[on]?$|@163\.c[on]?$/;

const spacedEnd = new RegExp(`(?<=@[a-z0-9-]{1,60}) ?\\. ?(?=(?:${topLevel})(?![a-z0-9]))`, 'g');
/** Without any of these a text holds no address, however it is written. */
const sign = /@|at|艾特/;

/** Writes an address plainly that was spoken, spaced or mistyped. */
function repaired(text: string): string {
  return text
    .replace(/\s{0,3}[([{]\s{0,3}at\s{0,3}[)\]}]\s{0,3}|\s{0,3}艾特\s{0,3}/g, '@')
    .replace(/\s{0,3}[([{]\s{0,3}dot\s{0,3}[)\]}]\s{0,3}|(?<=[a-z0-9])\s+dot\s+(?=[a-z0-9])/g, '.')
    .replace(/(?<=[a-z0-9])\s+at\s+(?=[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?![a-z0-9]))/g, '@')
    .replace(/(?<=[a-z0-9]) {0,2}@ {0,2}(?=[a-z0-9])/g, '@')
    .replace(/(?<=@[a-z0-9-]{1,60})[。,] ?(?=(?:com|net|org|cn|edu)(?![a-z0-9]))/g, '.')
    .replace(spacedEnd, '.');
}

/** Returns the addresses in a folded text, each once, and the text without them. */
export function emailsIn(text: string): { addresses: string[]; rest: string; spoken?: true } {
  if (!sign.test(text)) return { addresses: [], rest: text };
  const plain = text.replaceAll('’', "'");
  for (const tried of [plain, repaired(plain)]) {
    const addresses = [...new Set([...tried.matchAll(address)].map(([match]) => match))];
    if (addresses.length > 0)
      return { addresses, rest: tried.replace(address, ' ').replace(/(?<![a-z])mailto:/g, ' '), ...(tried === plain ? {} : { spoken: true }) };
  }
  return { addresses: [], rest: text };
}

/** Reads one address, that of a contact card too; two, one that was, or a slip in its end are asked about. */
export const readEmail: Reader = (text, _raw, { parts }) => {
  for (const part of parts) {
    const [carded] = part.type === 'person' && part.email ? emailsIn(part.email.toLowerCase()).addresses : [];
    if (carded) return { value: carded, rest: '' };
  }
  const { addresses, rest, spoken } = emailsIn(text);
  const [found, other] = addresses;
  if (!found || other || slips.test(found) || !/@[^@]*$/.test(found)) return null;
  const beside = without(rest.replace(/[<>()[\]{}"'“”‘’「」【】（）《》]/g, ' '), 0, 0);
  // "Meet me at example.com" is none.
  if (spoken && beside !== '' && !/@/.test(text)) return null;
  return accounted(beside, { numbers: 'any' }) ? { value: found, rest: beside } : null;
};
