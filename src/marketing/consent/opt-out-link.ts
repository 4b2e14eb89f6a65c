/** The address of one's own at which a customer opts out without logging in. Only we can make one, and it tells nobody who it is for. */
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
/** Longest token that is looked at, characters. */
const longest = 1_000;

const keyFor = (secret: Uint8Array, use: string): Buffer => createHmac('sha256', secret).update(`opt-out ${use}`).digest();

/** The token of a contact: sealed, and the same each time, so that a text that is frozen again does not change. */
function optOutToken(secret: Uint8Array, contact: string): string {
  const nonce = createHmac('sha256', keyFor(secret, 'nonce')).update(contact).digest().subarray(0, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'seal'), nonce);
  const sealed = Buffer.concat([cipher.update(contact, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** `base`: PUBLIC_URL. */
export function optOutLink(base: string, secret: Uint8Array, contact: string): string {
  return `${base.replace(/\/$/, '')}/o/${optOutToken(secret, contact)}`;
}

/** The contact of a token; null for one that is not ours or was changed. */
export function contactOfToken(secret: Uint8Array, token: string): string | null {
  if (token.length > longest || !/^[\w-]+$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, 'seal'), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const contact = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    const again = Buffer.from(optOutToken(secret, contact));
    const given = Buffer.from(token);
    return again.length === given.length && timingSafeEqual(again, given) ? contact : null;
  } catch {
    return null;
  }
}
