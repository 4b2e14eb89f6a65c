/** Listens to the recordings of messages: fetched, kept for people, decoded, and given to the recogniser; all within a bound. */
import type { Clock } from '../event-loop/clock.ts';
import { Slots } from '../event-loop/slots.ts';
import { within } from '../event-loop/within.ts';
import type { Logger } from '../logger.ts';
import type { Address, Media, Part, Transcript } from '../message.ts';
import { Breaker } from '../net/breaker.ts';
import { type NotRecognised, notRecognised, type Recogniser } from './recogniser.ts';
import { type Decoded, longest, type Unheard } from './recording.ts';
import { wordsIn } from './words.ts';

/** Time that a message with recordings may wait for their words, ms. */
export const budget = 8_000;
/** Recordings of one message that are listened to. */
const perMessage = 3;
/** Recordings that may wait for a place, over all conversations. */
const inLine = 32;

type Audio = Extract<Part, { type: 'audio' }>;

export interface ListenerOptions {
  /** Undefined: recordings are only kept. */
  recogniser: Recogniser | undefined;
  decode(bytes: Uint8Array): Promise<Decoded>;
  /** The bytes of what a customer sent, from our own store or from the channel. Rejects where there are none. */
  fetch(media: Media, from: Address): Promise<{ bytes: Buffer; mime: string; name?: string }>;
  /** Keeps the bytes; the id in our store, or undefined where they are not kept. */
  keep(file: { bytes: Buffer; mime: string; name?: string }): Promise<string | undefined>;
  /** Confidence below which the customer is asked whether they said this. */
  sure: number;
  /** Recordings at the recogniser at once. */
  atOnce: number;
  clock: Pick<Clock, 'after' | 'monotonic'>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Reports each recording and how long it took, ms. */
  told?(outcome: 'heard' | 'unsure' | Unheard, ms: number): void;
}

export interface Listener {
  /** See `Listen` of the runtime. */
  listen(parts: readonly Part[], from: Address, lang: string): Promise<Part[]>;
  /** True while the recogniser rests because it does not answer. */
  readonly resting: boolean;
}

type Heard = { ok: true; transcript: Transcript } | { ok: false; why: Unheard };

export function createListener(options: ListenerOptions): Listener {
  const { recogniser, decode, fetch, keep, sure, clock, log, told } = options;
  const breaker = new Breaker(clock.monotonic);
  const slots = new Slots(options.atOnce, inLine);

  async function recognised(bytes: Buffer, lang: string, signal: AbortSignal): Promise<Heard> {
    if (!recogniser) return { ok: false, why: 'off' };
    if (breaker.resting || !(await slots.take(signal))) return { ok: false, why: 'busy' };
    try {
      const decoded = await decode(bytes);
      if (!decoded.ok) {
        log.info({ why: decoded.why, detail: decoded.detail }, 'a recording could not be read');
        return { ok: false, why: decoded.why };
      }
      if (signal.aborted) return { ok: false, why: 'late' };
      if (!breaker.enter()) return { ok: false, why: 'busy' };
      const result = await recogniser
        .recognise(decoded.recording, lang, signal)
        .catch((error: unknown): NotRecognised => notRecognised('failed', String(error)));
      breaker.note(result.ok ? null : result);
      if (!result.ok) {
        const { why, detail } = result;
        log.warn({ kind: recogniser.kind, host: recogniser.host, why, detail, rests: breaker.resting }, 'a recording was not recognised');
        return { ok: false, why };
      }
      const text = wordsIn(result.text);
      if (text === '') return { ok: false, why: 'nothing' };
      const { confidence, lang: spoken } = result;
      const unsure = confidence !== undefined && confidence < sure;
      const about = { ...(confidence !== undefined && { confidence: Math.round(confidence * 100) / 100 }), ...(spoken && { lang: spoken }) };
      return { ok: true, transcript: { text, by: recogniser.kind, ...about, ...(unsure && { unsure }) } };
    } finally {
      slots.leave();
    }
  }

  async function hear(part: Audio, from: Address, lang: string): Promise<Audio> {
    const started = clock.monotonic();
    const ending = new AbortController();
    let { media } = part;
    const work = async (): Promise<Heard> => {
      let file: { bytes: Buffer; mime: string; name?: string };
      try {
        file = await fetch(media, from);
        const stored = media.stored ?? (await keep(file));
        if (stored !== undefined) media = { ...media, stored, bytes: file.bytes.length };
      } catch (error) {
        log.info({ channel: from.channel, detail: error instanceof Error ? error.message.slice(0, 200) : '' }, 'a recording could not be fetched');
        return { ok: false, why: 'lost' };
      }
      if (part.transcript) return { ok: true, transcript: part.transcript };
      if ((media.seconds ?? 0) > longest) return { ok: false, why: recogniser ? 'too_long' : 'off' };
      return recognised(file.bytes, lang, ending.signal);
    };
    const heard = await within(clock, budget, work(), (): Heard => {
      ending.abort(new DOMException('out of time', 'TimeoutError'));
      return { ok: false, why: 'late' };
    });
    told?.(heard.ok ? (heard.transcript.unsure ? 'unsure' : 'heard') : heard.why, clock.monotonic() - started);
    if (heard.ok) return { ...part, media, transcript: heard.transcript, ...(media.stored === undefined && { unheard: 'lost' }) };
    // Words that the channel brought along stay, whatever became of the bytes.
    return { ...part, media, unheard: heard.why };
  }

  return {
    get resting() {
      return breaker.resting;
    },
    listen(parts, from, lang) {
      let left = perMessage;
      return Promise.all(
        parts.map((part): Part | Promise<Part> => {
          if (part.type !== 'audio' || part.unheard !== undefined) return part;
          left -= 1;
          return left < 0 ? { ...part, unheard: 'busy' } : hear(part, from, lang);
        }),
      );
    },
  };
}
