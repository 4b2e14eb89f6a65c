/**
 * The callback protocol that WeChat Official Accounts and WeCom share (WXBizMsgCrypt). Pure but for the random bytes of a seal, and total: junk
 * gives a typed failure. https://developer.work.weixin.qq.com/document/path/90968
 * and https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { sameSecret } from '../../net/same-secret.ts';

/** Distance that the timestamp of a callback may have from our clock, either way, ms. Neither platform names a limit; it is what bounds a replay. */
export const callbackWindowMs = 5 * 60_000;

/** The block of the protocol's own padding, bytes; AES itself has 16. */
const paddingBlock = 32;
/** Random bytes, then the length of the text, in front of it. */
const randomLength = 16;
const headLength = randomLength + 4;

/** The key to sealed callbacks and the id that must stand inside: AppID of an Official Account, CorpID of WeCom. */
export interface CallbackKey {
  aesKey: Buffer;
  receiver: string;
}

/** Values that a callback brings in its address. `encrypted` is signed too where the content is sealed. */
export interface SignedCallback {
  signature: string | null | undefined;
  timestamp: string | null | undefined;
  nonce: string | null | undefined;
  encrypted?: string;
}

export type Verified = { ok: true } | { ok: false; reason: 'malformed' | 'signature' | 'expired' };
export type Opened = { ok: true; text: string } | { ok: false; reason: 'malformed' | 'padding' | 'receiver' };

/** Reads the EncodingAESKey of the console (43 letters and digits) as the key; null when it is none. */
export function readAesKey(encodingAesKey: string): Buffer | null {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) return null;
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/** Returns the signature, 40 lower-case hexadecimal digits: SHA-1 of token, timestamp, nonce and the sealed text, sorted and joined. */
export function signCallback(token: string, timestamp: string, nonce: string, encrypted?: string): string {
  const pieces = encrypted === undefined ? [token, timestamp, nonce] : [token, timestamp, nonce, encrypted];
  return createHash('sha1').update(pieces.sort().join('')).digest('hex');
}

/** Tells whether the platform made this callback, and made it within {@link callbackWindowMs} of `now`. Closed when the token is empty. */
export function verifyCallback(token: string, callback: SignedCallback, now: number): Verified {
  const { signature, timestamp, nonce, encrypted } = callback;
  if (!token || !signature || !timestamp || !nonce || !/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'malformed' };
  if (!sameSecret(signature, signCallback(token, timestamp, nonce, encrypted))) return { ok: false, reason: 'signature' };
  if (Math.abs(Number(timestamp) * 1000 - now) > callbackWindowMs) return { ok: false, reason: 'expired' };
  return { ok: true };
}

/** Says what becomes of a callback that is not verified: its age is told apart, since a wrong clock of ours makes every one look old. */
export function refusalOf(reason: Extract<Verified, { ok: false }>['reason']): 'signature' | 'time' {
  return reason === 'expired' ? 'time' : 'signature';
}

/** The padded bytes without their padding: 1 to 32 times its own length; undefined when it is not that. */
function withoutPadding(padded: Buffer): Buffer | undefined {
  const length = padded.at(-1) ?? 0;
  if (length < 1 || length > paddingBlock || length > padded.length) return undefined;
  if (!padded.subarray(-length).every((byte) => byte === length)) return undefined;
  return padded.subarray(0, -length);
}

function decrypted(aesKey: Buffer, sealed: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Opens what stands in `Encrypt` (or WeCom's `echostr`). Verify its signature first: this alone proves nothing about the sender. */
export function openEnvelope({ aesKey, receiver }: CallbackKey, encrypted: string): Opened {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return { ok: false, reason: 'malformed' };
  const sealed = Buffer.from(encrypted, 'base64');
  if (sealed.length === 0 || sealed.length % 16 !== 0) return { ok: false, reason: 'malformed' };
  const padded = decrypted(aesKey, sealed);
  if (!padded) return { ok: false, reason: 'malformed' };
  const content = withoutPadding(padded);
  if (!content) return { ok: false, reason: 'padding' };
  if (content.length < headLength) return { ok: false, reason: 'malformed' };
  const end = headLength + content.readUInt32BE(randomLength);
  if (end > content.length) return { ok: false, reason: 'malformed' };
  if (!sameSecret(content.subarray(end).toString('utf8'), receiver)) return { ok: false, reason: 'receiver' };
  return { ok: true, text: content.subarray(headLength, end).toString('utf8') };
}

/** Seals a reply: the value of `Encrypt`. `random` is for tests: 16 bytes. */
export function sealEnvelope({ aesKey, receiver }: CallbackKey, text: string, random: Buffer = randomBytes(randomLength)): string {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const content = Buffer.concat([random, length, bytes, Buffer.from(receiver, 'utf8')]);
  const padding = paddingBlock - (content.length % paddingBlock);
  const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString('base64');
}
