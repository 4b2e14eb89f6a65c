/**
 * Checks what an authenticator answers: Web Authentication Level 2, 7.1 and 7.2, with attestation `none`. The key comes as the browser gives it
 * (`getPublicKey()`, SubjectPublicKeyInfo), so that nothing of an attestation has to be read.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** COSE algorithms that are taken: ES256, RS256, EdDSA. */
export const passkeyAlgorithms = [-7, -257, -8] as const;

/** Where a passkey belongs: the host of the console. */
export interface PasskeyHost {
  /** Relying party id. */
  id: string;
  /** The origin of the page; '' where there can be none. */
  origin: string;
}

export interface KnownKey {
  /** SubjectPublicKeyInfo, base64url. */
  key: string;
  alg: number;
  /** Counter of the last use; 0 where the authenticator has none. */
  count: number;
}

const clientSchema = z.object({ type: z.string(), challenge: z.string(), origin: z.string(), crossOrigin: z.boolean().optional() });
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** Reads the client data; null when they are not of this act, this challenge and this page. */
function ofThisPage(clientData: string, type: 'webauthn.create' | 'webauthn.get', challenge: string, host: PasskeyHost): boolean {
  let told: z.infer<typeof clientSchema>;
  try {
    told = clientSchema.parse(JSON.parse(bytesOf(clientData).toString('utf8')));
  } catch {
    return false;
  }
  if (told.type !== type || told.challenge !== challenge || told.crossOrigin === true || !URL.canParse(told.origin)) return false;
  return new URL(told.origin).origin === host.origin;
}

/** The counter in the authenticator data; null when they are of another host, or nobody was verified before the authenticator. */
function counterOf(authData: Buffer, host: PasskeyHost): number | null {
  if (authData.length < 37) return null;
  const flags = authData[32] ?? 0;
  const present = (flags & 1) !== 0 && (flags & 4) !== 0;
  return present && authData.subarray(0, 32).equals(createHash('sha256').update(host.id).digest()) ? authData.readUInt32BE(33) : null;
}

/** A new key; null when it is not what was asked for. */
export function newPasskey(given: { clientData: string; authData: string; key: string; alg: number }, challenge: string, host: PasskeyHost): KnownKey | null {
  if (!ofThisPage(given.clientData, 'webauthn.create', challenge, host)) return null;
  const count = counterOf(bytesOf(given.authData), host);
  if (count === null || !passkeyAlgorithms.some((alg) => alg === given.alg)) return null;
  try {
    createPublicKey({ key: bytesOf(given.key), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
  return { key: given.key, alg: given.alg, count };
}

/** Counter of this use; null when the signature is not of this key, or the counter shows that the key was copied. */
export function usedPasskey(
  given: { clientData: string; authData: string; signature: string },
  known: KnownKey,
  challenge: string,
  host: PasskeyHost,
): number | null {
  if (!ofThisPage(given.clientData, 'webauthn.get', challenge, host)) return null;
  const authData = bytesOf(given.authData);
  const count = counterOf(authData, host);
  if (count === null || ((count > 0 || known.count > 0) && count <= known.count)) return null;
  const signed = Buffer.concat([authData, createHash('sha256').update(bytesOf(given.clientData)).digest()]);
  try {
    const key = createPublicKey({ key: bytesOf(known.key), format: 'der', type: 'spki' });
    return verify(known.alg === -8 ? null : 'sha256', signed, key, bytesOf(given.signature)) ? count : null;
  } catch {
    return null;
  }
}
