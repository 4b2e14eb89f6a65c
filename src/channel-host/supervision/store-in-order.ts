/** Storing what a child hands over: one after the other, each again until it is stored. */
import { backOff } from '../../event-loop/back-off.ts';
import { realClock } from '../../event-loop/clock.ts';
import { within } from '../../event-loop/within.ts';

export interface InOrder<E> {
  /** `stored` is called once the event is stored; never when that was given up. */
  add(event: E, stored: () => void): void;
  /** Resolves when everything is stored, or when `giveUp` was called. */
  settled(): Promise<void>;
  /** Nothing more is tried; what is not stored stays with the child's journal. */
  giveUp(): void;
}

export interface InOrderParts<E> {
  take(event: E): Promise<void>;
  /** Called for each try that failed. */
  failed(error: unknown): void;
  /** Pauses between tries, ms; they double from the first to the longest. */
  firstWait: number;
  mostWait: number;
}

export function storeInOrder<E>({ take, failed, firstWait, mostWait }: InOrderParts<E>): InOrder<E> {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  let last: Promise<void> = Promise.resolve();

  async function store(event: E, stored: () => void): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        await take(event);
        stored();
        return;
      } catch (error) {
        failed(error);
        await within(realClock(), backOff(failures, { first: firstWait, most: mostWait }), stopped, () => undefined);
      }
    }
  }

  return {
    add(event, stored) {
      last = last.then(() => store(event, stored));
    },
    settled: () => Promise.race([last, stopped]),
    giveUp: () => stopping.abort(),
  };
}
