import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Logger } from '../../logger.ts';
import { createUploadRoom } from '../chat/upload-room.ts';
import { placeKey } from '../limits/address-limit.ts';
import { callerAddress } from '../limits/caller-address.ts';
import { createFailingCallers } from '../limits/failing-callers.ts';
import { deepest, isTooDeep } from '../limits/json-depth.ts';
import { leavesUnread, readBody, unsignedBodies } from './hooks.ts';
import { refusedHead, verifySignedEvent, wrongTime } from './signed-event.ts';

/** Result of a shop event: the statuses of `POST /events/:name`. */
export type EventOutcome = { status: 202 } | { status: 404; message: string } | { status: 422; field: string; message: string };

export interface EventParts {
  secret: string | undefined;
  maxBytes: number;
  /** Checks and stores the event; `id` is its key of deduplication. */
  accept(name: string, id: string, body: unknown): Promise<EventOutcome>;
  /** The store of the shop, whose own webhooks come to `/events/NAME`, verified as it signs them. */
  store?: { name: string; take(headers: IncomingHttpHeaders, raw: Buffer): Promise<{ ok: true } | { ok: false; reason: string }> };
  /** Proxies in front, for the address of who calls. */
  proxies: number;
  log: Logger;
  now(): number;
}

/** Largest delivery of a store, bytes: orders come whole. */
const storeBytes = 2_000_000;
const storeNames: readonly string[] = ['shopify', 'woocommerce', 'medusa', 'http'];

/** Shortest time between two log lines about refused times, ms: invented ones must not fill the disk. */
const noteEvery = 60_000;

/**
 * Handles `POST /events/:name`: signed as in Standard Webhooks. 202 stored, 401, 404 nobody known, 413, 422 with the field, 429 too large for an
 * address whose signatures fail all the time, 503.
 */
export function eventHandler({
  secret,
  maxBytes: eventBytes,
  accept,
  store,
  proxies,
  log,
  now,
}: EventParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const callers = createFailingCallers(proxies, now);
  const bodies = createUploadRoom(unsignedBodies, now);
  const busy = 'Too many bodies are being read at once; send the event again';
  /** Null when the connection broke. */
  const read = async (request: IncomingMessage, most: number): Promise<Awaited<ReturnType<typeof readBody>> | null> => {
    const place = bodies.enter(placeKey(callerAddress(request, proxies)), '', () => request.destroy());
    if (!place) return 'busy';
    try {
      return await readBody(request, most, place);
    } catch {
      callers.failed(request);
      return null;
    } finally {
      place.leave();
    }
  };
  let notedAt = Number.NEGATIVE_INFINITY;
  const noteTime = (offMs: number) => {
    const at = performance.now();
    if (at - notedAt < noteEvery) return;
    notedAt = at;
    log.warn({ offMs }, "a shop event was refused: its time is more than 5 minutes from this machine's clock. If those of all are, set the clock");
  };
  return async (request, response) => {
    const refuse = (status: number, code: string, message: string, field?: string, headers?: OutgoingHttpHeaders) => {
      if (status === 401 || status === 413) callers.failed(request);
      send(
        response,
        status,
        { error: { code, message, ...(field ? { field } : {}) } },
        { ...headers, ...(leavesUnread(request) ? { connection: 'close' } : {}) },
      );
    };
    const name = /^\/events\/([a-z][a-z0-9_.-]{0,63})$/.exec((request.url ?? '').split('?')[0] ?? '')?.[1];
    if (!name) return refuse(404, 'not_found', 'Write the event in the path, e.g. /events/order.shipped');
    if (request.method !== 'POST') return refuse(405, 'method', 'Send events with POST');
    const ofStore = store?.name === name ? store : undefined;
    if (!ofStore && storeNames.includes(name)) return refuse(404, 'not_found', `This shop has no store of this kind: shop.source in its config is not ${name}`);
    const maxBytes = ofStore ? Math.max(eventBytes, storeBytes) : eventBytes;
    try {
      const forged = ofStore ? null : refusedHead(request.headers, secret, now());
      if (forged === wrongTime) noteTime(Number(request.headers['webhook-timestamp']) * 1_000 - now());
      if (forged) return refuse(401, 'signature', forged);
      const room = callers.room(request, maxBytes);
      const raw = await read(request, room.bytes);
      if (raw === null) return;
      if (raw === 'busy') return refuse(503, 'busy', busy, undefined, { 'retry-after': '5' });
      if (raw === 'too_large' && room.bytes < maxBytes)
        return refuse(429, 'many_refused', `Many events from your address were refused; one of more than ${room.bytes} bytes is taken later`, undefined, {
          'retry-after': String(room.retryAfter),
        });
      if (raw === 'too_large') return refuse(413, 'too_large', `An event may have ${maxBytes} bytes`);
      if (ofStore) {
        const taken = await ofStore.take(request.headers, raw);
        return taken.ok ? send(response, 200, { accepted: true }) : refuse(401, 'signature', taken.reason);
      }
      const verified = verifySignedEvent(request.headers, raw, secret, now());
      if (!verified.ok) return refuse(401, 'signature', verified.reason);
      let body: unknown;
      try {
        body = JSON.parse(raw.toString('utf8'));
      } catch {
        return refuse(422, 'malformed', 'The body is no JSON', 'body');
      }
      if (isTooDeep(body)) return refuse(422, 'malformed', `The body is nested more than ${deepest} deep`, 'body');
      const outcome = await accept(name, verified.id, body);
      if (outcome.status === 202) return send(response, 202, { accepted: true });
      if (outcome.status === 404) return refuse(404, 'nobody', outcome.message);
      return refuse(422, 'invalid', outcome.message, outcome.field);
    } catch (error) {
      log.error({ err: error, event: name }, 'a shop event could not be stored');
      return refuse(503, 'unavailable', 'The event could not be stored now; send it again');
    }
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders = {}): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
