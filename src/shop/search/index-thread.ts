/**
 * The thread that indexes a large catalogue: seconds of work, and hundreds of thousands of words. It is told the goods in pieces, then gives the index, and
 * its long texts in pieces, some each time that it is asked. See index-apart.ts.
 */
import { parentPort } from 'node:worker_threads';
import { atOnce } from '../../event-loop/slices.ts';
import { serveFirst } from '../../threads/serve-first.ts';
import type { ProductRow } from '../shop.ts';
import { type KindTable, readKinds } from './kinds.ts';
import { type PlacesParts, partsOfPlaces, placing } from './placing.ts';

/** Messages to the thread, and its answers. The tables of texts come empty at first. */
export type Told = { goods: ProductRow[] } | { make: true } | { field: number; from: number };
export type Answered = { kinds: KindTable; parts: PlacesParts } | { chunks: string[] };

/** Pieces of a text in one answer: some hundred kB. */
const chunks = 2;
const goods: ProductRow[] = [];
let texts: string[][] = [];
serveFirst();

parentPort?.on('message', (told: Told) => {
  const answer = (answered: Answered, handOver: ArrayBuffer[] = []) => parentPort?.postMessage(answered, handOver);
  if ('goods' in told) goods.push(...told.goods);
  else if ('make' in told) {
    const kinds = atOnce(readKinds(goods));
    const { parts, handOver } = partsOfPlaces(atOnce(placing(goods)));
    texts = parts.texts.map((table) => table.chunks);
    answer({ kinds, parts: { ...parts, texts: parts.texts.map(({ ends }) => ({ ends, chunks: [] })) } }, handOver);
  } else answer({ chunks: texts[told.field]?.slice(told.from, told.from + chunks) ?? [] });
});
