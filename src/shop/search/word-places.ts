/**
 * Words with the places at which each stands, in one text and a few arrays of numbers: a catalogue of 20,000 products has 200,000 words, and as lists of
 * their own they would hold up the event loop whenever memory is swept. Arrays go to another thread without being copied.
 */
import type { Sliced } from '../../event-loop/slices.ts';
import { Numbers } from './numbers.ts';

export interface WordPlacesParts {
  /** All words one behind the other, in the order of their code units. */
  text: string;
  /** End of each word in the text. */
  ends: Uint32Array;
  /** End of the places of each word. */
  until: Uint32Array;
  places: Uint32Array;
}

const none = new Uint32Array(0);
/** Entries dealt with between two pauses. */
const slice = 20_000;

export class WordPlaces {
  readonly parts: WordPlacesParts;
  readonly size: number;

  constructor(parts: WordPlacesParts) {
    this.parts = parts;
    this.size = parts.ends.length;
  }

  has(word: string): boolean {
    return this.numberOf(word) >= 0;
  }

  /** Returns the places of a word, in their order; none of a word that is not there. */
  at(word: string): Uint32Array {
    const number = this.numberOf(word);
    return number < 0 ? none : this.placesOf(number);
  }

  /** Returns the number of a word; -1 when it is not there. */
  numberOf(word: string): number {
    const number = this.#firstFrom(word);
    return number < this.size && this.#compare(number, word) === 0 ? number : -1;
  }

  placesOf(number: number): Uint32Array {
    const { until, places } = this.parts;
    return places.subarray(number === 0 ? 0 : until[number - 1], until[number]);
  }

  /** Returns the numbers of the words that begin so: from the first to before the last. */
  beginning(head: string): { from: number; to: number } {
    return { from: this.#firstFrom(head), to: this.#firstFrom(`${head}\uffff`) };
  }

  #firstFrom(word: string): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, word) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(number: number, word: string): number {
    const { text, ends } = this.parts;
    const from = number === 0 ? 0 : ends[number - 1]!;
    const length = ends[number]! - from;
    const common = Math.min(length, word.length);
    for (let n = 0; n < common; n++) {
      const off = text.charCodeAt(from + n) - word.charCodeAt(n);
      if (off !== 0) return off;
    }
    return length - word.length;
  }
}

/** Collects words and their places. Places of a word come in their order. */
export class WordPlacesMaking {
  #numbers = new Map<string, number>();
  #last = new Numbers();
  #words = new Numbers();
  #places = new Numbers();

  put(word: string, place: number): void {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(word, number);
      this.#last.push(place);
    } else {
      if (this.#last.values[number] === place) return;
      this.#last.values[number] = place;
    }
    this.#words.push(number);
    this.#places.push(place);
  }

  /** Returns the words so far, in the order in which they came. */
  words(): Iterable<string> {
    return this.#numbers.keys();
  }

  *made(): Sliced<WordPlaces> {
    // By their first sign, so that no more than a part is put in order at once.
    const byFirst = new Map<string, string[]>();
    let seen = 0;
    for (const word of this.#numbers.keys()) {
      if (++seen % slice === 0) yield;
      const same = byFirst.get(word[0] ?? '');
      if (same) same.push(word);
      else byFirst.set(word[0] ?? '', [word]);
    }
    const size = this.#numbers.size;
    const [ends, rank] = [new Uint32Array(size), new Uint32Array(size)];
    const texts: string[] = [];
    let [at, end] = [0, 0];
    for (const first of [...byFirst.keys()].sort()) {
      const words = byFirst.get(first)!.sort();
      for (const word of words) {
        rank[this.#numbers.get(word)!] = at;
        end += word.length;
        ends[at++] = end;
      }
      texts.push(words.join(''));
      if (words.length > 100) yield;
    }
    const until = new Uint32Array(size);
    const count = this.#words.length;
    for (let n = 0; n < count; n++) until[rank[this.#words.values[n]!]!]!++;
    yield;
    let sum = 0;
    // Begins of the words at first, which go on to be their ends as the places are filled in.
    for (let n = 0; n < size; n++) {
      const own = until[n]!;
      until[n] = sum;
      sum += own;
    }
    const places = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      if (n % (slice * 10) === slice * 10 - 1) yield;
      places[until[rank[this.#words.values[n]!]!]!++] = this.#places.values[n]!;
    }
    return new WordPlaces({ text: texts.join(''), ends, until, places });
  }
}
