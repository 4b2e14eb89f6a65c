/** Goods of the catalogue that a sentence names, and whether it asks something of them: what the search is started by. */

import type { Sliced } from '../../event-loop/slices.ts';
import type { GoodsReader, GoodsSaid } from '../../flow-tree/goods-said.ts';
import { remembered } from '../../understanding/remembered.ts';
import type { ProductRow } from '../shop.ts';
import { askedOf } from './asked-of-goods.ts';
import { askedOfShown, longest } from './asked-of-shown.ts';
import { type CatalogueIndex, hasEnd, indexing, namesIn, spelledLike } from './catalogue-index.ts';
import { isOfKind, type KindTable, kindsIn, readKinds } from './kinds.ts';
import { isHan, nearlySame, plainText, singular } from './letters.ts';
import { formsOf, has, plainName, searchedOf } from './searched-text.ts';
import { saysNothing } from './wish.ts';

/** Tags that say nothing of what the thing is. */
const noName =
  /^(?:gifts?|presents?|new|sale|hot|best ?sellers?|popular|featured|limited|classic|basic|everyday|summer|winter|spring|autumn|fall|office|party|date|work|home|warm|soft|light|cheap|women|men|kids|unisex|礼物|送礼|礼品|新品|新款|上新|热卖|热销|爆款|推荐|特价|促销|打折|包邮|现货|预售|经典|百搭|日常|通勤|约会|上班|夏天|冬天|春天|秋天|夏季|冬季|春秋|保暖|舒适|生日|节日|女|男|女士|男士|儿童|长辈|朋友|免运费|优惠|限量|正品|其他|其它|默认|default|other|others|misc)$/;
const measure = /^\d+(?:\.\d+)?[a-z]{0,4}$/;
/** An article number: letters first, digits in it. Bare digits are numbers of orders. */
const article = /^[a-z]{1,6}[-_]?\d[a-z0-9_-]{1,20}$/;
const longestName = 6;

interface Names {
  /** Tags and other short names by their first word, or first Han. */
  byFirst: ReadonlyMap<string, readonly string[]>;
  /** Words of kinds that the shop has. */
  stocked: ReadonlySet<string>;
}

const colourless = (tag: string): boolean => tag.length > 1 && !noName.test(tag) && !measure.test(tag) && !saysNothing(tag);

function* namesOf(table: KindTable, index: CatalogueIndex): Sliced<Names> {
  const stocked = new Set<string>();
  for (const [word, kinds] of table.byWord) {
    const has = kinds.some((kind) => kind.words.some((one) => hasEnd(index, one)) || [...kind.categories].some((category) => index.byCategory.has(category)));
    if (has) stocked.add(word);
  }
  yield;
  const byFirst = new Map<string, string[]>();
  for (const [n, name] of index.tags.entries()) {
    if (n % 500 === 499) yield;
    if (!colourless(name)) continue;
    const first = isHan(name) ? name[0]! : name.split(' ')[0]!;
    const others = byFirst.get(first);
    if (others) others.push(name);
    else byFirst.set(first, [name]);
  }
  return { byFirst, stocked };
}

/** Reads sentences by this catalogue. */
export function* goodsReading(rows: readonly ProductRow[]): Sliced<GoodsReader> {
  const table = yield* readKinds(rows);
  const index = yield* indexing(rows);
  const names = yield* namesOf(table, index);
  const byId = new Map(rows.map((row) => [row._id, row]));
  const said = remembered((text) => goodsIn(text, table, index, names));
  const rowsOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const isNamed = (name: string, row: ProductRow) => isMeant(name, row, table);
  return {
    said,
    ofShown: (text, ids) => {
      if (text.length > longest * 2) return undefined;
      const shown = rowsOf(ids);
      return shown.length === ids.length ? askedOfShown(text, shown, said(text).names, isNamed) : undefined;
    },
    writes: (text) => isWritten(text, index),
    namesOthers: (text, ids) => {
      const named = said(text).names;
      const shown = rowsOf(ids);
      return named.length > 0 && shown.length > 0 && !shown.some((row) => named.some((name) => isNamed(name, row)));
    },
  };
}

/** Tells whether its Latin words, and each two Han in a row, stand in the texts of the goods. */
function isWritten(text: string, { byWord }: CatalogueIndex): boolean {
  const words = plainText(text).match(/[a-z0-9]{3,}|\p{Script=Han}+/gu) ?? [];
  const pieces = words.flatMap((word) => (isHan(word) ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)) : [word]));
  return pieces.length > 0 && pieces.every((piece) => byWord.some((known) => known.has(piece)));
}

/** Tells whether a name in a sentence means the product: it is of that kind, or called so. */
function isMeant(name: string, row: ProductRow, table: KindTable): boolean {
  const kinds = kindsIn(plainText(name), table).flatMap((kind) => kind.kinds);
  if (kinds.some((kind) => isOfKind(row, kind))) return true;
  const { title, tags } = searchedOf(row);
  return plainText(name)
    .split(/[\s-]+/)
    .every((word) => has(`${title} ${tags}`, formsOf(word)));
}

/** Shorter words are not taken for a slip of the fingers. */
const shortest = 6;

/** Latin words that the catalogue does not know and that are one letter off one that it does, with the word that is meant. */
function slipsIn(plain: string, index: CatalogueIndex, { stocked }: Names): Map<string, string> {
  const slips = new Map<string, string>();
  for (const [word] of plain.matchAll(/[a-z]{6,}/g)) {
    if (word.length < shortest || saysNothing(word) || index.byWord.some((words) => words.has(word)) || stocked.has(singular(word))) continue;
    const known = [-1, 0, 1].flatMap((more) => spelledLike(index, word[0]!, word.length + more));
    const meant = [...known, ...[...stocked].flatMap((kind) => [kind, `${kind}s`])].find((one) => nearlySame(word, one));
    if (meant !== undefined) slips.set(word, meant);
  }
  return slips;
}

function goodsIn(text: string, table: KindTable, index: CatalogueIndex, names: Names): GoodsSaid {
  const slips = slipsIn(plainText(text), index, names);
  if (slips.size === 0) return exactlyIn(text, table, index, names);
  const found = exactlyIn(
    [...slips].reduce((fixed, [word, meant]) => fixed.replaceAll(word, meant), text.toLowerCase()),
    table,
    index,
    names,
  );
  // The engine looks for the words as they were written.
  const written = (name: string) => [...slips].reduce((as, [word, meant]) => as.replaceAll(meant, word), name);
  return { ...found, names: found.names.map(written), parts: found.parts.map(written) };
}

function exactlyIn(text: string, table: KindTable, index: CatalogueIndex, names: Names): GoodsSaid {
  const plain = plainText(text);
  const kinds = kindsIn(plain, table).filter(({ word }) => names.stocked.has(word));
  const called = namesIn(index, plainName(text)).map(({ name }) => name.trim());
  const latin = [...plain.matchAll(/[a-z0-9][a-z0-9._-]*/g)].map(([word]) => word);
  const codes = latin.filter((word) => article.test(word) && index.byWord[1]!.has(word));
  const tags = tagsIn(plain, latin, names);
  const found = [...called, ...kinds.map(({ at, end }) => plain.slice(at, end)), ...tags, ...codes];
  return { names: [...new Set(found)], parts: found.length > 0 ? [] : partsIn(plain, latin, index), asks: askedOf(text) !== undefined };
}

/** Tags that stand in the sentence, the longer ones instead of what is inside them. */
function tagsIn(plain: string, latin: readonly string[], { byFirst }: Names): string[] {
  const found: string[] = [];
  for (let at = 0; at < plain.length; at++) {
    if (!isHan(plain[at]!)) continue;
    const here = (byFirst.get(plain[at]!) ?? []).filter((name) => plain.startsWith(name, at));
    if (here.length > 0) found.push(here.reduce((a, b) => (b.length > a.length ? b : a)));
  }
  const stems = latin.map(singular);
  for (let at = 0; at < stems.length; at++) {
    for (let length = Math.min(longestName, stems.length - at); length > 0; length--) {
      const name = stems.slice(at, at + length).join(' ');
      if (!byFirst.get(stems[at]!)?.includes(name)) continue;
      found.push(latin.slice(at, at + length).join(' '));
      at += length - 1;
      break;
    }
  }
  return found;
}

/** Words of titles: Latin ones, and runs of Han that stand in titles or tags two by two. */
function partsIn(plain: string, latin: readonly string[], { byWord: [titles, tags] }: CatalogueIndex): string[] {
  const found = latin.filter((word) => word.length > 2 && !measure.test(word) && !saysNothing(word) && (titles?.has(word) || titles?.has(singular(word))));
  for (const { 0: run, index } of plain.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let from = 0; from + 1 < run.length; from++) {
      let to = from;
      while (to + 1 < run.length && (titles?.has(run.slice(to, to + 2)) || tags?.has(run.slice(to, to + 2)))) to++;
      if (to === from) continue;
      const part = plain.slice(index + from, index + to + 1);
      if (colourless(part)) found.push(part);
      from = to;
    }
  }
  return found;
}
