/** Codes of an authenticator app: RFC 6238 over RFC 4226, SHA-1, six digits, thirty seconds, as every app has them. */
import { createHmac, randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;
/** Steps before and behind the present one that are taken: clocks of phones differ. */
const drift = 1;

/** Returns bytes in base32 (RFC 4648, 6) without padding. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** A new secret of 160 bits, which RFC 4226, 4 recommends. */
export const newTotpSecret = (): string => base32(randomBytes(20));

/** The code of a step of time. `digits`: six unless given. */
export function codeAt(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (hash[hash.length - 1] ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is; null when it is none of now, or not behind `last`, the step that was used last: a code works once. */
export function stepOf(secret: string, code: string, now: number, last = -1): number | null {
  const present = Math.floor(now / stepMs);
  for (let step = present - drift; step <= present + drift; step++) if (step > last && codeAt(secret, step) === code) return step;
  return null;
}

/** The address that authenticator apps read from a picture. */
export function totpUri(secret: string, who: string, shop: string): string {
  const label = encodeURIComponent(`${shop}:${who}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(shop)}&algorithm=SHA1&digits=6&period=30`;
}
