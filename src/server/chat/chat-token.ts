/** Identity of a browser: a signed token, so that nobody can read or write as another visitor. */
import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../../net/same-secret.ts';
import { longestEncodedUser } from '../operations/bearer.ts';

const dayMs = 86_400_000;
/** The visitor, when it was signed, and the signature. */
const tokenForm = new RegExp(`^(([A-Za-z0-9_-]{1,${longestEncodedUser}})\\.([0-9a-z]{1,11}))\\.([A-Za-z0-9_-]{43})$`);

export interface ChatSigner {
  /** A token for this visitor, valid for a year. */
  sign(user: string): string;
  /** The visitor of a token of ours that is not too old; null otherwise. */
  verify(token: string): { user: string; issuedAt: number } | null;
  /** A visitor id that cannot be guessed (128 bits). */
  newVisitor(): string;
  /** Tells whether the id was made by `newVisitor`, and is not one of a customer of the shop. */
  isVisitor(user: string): boolean;
  /** The visitor id of a customer who is logged in at the shop, if the shop's signature is right; null when not, or when no secret is set. */
  identify(user: string, hash: string): string | null;
  /** The same by a signature that expires, `EXPIRY.NONCE.HMAC`. `expired`: it was right once. */
  identifyUntil(user: string, signature: string): string | 'expired' | null;
}

export interface SignerOptions {
  /** Key of our own tokens, at least 32 bytes; kept with the data, so that visitors survive a restart. */
  secret: Buffer;
  /**
   * Key that the merchant's shop signs customer ids with: `user_hash` is the hex HMAC-SHA256 of the id; or, good until then only, Unix seconds, a nonce
   * and the hex HMAC-SHA256 of `zhanggui:SECONDS:NONCE:ID`, joined by dots.
   */
  identitySecret?: string;
  now: () => number;
  random?: (bytes: number) => Buffer;
  maxAgeMs?: number;
}

/** Unix seconds, a nonce, the signature. */
export const expiringForm = /^(\d{10})\.([A-Za-z0-9_-]{8,64})\.([0-9a-f]{64})$/i;
/** Longest time that a signature may be good for, ms. */
const longestIdentity = dayMs;

/** Signs and checks visitors. Throws when the secret is shorter than 32 bytes. */
export function createChatSigner({ secret, identitySecret, now, random = randomBytes, maxAgeMs = 365 * dayMs }: SignerOptions): ChatSigner {
  if (secret.length < 32) throw new Error('the web chat secret must have at least 32 bytes');
  const isSigned = (text: string, hash: string): boolean =>
    identitySecret !== undefined &&
    identitySecret !== '' &&
    /^[0-9a-f]{64}$/i.test(hash) &&
    sameSecret(hash.toLowerCase(), createHmac('sha256', identitySecret).update(text).digest('hex'));
  const mac = (payload: string) => createHmac('sha256', secret).update(`zhanggui-chat:${payload}`).digest();
  return {
    sign(user) {
      const payload = `${Buffer.from(user).toString('base64url')}.${now().toString(36)}`;
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    verify(token) {
      const [, payload, encodedUser, issued, signature] = tokenForm.exec(token) ?? [];
      if (!payload || !encodedUser || !issued || !signature) return null;
      if (!sameSecret(signature, mac(payload).toString('base64url'))) return null;
      const issuedAt = Number.parseInt(issued, 36);
      // One of the future is ours too, from before the clock was set back.
      if (issuedAt < now() - maxAgeMs || issuedAt > now() + maxAgeMs) return null;
      return { user: Buffer.from(encodedUser, 'base64url').toString('utf8'), issuedAt };
    },
    isVisitor: (user) => user.startsWith('v-'),
    newVisitor: () => `v-${random(16).toString('base64url')}`,
    identify(user, hash) {
      return user && isSigned(user, hash) ? `u-${user}` : null;
    },
    identifyUntil(user, signature) {
      const [, seconds = '', nonce = '', hash = ''] = expiringForm.exec(signature) ?? [];
      if (!user || !isSigned(`zhanggui:${seconds}:${nonce}:${user}`, hash)) return null;
      const until = Number(seconds) * 1_000;
      // One that is good for years is as if it never expired.
      if (until > now() + longestIdentity) return null;
      return until > now() ? `u-${user}` : 'expired';
    },
  };
}
