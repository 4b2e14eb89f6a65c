/** Decodes recordings in a thread of its own. */
import { type ApartOptions, apart } from '../../threads/apart.ts';
import type { Decoded } from '../recording.ts';

/** Creates a decoder that works in a thread. Never rejects: a thread that ends or hangs makes the recordings that it had damaged ones. */
export const decodeApart = (options: Omit<ApartOptions<Decoded>, 'name' | 'broken'>): ((bytes: Uint8Array) => Promise<Decoded>) =>
  apart({ ...options, name: 'decode', broken: (detail): Decoded => ({ ok: false, why: 'damaged', detail }) });
