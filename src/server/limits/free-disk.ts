/** The floor of free disk: what the shop's customers write must still be kept when strangers have filled all the rest. */
import { statfs } from 'node:fs/promises';
import type { Logger } from '../../logger.ts';

/** Shortest time between two looks at the disk, ms. */
const lookEvery = 5_000;

export interface FreeDisk {
  /** Tells whether less is free than the floor. */
  low(): Promise<boolean>;
  /** Describes the disk for people: `ok`, or how much is free and what is refused. */
  state(): Promise<string>;
}

export interface FreeDiskOptions {
  /** Bytes; 0: never low. */
  floor: number;
  /** Bytes that are free now. A disk that does not say counts as not low: the store reports its own trouble. */
  free(): Promise<number>;
  now(): number;
  log: Logger;
}

/** Returns bytes that this program may still write to the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export function createFreeDisk({ floor, free, now, log }: FreeDiskOptions): FreeDisk {
  let looked: { at: number; bytes: Promise<number> } | undefined;
  let low = false;
  const note = (bytes: number): number => {
    if (bytes < floor !== low) {
      low = bytes < floor;
      if (low) log.warn({ free: bytes, floor }, 'little disk is free: no uploads of strangers and no new visitors; make room, or lower limits.free_disk');
      else log.info({ free: bytes, floor }, 'enough disk is free again');
    }
    return bytes;
  };
  const look = (): Promise<number> => {
    const at = now();
    // Also when the clock was set back.
    if (!looked || Math.abs(at - looked.at) >= lookEvery) looked = { at, bytes: free().then(note, () => Number.POSITIVE_INFINITY) };
    return looked.bytes;
  };
  return {
    low: async () => floor > 0 && (await look()) < floor,
    async state() {
      const bytes = floor > 0 ? await look() : floor;
      if (bytes >= floor) return 'ok';
      return `${megabytes(bytes)} MB are free, less than ${megabytes(floor)} (limits.free_disk): no uploads of strangers and no new visitors of the web chat`;
    },
  };
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000);
