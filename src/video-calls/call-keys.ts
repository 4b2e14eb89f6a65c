/** Secrets of calls: links that work once, and seats of who used one. Written `call.side.secret`; what is kept is a hash of the secret. */
import { createHash, randomBytes } from 'node:crypto';
import { sameSecret } from '../net/same-secret.ts';
import type { CallSide } from '../store/call-rows.ts';

export interface CallKey {
  call: string;
  side: CallSide;
  secret: string;
}

const form = /^([\w-]{16})\.(customer|shop)\.([\w-]{32})$/;
const sides: Record<string, CallSide> = { customer: 'customer', shop: 'shop' };

/** Returns an id of a call that nobody can guess (96 bits). */
export const newCallId = (): string => randomBytes(12).toString('base64url');

/** Makes a key for one side of a call: 192 random bits. `text` is for the holder alone, `hash` to keep. */
export function newCallKey(call: string, side: CallSide): { text: string; hash: string } {
  const secret = randomBytes(24).toString('base64url');
  return { text: `${call}.${side}.${secret}`, hash: hashOf(secret) };
}

/** Reads a key; null for what cannot be one. */
export function readCallKey(text: string): CallKey | null {
  const [, call, name = '', secret] = form.exec(text) ?? [];
  const side = sides[name];
  return call && side && secret ? { call, side, secret } : null;
}

/** Tells in constant time whether the secret is the one of this hash. */
export const fitsHash = (secret: string, hash: string): boolean => sameSecret(hashOf(secret), hash);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
