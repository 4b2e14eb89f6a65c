import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Channel, HookRefusal, HookRequest } from '../../channel.ts';
import type { Logger } from '../../logger.ts';
import type { InboundEvent } from '../../message.ts';
import { createUploadRoom, type UploadLimits, type UploadPlace } from '../chat/upload-room.ts';
import { placeKey } from '../limits/address-limit.ts';
import { callerAddress } from '../limits/caller-address.ts';
import { createFailingCallers } from '../limits/failing-callers.ts';

export interface HookParts {
  /** By `channel:account`. */
  channels: ReadonlyMap<string, Channel>;
  /** Resolves when the events are stored. */
  receive(events: InboundEvent[]): Promise<void>;
  /** Largest webhook, bytes; unless given, by what the channel's provider sends. */
  maxBytes?: number | undefined;
  /** Proxies in front, for the address of who calls. */
  proxies: number;
  log: Logger;
  now(): number;
  /** Counts webhooks by channel and what became of them. */
  count(channel: string, outcome: string): void;
}

/** Largest webhook where neither the shop nor the channel says, bytes. */
const usualBytes = 4 * 1024 * 1024;

/** Limit of all unsigned bodies at once; an address has half of it. Providers send a few KB in a few ms. */
export const unsignedBodies: UploadLimits = { places: 4_096, perVisitor: Number.POSITIVE_INFINITY, bytes: 64 * 1024 * 1024 };

/** Shortest time between two log lines about an account's refused webhooks, ms: forged ones must not fill the disk. */
const noteEvery = 10_000;

/** Reads a body up to a size; `too_large` as soon as it is known, `busy` when its place has no room for more. Rejects when the connection breaks. */
export function readBody(request: IncomingMessage, maxBytes: number, place?: Pick<UploadPlace, 'add'>): Promise<Buffer | 'too_large' | 'busy'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too_large');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.pause();
        resolve('too_large');
      } else if (place && !place.add(chunk.length)) {
        request.pause();
        resolve('busy');
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the connection was closed')));
  });
}

/** A rest of a body that is thrown away is cheaper than a new connection up to here, bytes. */
const cheapRest = 64 * 1024;

/** Tells whether much of the body was not read: the answer then closes the connection, or all of it would still come. */
export function leavesUnread(request: IncomingMessage): boolean {
  return !request.readableEnded && (Number(request.headers['content-length'] ?? 0) > cheapRest || request.headers['transfer-encoding'] !== undefined);
}

/** Calls `written` when the response is over; one whose connection ended earlier has no `close` to come. */
function tellWritten(response: ServerResponse, written: (whole: boolean) => void): void {
  if (response.destroyed) written(false);
  else response.once('close', () => written(response.writableFinished));
}

/**
 * Webhooks, on the bare server: no middleware on the way of the hottest path.
 * 200 once stored; 401 bad signature; 404 no such account; 405; 413 too large; 429 too large for an address
 * whose webhooks fail all the time; 503 when it cannot be stored now.
 */
export function hookHandler(parts: HookParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const refusals = new Map<string, { count: number; at: number }>();
  const noteRefusal = (id: string, reason: string) => {
    const seen = refusals.get(id) ?? { count: 0, at: Number.NEGATIVE_INFINITY };
    refusals.set(id, seen);
    seen.count += 1;
    const at = performance.now();
    if (at - seen.at < noteEvery) return;
    const wrongClock =
      reason === 'time' ? ": signed right, but at a time more than 5 minutes from this machine's clock. If all of them are, set the clock" : '';
    parts.log.warn({ account: id, reason, count: seen.count }, `webhooks refused${wrongClock}`);
    Object.assign(seen, { count: 0, at });
  };
  const callers = createFailingCallers(parts.proxies, parts.now);
  const bodies = createUploadRoom(unsignedBodies, parts.now);
  return async (request, response) => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const [, , name = '', account = ''] = (mark < 0 ? url : url.slice(0, mark)).split('/');
    const answer = (status: number, type = 'text/plain', body = '', headers: OutgoingHttpHeaders = {}) => {
      if (status >= 400 && status < 500) callers.failed(request);
      parts.count(parts.channels.has(`${name}:${account}`) ? name : 'unknown', String(status));
      if (!response.headersSent)
        response.writeHead(status, {
          ...headers,
          ...(body ? { 'content-type': type } : {}),
          'content-length': Buffer.byteLength(body),
          ...(leavesUnread(request) ? { connection: 'close' } : {}),
        });
      response.end(body);
    };
    const channel = parts.channels.get(`${name}:${account}`);
    if (!channel?.hook) return answer(404);
    const { method } = request;
    if (method !== 'POST' && method !== 'GET') return answer(405);
    const refuse = (reason: HookRefusal['reason']) => {
      if (reason !== 'malformed') noteRefusal(`${name}:${account}`, reason);
      answer(reason === 'malformed' ? 400 : 401);
    };
    const head: Omit<HookRequest, 'body'> = { method, query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)), headers: request.headers };
    const early = channel.hookHead?.(head, parts.now());
    if (early) return refuse(early.reason);
    const limit = parts.maxBytes ?? channel.capabilities.webhook ?? usualBytes;
    const room = callers.room(request, limit);
    const place = bodies.enter(placeKey(callerAddress(request, parts.proxies)), '', () => request.destroy());
    if (!place) return answer(503);
    let body: Buffer | 'too_large' | 'busy';
    try {
      body = method === 'GET' ? Buffer.alloc(0) : await readBody(request, room.bytes, place);
    } catch {
      callers.failed(request);
      return;
    } finally {
      place.leave();
    }
    if (body === 'busy') return answer(503);
    if (body === 'too_large') return room.bytes < limit ? answer(429, '', '', { 'retry-after': String(room.retryAfter) }) : answer(413);
    try {
      const outcome = channel.hook({ ...head, body }, parts.now());
      if (!outcome.ok) return refuse(outcome.reason);
      if (outcome.events.length > 0) await parts.receive(outcome.events);
      const reply = (await outcome.answer?.()) ?? outcome.reply;
      if (reply?.written) tellWritten(response, reply.written);
      if (reply) answer(reply.status ?? 200, reply.type, reply.body);
      else answer(200);
    } catch (error) {
      parts.log.error({ channel: name, account, err: error }, 'webhook not stored; the provider will send it again');
      answer(503);
    }
  };
}
