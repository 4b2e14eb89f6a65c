/** Texts by their number, in a few long ones: strings of their own, 60,000 of them, would be moved about whenever memory is swept. */

export interface TextTableParts {
  chunks: string[];
  /** End of each text in its chunk. */
  ends: Uint32Array;
}

/** Texts in one chunk. */
const perChunk = 256;

export class TextTable {
  readonly parts: TextTableParts;

  constructor(parts: TextTableParts) {
    this.parts = parts;
  }

  at(number: number): string {
    const { chunks, ends } = this.parts;
    return chunks[Math.floor(number / perChunk)]!.slice(number % perChunk === 0 ? 0 : ends[number - 1], ends[number]);
  }
}

/** Takes texts one after the other. */
export class TextTableMaking {
  #chunks: string[] = [];
  #open: string[] = [];
  #ends: number[] = [];
  #end = 0;

  push(text: string): void {
    this.#open.push(text);
    this.#end += text.length;
    this.#ends.push(this.#end);
    if (this.#open.length === perChunk) this.#close();
  }

  made(): TextTable {
    if (this.#open.length > 0) this.#close();
    return new TextTable({ chunks: this.#chunks, ends: Uint32Array.from(this.#ends) });
  }

  #close(): void {
    this.#chunks.push(this.#open.join(''));
    this.#open = [];
    this.#end = 0;
  }
}
