/** Reads pictures in a thread of its own. */
import { type ApartOptions, apart } from '../threads/apart.ts';
import type { Read } from './picture.ts';

/** Creates a reader that works in a thread. Never rejects: a thread that ends or hangs makes the pictures that it had damaged ones. */
export const readApart = (options: Omit<ApartOptions<Read>, 'name' | 'broken'>): ((bytes: Uint8Array) => Promise<Read>) =>
  apart({ ...options, name: 'pictures', heapMb: 256, broken: (detail): Read => ({ ok: false, why: 'damaged', detail }) });
