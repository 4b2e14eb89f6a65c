/** Sends one notice to a browser by its push service: encrypted for the browser alone (RFC 8291), signed with the keys of this program (RFC 8292). */
import webPush from 'web-push';
import { z } from 'zod';
import { isAllowed, publicRequest } from '../net/public-request.ts';
import { readRetryAfter } from '../net/retry-after.ts';
import { settings } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import type { PushDeviceRow } from './rows.ts';

const vapidSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
export type Vapid = z.infer<typeof vapidSchema>;

const keysSetting = 'push-keys';
const patienceMs = 10_000;

/** Returns the keys by which push services know this program; made at the first start, and kept with the data. */
export async function pushKeys(store: Store): Promise<Vapid> {
  const rows = store.collection(settings);
  if (!(await rows.get(keysSetting))) await rows.insert({ _id: keysSetting, value: webPush.generateVAPIDKeys() });
  return vapidSchema.parse((await rows.get(keysSetting))?.value);
}

export interface SendPushOptions {
  keys: Vapid;
  /** `mailto:` or https address by which a push service reaches who runs this program. */
  subject: string;
  /** Hosts, as `host` or `host:port`, that may be at a private address and without TLS. */
  allow: readonly string[];
}

/** What the browser gets. */
export interface PushPayload {
  title: string;
  body: string;
  /** Page that it opens, within the console. */
  path: string;
  /** A newer notice with the same tag takes the place of the older one. */
  tag: string;
  /** Conversations that wait for the person. */
  waiting: number;
}

/** Tells whether the endpoint may be asked at all. */
export function isPushEndpoint(endpoint: string, allow: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  return url.username === '' && (url.protocol === 'https:' || isAllowed(url, allow));
}

/**
 * `gone`: the browser takes no notices any more (404 and 410: RFC 8030, 7.3), and its row can go. `failed` with the status of the push service, 0 where it was
 * not reached, and the rest that it asked for, ms (RFC 8030, 8.4). Never rejects.
 */
export type Pushed = { done: 'sent' } | { done: 'gone' } | PushFailed;
export interface PushFailed {
  done: 'failed';
  status: number;
  retryAfterMs?: number;
}

/** `ttl`: seconds for which the push service keeps it for a browser that is off. */
export async function sendPush(
  { keys, subject, allow }: SendPushOptions,
  device: Pick<PushDeviceRow, 'endpoint' | 'p256dh' | 'auth'>,
  payload: PushPayload,
  { ttl, urgent }: { ttl: number; urgent: boolean },
): Promise<Pushed> {
  if (!isPushEndpoint(device.endpoint, allow)) return { done: 'failed', status: 0 };
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify(payload),
      { vapidDetails: { subject, ...keys }, TTL: ttl, urgency: urgent ? 'high' : 'normal', contentEncoding: 'aes128gcm' },
    );
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const asked = { method: 'POST', url: new URL(device.endpoint), headers: plain, ...(body && { body }) } as const;
    const response = await publicRequest(asked, allow, AbortSignal.timeout(patienceMs));
    response.resume();
    const status = response.statusCode ?? 0;
    if (status === 404 || status === 410) return { done: 'gone' };
    if (status >= 200 && status < 300) return { done: 'sent' };
    const { ms } = readRetryAfter(response.headers['retry-after'] ?? null, response.headers.date ?? null);
    return { done: 'failed', status, ...(ms !== undefined && { retryAfterMs: ms }) };
  } catch {
    return { done: 'failed', status: 0 };
  }
}
