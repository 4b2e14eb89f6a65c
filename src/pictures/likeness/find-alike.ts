/** Finds which of many kept pictures another one shows: trimmed, mirrored, cut, framed, darker. Pure. */
import { inSlices, type Sliced } from '../../event-loop/slices.ts';
import { type Hash, hashOf, mirrored } from './box-hash.ts';
import type { HashIndex } from './hash-index.ts';
import { type Likeness, type Look, lightness, likeness, middle, parts, settle, wholeFrom } from './look.ts';
import { contentBox, framesIn } from './places.ts';
import { type Box, inside, type Planes, whole } from './planes.ts';

/** Where a part of the picture may be a mark of a kept one. */
interface Guess {
  place: Box;
  hash: Hash;
}
/** Kept pictures that are compared, and those of them that are fitted. */
const looked = 32;
const fitted = 6;
/** Those that are fitted once more. */
const fittedTwice = 3;

/** Finds the parts of a picture by which a kept one is looked for. */
function* guessing(planes: Planes): Sliced<Guess[]> {
  const frames = framesIn(planes);
  yield;
  const contents = [whole, ...frames].flatMap((frame) => contentBox(planes, frame) ?? []);
  const guesses: Guess[] = [];
  for (const place of [whole, ...frames.flatMap((frame) => [frame, inside(frame, middle)]), ...contents]) {
    const hash = hashOf(planes, place);
    if (hash) guesses.push({ place, hash });
    yield;
  }
  return guesses;
}

/** A kept picture that this one may show, and how like it is. `box` is where all of the kept one would be. */
export interface Alike {
  picture: number;
  box: Box;
  mirror: boolean;
  like: Likeness;
}

export interface Kept {
  index: HashIndex;
  /** The picture of a hash of the index, and which of its parts it is of. */
  owner(at: number): { picture: number; part: number };
  looks(pictures: readonly number[]): Promise<ReadonlyMap<number, Look>>;
}

/** Returns the kept pictures that are like it, the likest first. */
export async function findAlike(planes: Planes, kept: Kept): Promise<Alike[]> {
  const best = new Map<number, { bits: number; place: Box; part: number; mirror: boolean }[]>();
  for (const { place, hash } of await inSlices(guessing(planes)))
    for (const mirror of [false, true])
      for (const { at, bits } of kept.index.near(mirror ? mirrored(hash) : hash)) {
        const { picture, part } = kept.owner(at);
        const ways = best.get(picture) ?? [];
        ways.push({ bits, place, part, mirror });
        best.set(picture, ways);
      }
  const nearest = [...best]
    .map(([picture, ways]) => ({ picture, ways: ways.sort((a, b) => a.bits - b.bits).slice(0, 2) }))
    .sort((a, b) => a.ways[0]!.bits - b.ways[0]!.bits)
    .slice(0, looked);
  const looks = await kept.looks(nearest.map(({ picture }) => picture));
  return inSlices(comparing(planes, nearest, looks));
}

interface Near {
  picture: number;
  ways: { bits: number; place: Box; part: number; mirror: boolean }[];
}

function* comparing(planes: Planes, nearest: readonly Near[], looks: ReadonlyMap<number, Look>): Sliced<Alike[]> {
  let tries: (Omit<Alike, 'like'> & { look: Look; light: number })[] = [];
  for (const { picture, ways } of nearest) {
    const look = looks.get(picture);
    if (!look) continue;
    const own = ways.flatMap(({ place, part, mirror }) => {
      const mark = parts[part] ?? look.content;
      if (!mark) return [];
      const box = wholeFrom(place, mark, mirror);
      return [{ picture, look, box, mirror, light: lightness(planes, box, mirror, look) }];
    });
    if (own.length > 0) tries.push(own.reduce((a, b) => (b.light > a.light ? b : a)));
    yield;
  }
  for (const [most, by] of [
    [fitted, 0.03],
    [fittedTwice, 0.02],
  ] as const) {
    tries = tries.filter(({ light }) => light > 0.5).sort((a, b) => b.light - a.light);
    for (const one of tries.slice(0, most)) {
      one.box = settle(planes, one.box, one.mirror, one.look, by);
      one.light = lightness(planes, one.box, one.mirror, one.look);
      yield;
    }
  }
  const found: Alike[] = [];
  for (const { picture, look, box, mirror } of tries.slice(0, fitted)) {
    found.push({ picture, box, mirror, like: likeness(planes, box, mirror, look) });
    yield;
  }
  return found.sort((a, b) => score(b.like) - score(a.like));
}

/** One figure for how like two pictures are, at most 1. */
export function score({ light, detail, colour, shared }: Likeness): number {
  return shared < 0.45 ? 0 : Math.min(light, 0.5 + detail / 2) - colour;
}
