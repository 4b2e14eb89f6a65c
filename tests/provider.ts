/**
 * A provider of a webhook channel as the tests of the whole program need it: how the program is told of it, what it signs, and what it delivered to
 * customers. tests/<channel>/provider.ts holds the one of that channel under the name `open`, and is found there.
 */
import { existsSync, readdirSync } from 'node:fs';
import type { Arrived } from './chaos/ledger.ts';

/** A request to the program's route of the channel. */
export interface Callback {
  query?: URLSearchParams;
  headers?: Record<string, string>;
  body: Buffer | string;
}

export interface Provider {
  /** Settings of the program, the account being `main`. */
  env: Record<string, string>;
  /** Returns the channel's name for that customer. */
  user(customer: number): string;
  /** A customer writes `m<number>`; the same number again is the same message again. Resolves to whether the program acknowledged it. */
  write(url: string, customer: number, number: number): Promise<boolean>;
  /** Returns the messages that customers got, in order. */
  arrived(): Arrived[];
  /** Messages that a customer may have without an answer, where the provider takes only so many replies to one. */
  mostOpen?: number;
  /** A damaged fixture number `n`, properly signed. */
  damaged(raw: unknown, n: number): Callback;
  /** A message of `customer` whose signature is not the provider's: forgery number `n`. */
  forged(customer: number, n: number): Callback;
  close(): Promise<void>;
}

/** Channels that have a provider here, in order of their names. */
export const providers: readonly string[] = readdirSync(new URL('.', import.meta.url)).filter((name) =>
  existsSync(new URL(`${name}/provider.ts`, import.meta.url)),
);

/** Opens the provider of a channel. Rejects with the names that there are when there is none of that name. */
export async function openProvider(channel: string): Promise<Provider> {
  if (!providers.includes(channel)) throw new Error(`no provider of "${channel}"; there are: ${providers.join(', ')}`);
  const { open }: { open(): Promise<Provider> } = await import(new URL(`${channel}/provider.ts`, import.meta.url).href);
  return open();
}

/** Posts to the channel's route. Resolves to the status and the text, or to null when the program did not answer. */
export async function call(
  url: string,
  channel: string,
  { query, headers, body }: Callback,
  patienceMs = 8_000,
): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(`${url}/hooks/${channel}/main${query ? `?${query}` : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

/** JSON of a value, where it has any; a text as it is. */
export const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Number `n` of the ways to spoil a signature in hexadecimal digits. */
export function spoiled(signature: string, n: number): string {
  const at = Math.floor(n / 5) % signature.length;
  const other = ((Number.parseInt(signature[at] ?? '0', 16) + 1 + (n % 15)) % 16).toString(16);
  const ways = [`${signature.slice(0, at)}${other}${signature.slice(at + 1)}`, signature.slice(0, at), `${signature}${n}`, '', '0'.repeat(signature.length)];
  return ways[n % ways.length] ?? '';
}
