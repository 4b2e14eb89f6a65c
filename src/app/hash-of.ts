import { createHash } from 'node:crypto';

/** Returns a short hash of a text, by which processes tell whether they have the same. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
