/** Uploads at once, and readers of what was uploaded. What comes in is in memory until it is stored; a slow line may take minutes over either. */
import type { IncomingMessage } from 'node:http';

export interface UploadLimits {
  /** Uploads at once, in all. An address has half of them. */
  places: number;
  /** Uploads at once of one visitor. */
  perVisitor: number;
  /** Bytes in memory, of all uploads. An address has half of them. */
  bytes: number;
}

export interface UploadPlace {
  /** Counts bytes that came in; false when there is no room for them. */
  add(bytes: number): boolean;
  /** Gives the place and its bytes back; once, however often it is called. */
  leave(): void;
}

export interface UploadRoom {
  /** A place, null when there is none. `dropped` is called when it must be given up for an address that has less. */
  enter(address: string, visitor: string, dropped: () => void): UploadPlace | null;
}

interface Held {
  address: string;
  visitor: string;
  since: number;
  bytes: number;
  dropped(): void;
}

/**
 * Limits uploads. When all places are taken, the address that has most of them gives up its slowest upload for one that has less, so that a few
 * addresses cannot keep others out.
 */
export function createUploadRoom({ places, perVisitor, bytes: most }: UploadLimits, now: () => number): UploadRoom {
  const held = new Set<Held>();
  const one = () => 1;
  const size = ({ bytes }: Held) => bytes;
  const sum = (weigh: (place: Held) => number, which: (place: Held) => boolean = () => true) =>
    [...held].reduce((all, place) => (which(place) ? all + weigh(place) : all), 0);
  const speed = ({ bytes, since }: Held) => bytes / Math.max(1, now() - since);
  /** Ends an upload of the address that has most, where that is more than `own`. */
  const makeRoom = (weigh: (place: Held) => number, own: number): boolean => {
    const shares = new Map<string, number>();
    for (const place of held) shares.set(place.address, (shares.get(place.address) ?? 0) + weigh(place));
    const [address, share] = [...shares].reduce((a, b) => (b[1] > a[1] ? b : a), ['', own]);
    if (share <= own) return false;
    const [slowest] = [...held].filter((place) => place.address === address && weigh(place) > 0).sort((a, b) => speed(a) - speed(b));
    if (!slowest) return false;
    held.delete(slowest);
    slowest.dropped();
    return true;
  };
  return {
    enter(address, visitor, dropped) {
      const own = sum(one, (place) => place.address === address);
      if (own >= Math.ceil(places / 2) || sum(one, (place) => place.visitor === visitor) >= perVisitor) return null;
      if (held.size >= places && !makeRoom(one, own + 1)) return null;
      const place: Held = { address, visitor, since: now(), bytes: 0, dropped };
      held.add(place);
      return {
        add(bytes) {
          if (!held.has(place)) return false;
          const mine = bytes + sum(size, (other) => other.address === address);
          if (mine > most / 2) return false;
          while (sum(size) + bytes > most) if (!makeRoom(size, mine)) return false;
          place.bytes += bytes;
          return true;
        },
        leave: () => void held.delete(place),
      };
    },
  };
}

/** Reads an upload into its place. What comes after a refusal is let pass unkept, so that a browser reads the answer. Rejects when the connection breaks. */
export function readUpload(request: IncomingMessage, maxBytes: number, place: UploadPlace, dropped: AbortSignal): Promise<Buffer | 'too_large' | 'busy'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too_large');
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const refuse = (reason: 'too_large' | 'busy') => {
      request.off('data', take);
      chunks = [];
      place.leave();
      request.resume();
      resolve(reason);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) refuse('too_large');
      else if (place.add(chunk.length)) chunks.push(chunk);
      else refuse('busy');
    };
    dropped.addEventListener('abort', () => refuse('busy'), { once: true });
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the connection was closed')));
  });
}
