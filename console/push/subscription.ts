/** The subscription of this browser at its push service, and the device that the server knows it as. */
import * as z from 'zod/mini';
import { ask } from '../api.ts';

const device = z.object({
  id: z.string(),
  agent: z.string(),
  at: z.number(),
  lang: z.string(),
  words: z.boolean(),
  muted: z.array(z.string()),
  unassigned: z.boolean(),
});
export const devices = z.object({ key: z.string(), items: z.array(device), id: z.optional(z.string()) });
export type Devices = z.infer<typeof devices>;

export interface Wants {
  words: boolean;
  muted: readonly string[];
  unassigned: boolean;
}

/** Thrown where the person, or the browser, says no. */
export class Denied extends Error {}

const keptId = 'zhanggui-push-device';
/** Id by which the server knew this browser when it was told last. */
export const knownAs = {
  get: (): string | null => localStorage.getItem(keptId),
  set: (id: string): void => localStorage.setItem(keptId, id),
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const textOf = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const canPush = (): boolean => window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function deviceId(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Has the browser take notices, and tells the server; `instead`: the device that it was before. */
export async function subscribe(key: string, lang: string, { words, muted, unassigned }: Wants, instead?: string): Promise<Devices> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Denied();
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const keys = { p256dh: textOf(made.getKey('p256dh')), auth: textOf(made.getKey('auth')) };
  const body = { endpoint: made.endpoint, keys, lang, words, muted, unassigned, ...(instead !== undefined && { instead }) };
  const after = await ask('/console/push', devices, { method: 'POST', body });
  if (after.id !== undefined) knownAs.set(after.id);
  return after;
}

/**
 * Tells the server where the push service gave this browser another address while no page and no session stood. What the person chose goes with it. Does nothing for a
 * browser that was never switched on or is known as it is.
 */
export async function renewSubscription(): Promise<void> {
  const before = knownAs.get();
  if (before === null || !canPush() || Notification.permission !== 'granted') return;
  const now = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  const id = now && (await deviceId(now.endpoint));
  if (id === before) return;
  const { key, items } = await ask('/console/push', devices, {});
  if (id !== null && items.some((one) => one.id === id)) return knownAs.set(id);
  const was = items.find((one) => one.id === before);
  if (was) await subscribe(key, was.lang, was, before);
}
