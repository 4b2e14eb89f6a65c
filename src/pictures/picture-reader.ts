/** Reads the pictures of messages that are kept here, and compares them with what the shop knows; all within a bound. */
import type { Clock } from '../event-loop/clock.ts';
import { Slots } from '../event-loop/slots.ts';
import { within } from '../event-loop/within.ts';
import type { Logger } from '../logger.ts';
import type { Address, Media, Part, Seen } from '../message.ts';
import type { Read, Unread, Writing } from './picture.ts';

/** Pictures of one message that are read; the others are kept as they are. */
const perMessage = 2;
/** Pictures that may wait for a place, over all conversations. */
const inLine = 16;

type Image = Extract<Part, { type: 'image' }>;

export interface PictureReaderOptions {
  read(bytes: Uint8Array): Promise<Read>;
  /** Looks what the shop knows of it. */
  know(
    writing: Writing,
    from: Address,
    lang: string,
  ): Promise<{ ok: true; known: { text: string; of: Seen['of'] } } | { ok: false; why: 'nothing' | 'several' }>;
  /** Looks whether it shows goods of the catalogue. `whole`: nothing else is to be seen in it. */
  alike?(bytes: Uint8Array, lang: string): Promise<PicturedGoods | null>;
  /** The bytes of a picture that was drawn anew, from our own store; null where there is none. */
  fetch(media: Media): Promise<Buffer | null>;
  /** Time that a message may wait for what is in its pictures, ms. */
  waitMs: number;
  clock: Pick<Clock, 'after' | 'monotonic'>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Reports each picture and how long it took, ms. */
  told?(outcome: 'read' | Unread, ms: number): void;
}

/** Goods that a picture shows: words that name them, or the ids of at most three that they may be. */
export type PicturedGoods = { text: string; whole: boolean } | { maybe: string[] };

type Outcome = { ok: true; text: string; of: Seen['of'] } | { ok: false; why: Unread; maybe?: string[] };

/** Returns what the runtime asks before the turn of a message with pictures. Resolves in bounded time and never rejects. */
export function createPictureReader({ read, know, alike, fetch, waitMs, clock, log, told }: PictureReaderOptions) {
  const slots = new Slots(1, inLine);

  async function look(bytes: Buffer, from: Address, lang: string, signal: AbortSignal): Promise<Outcome> {
    if (!(await slots.take(signal))) return { ok: false, why: 'busy' };
    try {
      const goods = await alike?.(bytes, lang);
      if (goods && 'text' in goods && goods.whole) return { ok: true, text: goods.text, of: 'product' };
      const got = await read(bytes);
      if (!got.ok) {
        log.info({ why: got.why, detail: got.detail }, 'a picture could not be read');
        return got;
      }
      // A number or a code says more than what stands beside it: the screenshot of an order shows goods too.
      const found = await know(got.writing, from, lang);
      if (found.ok) return { ok: true, ...found.known };
      if (found.why === 'several' || !goods) return found;
      return 'text' in goods ? { ok: true, text: goods.text, of: 'product' } : { ...found, maybe: goods.maybe };
    } catch (error) {
      log.warn({ err: error }, 'a picture was not read');
      return { ok: false, why: 'damaged' };
    } finally {
      slots.leave();
    }
  }

  async function see(part: Image, from: Address, lang: string): Promise<Image> {
    const started = clock.monotonic();
    const ending = new AbortController();
    const work = async (): Promise<Outcome> => {
      const bytes = await fetch(part.media).catch(() => null);
      return bytes ? look(bytes, from, lang, ending.signal) : { ok: false, why: part.media.lost || part.media.stored === undefined ? 'lost' : 'damaged' };
    };
    const outcome = await within(clock, waitMs, work(), (): Outcome => {
      ending.abort(new DOMException('out of time', 'TimeoutError'));
      return { ok: false, why: 'late' };
    });
    told?.(outcome.ok ? 'read' : outcome.why, clock.monotonic() - started);
    return { ...part, seen: seenOf(outcome) };
  }

  return {
    look(parts: readonly Part[], from: Address, lang: string): Promise<Part[]> {
      let left = perMessage;
      return Promise.all(
        parts.map((part): Part | Promise<Part> => {
          if (part.type !== 'image' || part.seen !== undefined) return part;
          left -= 1;
          return left < 0 ? { ...part, seen: { why: 'busy' } } : see(part, from, lang);
        }),
      );
    },
  };
}

function seenOf(outcome: Outcome): Seen {
  if (outcome.ok) return { text: outcome.text, of: outcome.of };
  return { ...(outcome.maybe && { of: 'product' as const, maybe: outcome.maybe }), why: outcome.why };
}
