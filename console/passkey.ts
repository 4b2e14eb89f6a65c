/** Passkeys of the browser: made and used with a challenge of the program. */
import * as z from 'zod/mini';
import { ask } from './api.ts';
import { person } from './shapes.ts';

const asked = z.object({ challenge: z.string(), host: z.string(), algorithms: z.array(z.number()) });

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const toBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at++) bytes[at] = plain.charCodeAt(at);
  return bytes;
};

const askChallenge = () => ask('/console/passkeys/challenge', asked, { method: 'POST', body: {} });

/** Tells whether this page can have passkeys at all: a name of its own, over a way that nobody can listen on. */
export const canPasskey = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname);

/** Makes a passkey; the body for `POST /console/passkeys`, or null where the person thought better of it. */
export async function makePasskey(me: { id: string; name: string }, has: readonly string[]): Promise<object | null> {
  const { challenge, host, algorithms } = await askChallenge();
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: toBytes(challenge),
        rp: { id: host, name: 'Zhanggui' },
        user: { id: new TextEncoder().encode(me.id), name: me.name, displayName: me.name },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: has.map((id) => ({ type: 'public-key' as const, id: toBytes(id) })),
        attestation: 'none',
      },
    })
    .catch(() => null);
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse)) return null;
  const { response } = made;
  const key = response.getPublicKey();
  if (!key) return null;
  return {
    id: toText(made.rawId),
    clientData: toText(response.clientDataJSON),
    authData: toText(response.getAuthenticatorData()),
    key: toText(key),
    alg: response.getPublicKeyAlgorithm(),
    challenge,
  };
}

/** Signs in by a passkey; null where the person thought better of it. Throws ApiError. */
export async function signInByPasskey(): Promise<z.infer<typeof person> | null> {
  const { challenge, host } = await askChallenge();
  const used = await navigator.credentials.get({ publicKey: { challenge: toBytes(challenge), rpId: host, userVerification: 'required' } }).catch(() => null);
  if (!(used instanceof PublicKeyCredential) || !(used.response instanceof AuthenticatorAssertionResponse)) return null;
  const { response } = used;
  const body = {
    id: toText(used.rawId),
    clientData: toText(response.clientDataJSON),
    authData: toText(response.authenticatorData),
    signature: toText(response.signature),
    challenge,
  };
  return ask('/console/passkeys/session', person, { method: 'POST', body });
}
