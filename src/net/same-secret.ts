/** Comparing what a stranger sent with a secret. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Compares in a time that depends neither on where the texts differ nor on how long the secret is. Nothing is the same as an empty secret.
 * @example
 * ```ts
 * import { sameSecret } from './same-secret.ts';
 * sameSecret('', ''); // => false
 * ```
 */
export function sameSecret(given: string, expected: string): boolean {
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
