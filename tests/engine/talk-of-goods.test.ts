/** Talk about goods with real searches behind it: what is said of the cards that were shown, of what the shop lacks, of budgets in another money. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTalk, type Talk, type TalkTrade } from './shop-talk.ts';

const rows = readFileSync(new URL('talk-of-goods.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));
const shops = [...new Set(rows.map(([shop]) => (shop ?? '').replace('?', '')))];
const trades: Readonly<Record<string, TalkTrade>> = { phones: 'phones', tea: 'tea', furniture: 'furniture', parts: 'parts' };

/** Is it so? What is there instead, where it is not. */
function misses(said: string, wanted: string): string[] {
  const [kind, words] = [wanted.slice(0, wanted.indexOf(':')), wanted.slice(wanted.indexOf(':') + 1)];
  if (kind !== 'says' && kind !== 'never') throw new Error(`Unknown outcome ${wanted}`);
  const isThere = words.split('|').some((one) => said.includes(one));
  return isThere === (kind === 'says') ? [] : [`${wanted} <- ${said}`];
}

describe.each(shops)('%s', (shop) => {
  let talk: Talk;
  beforeAll(async () => {
    const [trade = '', currency] = shop.split(':');
    const known = trades[trade];
    if (!known) throw new Error(`Unknown trade ${trade}`);
    talk = await openTalk(known, currency ?? (trade === 'parts' ? 'USD' : 'CNY'));
  });
  afterAll(() => talk.close());
  const of = (name: string) => rows.filter(([first]) => first === name).map(([, lines, ...wanted]) => ({ lines: lines ?? '', wanted }));
  const answered = async ({ lines, wanted }: { lines: string; wanted: string[] }) => {
    const said = (await talk.say(lines)).join('\n');
    expect(wanted.flatMap((one) => misses(said, one))).toEqual([]);
  };
  it.each(of(shop))('$lines', answered);
  // A row whose shop begins with `?` is known to be answered otherwise: once it is not, it fails and the sign goes.
  it.fails.each(of(`?${shop}`))('not yet: $lines', answered);
});
