/** The settings, checked before anything is started. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Settings {
  /** npm package of the puppet. */
  puppet: string;
  token?: string;
  /** `host:port` of the puppet server. */
  endpoint?: string;
  /** Certificate authority of the puppet server, PEM. */
  ca?: string;
}

const puppetForm = 'WECHATY_PUPPET: write the npm package of a puppet, for example wechaty-puppet-service';
const settingsSchema = z.object({
  /** https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
  puppet: z
    .string()
    .max(214, puppetForm)
    .regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, puppetForm),
  /** It also becomes the name of a folder of the library. */
  token: z
    .string()
    .max(200, 'WECHATY_TOKEN: at most 200 characters')
    .regex(/^[A-Za-z0-9][\w.-]*$/, 'WECHATY_TOKEN: letters, digits, _, - and . only; copy it from the puppet server')
    .optional(),
  endpoint: z
    .string()
    .regex(/^(?:\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/i, 'WECHATY_ENDPOINT: write it as host:port, for example 127.0.0.1:8788')
    .optional(),
  tlsCa: z.string().optional(),
});

function isLoopback(endpoint: string): boolean {
  const host = endpoint.replace(/:\d+$/, '').toLowerCase();
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

type Read<T> = { ok: true; value: T } | { ok: false; problem: string };

function readCertificates(file: string): Read<string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, problem: 'WECHATY_TLS_CA: the file cannot be read; write the path of the PEM file with the certificate authority (ca.pem)' };
  }
  if (/PRIVATE KEY/.test(text)) return { ok: false, problem: 'WECHATY_TLS_CA: the file holds a private key; give the certificate alone and keep the key away' };
  try {
    new X509Certificate(text);
  } catch {
    return { ok: false, problem: 'WECHATY_TLS_CA: the file holds no certificate; it begins with -----BEGIN CERTIFICATE-----' };
  }
  return { ok: true, value: text };
}

/**
 * wechaty-puppet-service trusts wechaty's own authority unless told otherwise, and its npm package holds the key of a server certificate of that
 * authority for the name `insecure` (src/auth/ca.ts there: "This private key is NOT SAFE!"). The name asked for is what stands before the
 * last `_` of the token. So a server of one's own needs an authority of one's own, unless nothing leaves this machine; a server
 * found by the token alone, at a provider, is trusted as the library does, but not under that name.
 */
function serviceProblem({ token, endpoint, tlsCa }: z.infer<typeof settingsSchema>): string | null {
  if (!token) return 'WECHATY_TOKEN is missing: wechaty-puppet-service needs the token of its server';
  const name = token.slice(0, Math.max(0, token.lastIndexOf('_')));
  if (!name) return 'WECHATY_TOKEN: for wechaty-puppet-service it looks like shop_0a1b2c3d-...: the name in the server certificate, _ and an id';
  if (tlsCa !== undefined || (endpoint !== undefined && isLoopback(endpoint))) return null;
  if (endpoint !== undefined)
    return 'WECHATY_TLS_CA is missing: the default key of wechaty-puppet-service is published in its npm package, so anybody on the way could read and write your messages. Make a certificate of your own as channels/wechaty/README.md shows, or use a server on this machine (127.0.0.1)';
  if (name.toLowerCase() === 'insecure')
    return 'WECHATY_TOKEN: the name insecure stands for a key that is published in an npm package; make a certificate of your own as channels/wechaty/README.md shows, and set WECHATY_ENDPOINT and WECHATY_TLS_CA';
  return null;
}

/** Checks the settings; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): Read<Settings> {
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  if (present.puppet === undefined) return { ok: false, problem: 'WECHATY_PUPPET is missing' };
  const parsed = settingsSchema.safeParse(present);
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not valid' };
  const { tlsCa, ...settings } = parsed.data;
  const problem = settings.puppet === 'wechaty-puppet-service' ? serviceProblem(parsed.data) : null;
  if (problem) return { ok: false, problem };
  if (tlsCa === undefined) return { ok: true, value: settings };
  const ca = readCertificates(tlsCa);
  return ca.ok ? { ok: true, value: { ...settings, ca: ca.value } } : ca;
}
