/** Draws pictures anew one after the other, in a thread of its own. */
import { Slots } from '../event-loop/slots.ts';
import type { Logger } from '../logger.ts';
import { type ApartOptions, apart } from '../threads/apart.ts';
import { pictureForm } from './picture-form.ts';
import type { Repacked } from './repack.ts';

/** Pictures that may wait for the one before. */
const inLine = 64;
/** Time that one may wait in line, ms. */
const lineMs = 20_000;

/**
 * Returns the picture drawn anew; the same bytes where they are no picture; null for a picture that cannot be drawn anew: nobody may be shown that; `busy`
 * while too many wait.
 */
export type Repack = (bytes: Uint8Array) => Promise<Uint8Array | null | 'busy'>;

/** Creates a worker in a thread. Never rejects: a thread that ends or hangs has not drawn the picture that it had. */
export const repackApart = (options: Omit<ApartOptions<Repacked>, 'name' | 'broken'>): ((bytes: Uint8Array) => Promise<Repacked>) =>
  apart({ patienceMs: 12_000, ...options, name: 'repack', broken: (detail): Repacked => ({ ok: false, why: 'damaged', detail }) });

/** Creates the one way by which pictures are drawn anew. */
export function createRepack(work: (bytes: Uint8Array) => Promise<Repacked>, log: Pick<Logger, 'info'>): Repack {
  const slots = new Slots(1, inLine);
  return async (bytes) => {
    if (!pictureForm(bytes)) return bytes;
    if (!(await slots.take(AbortSignal.timeout(lineMs)))) return 'busy';
    try {
      const done = await work(bytes);
      if (!done.ok) {
        log.info({ why: done.why, detail: done.detail }, 'a picture could not be drawn anew; it is kept as a file');
        return null;
      }
      return done.bytes;
    } finally {
      slots.leave();
    }
  };
}
