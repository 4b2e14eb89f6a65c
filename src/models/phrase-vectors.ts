/** Vectors of what customers ask for, kept current in the background, and of what they just wrote. */
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import type { AskFailure } from '../net/ask-failure.ts';
import { type Embedder, textsAtOnce } from './embedder.ts';
import { type Guarded, guarded } from './guarded.ts';
import { type Known, nearness } from './nearness.ts';
import { hashOfText, readVectors, writeVectors } from './vector-file.ts';

/** Bound of a question that a customer waits for, ms. */
export const queryMs = 200;
/** Bound of a request for phrases in the background, ms, and the pause after one that failed. */
const phrasesMs = 30_000;
const retryMs = 60_000;
/** Phrases that have vectors, at most: 20,000 of 1,536 numbers have 123 MB. */
const mostPhrases = 20_000;
/** Texts of customers whose vectors are kept. */
const mostQueries = 500;

export interface Asked {
  id: string;
  texts: readonly string[];
}

/** `tokens`: those of this question; 0 where all was known. */
export type Near = { ok: true; beside: Map<string, number>[]; tokens: number; asked: boolean } | (AskFailure & { asked: boolean });

export interface PhraseVectorsOptions {
  embedder: Embedder;
  /** Where vectors are kept over a restart. */
  file: string;
  clock: Pick<Clock, 'after' | 'monotonic'>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Reports tokens of phrases, which no customer waits for. */
  spent(tokens: number): void;
  /** Tells whether phrases may still be asked for today. */
  mayAsk(): boolean;
}

export class PhraseVectors {
  readonly #options: PhraseVectorsOptions;
  readonly #breaker: Guarded;
  readonly #model: string;
  readonly #queries = new Map<string, Float32Array>();
  #vectors: Map<string, Float32Array> | undefined;
  #wanted: readonly Asked[] = [];
  #known: readonly Known[] | undefined;
  #working: Promise<void> | undefined;
  #stopped = false;
  #wake: (() => void) | undefined;

  constructor(options: PhraseVectorsOptions) {
    this.#options = options;
    const { embedder } = options;
    this.#model = `${embedder.host} ${embedder.model}`;
    this.#breaker = guarded({ name: 'embeddings', host: embedder.host }, options.clock, options.log);
  }

  /** True once every phrase has its vector. */
  get ready(): boolean {
    return this.#known !== undefined;
  }

  /** Takes what customers may ask for now; what has no vector yet is asked for in the background. Until then nothing is near. */
  learn(asked: readonly Asked[]): void {
    this.#wanted = asked;
    this.#known = undefined;
    this.#begin();
  }

  #begin(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (!this.#known && !this.#stopped) this.#begin();
    });
  }

  /** Resolves when the vectors are those of what was learned last, or cannot be had now. */
  async settled(): Promise<void> {
    await this.#working;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  /** Returns what each text adds to the scores of the words, in at most {@link queryMs}. Never rejects. */
  async near(texts: readonly string[]): Promise<Near> {
    const known = this.#known;
    if (!known) return { ok: false, why: 'busy', detail: 'phrases have no vectors yet', asked: false };
    const missing = [...new Set(texts)].filter((text) => !this.#queries.has(text)).slice(0, textsAtOnce);
    let tokens = 0;
    if (missing.length > 0) {
      if (this.#breaker.resting) return { ok: false, why: 'busy', detail: 'it rests', asked: false };
      const got = await this.#breaker.ask(queryMs, (signal) => this.#options.embedder.embed(missing, signal));
      if (!got.ok) return { ...got, asked: true };
      tokens = got.tokens;
      if (got.vectors[0]?.length !== known[0]?.vectors[0]?.length) return this.#anew();
      for (const [n, text] of missing.entries()) this.#remember(text, got.vectors[n]!);
    }
    const beside = texts.map((text) => {
      const vector = this.#queries.get(text);
      return vector ? nearness(vector, known) : new Map<string, number>();
    });
    return { ok: true, beside, tokens, asked: missing.length > 0 };
  }

  /** The server has another model than the one that made what is kept: all is asked for again. */
  #anew(): Near {
    this.#vectors = new Map();
    this.#queries.clear();
    this.learn(this.#wanted);
    return { ok: false, why: 'failed', detail: 'vectors of another width than those of the phrases', asked: true };
  }

  #remember(text: string, vector: Float32Array): void {
    this.#queries.delete(text);
    this.#queries.set(text, vector);
    const [oldest] = this.#queries.keys();
    if (this.#queries.size > mostQueries && oldest !== undefined) this.#queries.delete(oldest);
  }

  async #work(): Promise<void> {
    const { file, log } = this.#options;
    this.#vectors ??= await readVectors(file, this.#model);
    for (let done: readonly Asked[] | undefined; done !== this.#wanted && !this.#stopped; ) {
      done = this.#wanted;
      const texts = new Map<string, string>();
      for (const { texts: all } of done) for (const text of all) if (texts.size < mostPhrases) texts.set(hashOfText(text), text);
      const missing = [...texts].filter(([key]) => !this.#vectors?.has(key));
      if (!(await this.#fetch(missing))) return;
      if (done !== this.#wanted) continue;
      const kept = new Map([...texts.keys()].flatMap((key) => (this.#vectors?.has(key) ? [[key, this.#vectors.get(key)!] as const] : [])));
      this.#vectors = kept;
      this.#known = done.map(({ id, texts: all }) => ({ id, vectors: all.flatMap((text) => kept.get(hashOfText(text)) ?? []) }));
      if (missing.length === 0) continue;
      await writeVectors(file, this.#model, kept).catch((error: unknown) => log.warn({ detail: String(error) }, 'vectors of phrases could not be kept'));
      log.info({ phrases: kept.size, asked: missing.length }, 'phrases have their vectors');
    }
  }

  /** Asks for vectors until all are there; false when it was stopped. */
  async #fetch(missing: readonly (readonly [string, string])[]): Promise<boolean> {
    const { embedder, spent, mayAsk } = this.#options;
    for (let at = 0; at < missing.length; ) {
      if (this.#stopped) return false;
      const part = missing.slice(at, at + textsAtOnce);
      const got = mayAsk()
        ? await this.#breaker.ask(phrasesMs, (signal) =>
            embedder.embed(
              part.map(([, text]) => text),
              signal,
            ),
          )
        : undefined;
      if (got?.ok) {
        spent(got.tokens);
        for (const [n, [key]] of part.entries()) this.#vectors?.set(key, got.vectors[n]!);
        at += part.length;
      } else await this.#pause(Math.max(retryMs, got?.retryAfterMs ?? 0));
    }
    return true;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
