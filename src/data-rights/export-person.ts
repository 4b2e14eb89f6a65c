/** Everything of one person in a ZIP file: JSON for programs, a page to look at, and the files that they sent. */

import type { Person } from '../runtime/base/person.ts';
import { personOf, storedIn } from '../runtime/rows/person-of.ts';
import { contacts, type MessageRow, messages } from '../store/collections.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Row, Store } from '../store/store.ts';
import { holdings, type Search, type Words } from './holdings.ts';
import { indexPage, type Said } from './index-page.ts';
import { longestZip, mostEntries, type ZipEntry, zipOf } from './zip.ts';

export interface ExportOptions {
  store: Store;
  media: Pick<MediaStore, 'get'>;
  /** ISO 3166, of phone numbers without country code. */
  country: string | undefined;
  shop: Words;
  lang: 'en' | 'zh';
  now: number;
}

/** Messages that the page shows, the newest; all are in the JSON. */
const mostShown = 2_000;
/** Left for what is no file, bytes. */
const spare = 500_000_000;

/** The name of the shop in both languages of an export. */
export function shopNames(names: Readonly<Record<string, string>>): Words {
  const any = Object.values(names)[0] ?? '';
  return { en: names.en ?? any, zh: names.zh ?? any };
}

/** Returns the bytes of the file; null when there is no such contact. Of a contact that was merged it is the whole person. */
export async function exportPerson(id: string, options: ExportOptions): Promise<AsyncGenerator<Buffer> | null> {
  const { store, now } = options;
  const person = await findPerson(store, id);
  return person && zipOf(entriesOf(person, options), now);
}

/** The person of a contact, with the files that they sent; null when there is none. */
export async function findPerson(store: Store, id: string): Promise<Person | null> {
  const rows = store.collection(contacts);
  let first = await rows.get(id);
  for (let n = 0; first?.mergedInto !== undefined && n < 20; n++) first = (await rows.get(first.mergedInto)) ?? null;
  if (!first) return null;
  const person = await personOf(store, first);
  const files = new Set<string>();
  for await (const row of holdings.messages?.find({ store, person, country: undefined, now: 0 }) ?? [])
    if (isMessage(row) && row.direction === 'in') for (const file of storedIn(row.parts)) files.add(file);
  for (const held of [holdings.returns, holdings.video_calls, holdings.call_recordings])
    for await (const row of held?.find({ store, person, country: undefined, now: 0 }) ?? [])
      for (const [file] of JSON.stringify(row).matchAll(/\b[0-9a-f]{64}\b/g)) files.add(file);
  return { ...person, media: [...files] };
}

const isMessage = (row: Row): row is MessageRow => 'parts' in row && 'direction' in row;

async function* entriesOf(person: Person, { store, media, country, shop, lang, now }: ExportOptions): AsyncGenerator<ZipEntry> {
  const search: Search = { store, person, country, now };
  const listed: { name: Words; file: string; rows: number }[] = [];
  const hidden: { name: Words; why: Words }[] = [];
  for (const [collection, { name, find, without = [], hidden: why }] of Object.entries(holdings)) {
    if (why) {
      hidden.push({ name, why });
      continue;
    }
    const counted = { rows: 0 };
    const file = `data/${collection}.json`;
    yield { name: file, data: jsonOf(find(search), without, counted) };
    listed.push({ name, file, rows: counted.rows });
  }
  const files = new Map<string, string>();
  let bytes = 0;
  for (const id of person.media) {
    const found = await media.get(id);
    if (!found) continue;
    if (bytes + found.bytes.length > longestZip - spare || files.size >= mostEntries - 100) break;
    bytes += found.bytes.length;
    const name = `media/${found.row.file}`;
    files.set(id, name);
    yield { name, data: [found.bytes] };
  }
  const left = person.media.length - files.size;
  yield {
    name: 'index.html',
    data: [Buffer.from(indexPage({ shop, lang, now, listed, hidden, said: await saidOf(store, person), files, left }))],
  };
}

/** The newest messages of all conversations, in order. */
async function saidOf(store: Store, { conversations }: Person): Promise<Said[]> {
  const all: Said[] = [];
  for (const conversation of conversations) {
    const rows: MessageRow[] = [];
    for (let before: number | undefined; rows.length < mostShown; ) {
      const where = { conversation, ...(before !== undefined && { n: { lt: before } }) };
      const page = await store.collection(messages).find({ where, sort: { by: 'n', desc: true }, limit: 500 });
      rows.push(...page);
      before = page.at(-1)?.n;
      if (page.length < 500) break;
    }
    all.push(...rows.map(({ n, at, author, direction, parts }) => ({ conversation, n, at, author, direction, parts })));
  }
  return all.sort((a, b) => a.at - b.at || a.n - b.n).slice(-mostShown);
}

/** A JSON array, row by row. */
async function* jsonOf(rows: AsyncIterable<Row>, without: readonly string[], counted: { rows: number }): AsyncGenerator<Buffer> {
  yield Buffer.from('[');
  for await (const row of rows) {
    const { v: _, ...shown } = row;
    const fields = Object.entries(shown).filter(([key]) => !without.includes(key));
    const text = JSON.stringify(Object.fromEntries(fields), readable, 2).replace(/^/gm, '  ');
    yield Buffer.from(`${counted.rows === 0 ? '' : ','}\n${text}`);
    counted.rows += 1;
  }
  yield Buffer.from(counted.rows === 0 ? ']\n' : '\n]\n');
}

/** From the year 2001 on, so that no count is taken for a time. */
const firstTime = 1_000_000_000_000;

/** Times as people read them. */
function readable(key: string, value: unknown): unknown {
  const isTime =
    /(^|_)(at|since|until|touched|told|held|opened|dismissed|answered)$|At$/.test(key) && typeof value === 'number' && value >= firstTime && value < 8.64e15;
  return isTime ? new Date(value as number).toISOString() : value;
}
