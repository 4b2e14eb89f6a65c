import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Logger } from '../../logger.ts';
import type { InboundEvent } from '../../message.ts';
import type { SpeakingFirst } from '../../proactive/speaking-first.ts';
import { mediaType } from '../../store/media-type.ts';
import { bodyRefusal, sendRefusal } from '../api/express-routes.ts';
import { createAddressLimit, placeKey } from '../limits/address-limit.ts';
import { createPlaces, type Places } from '../limits/places.ts';
import { createRateLimit, retryAfter } from '../limits/rate-limit.ts';
import { bearerToken } from '../operations/bearer.ts';
import { chatOrigin } from './chat-origin.ts';
import type { ChatChannel, ChatMediaStore, ChatMessage } from './chat-ports.ts';
import type { ReceiptFilter } from './chat-receipts.ts';
import { messageSchema, receiptsSchema, sessionSchema } from './chat-schemas.ts';
import { lastEventId, openStream } from './chat-stream.ts';
import { type ChatSigner, expiringForm } from './chat-token.ts';
import { proactiveRoutes, reportShare } from './proactive-routes.ts';
import { type MailTranscript, transcriptRoute } from './transcript-route.ts';
import { createUploadRoom, readUpload, type UploadLimits } from './upload-room.ts';
import type { UsedIdentities } from './used-identities.ts';
import { type VisitorRouteParts, visitorRoutes } from './visitor-routes.ts';

export interface WebChatParts<M extends ChatMessage = ChatMessage> extends Pick<VisitorRouteParts<M>, 'earlier' | 'devices' | 'call'> {
  channel: ChatChannel<M>;
  signer: ChatSigner;
  /** Resolves when the events are stored. */
  receive(events: InboundEvent[]): Promise<void>;
  /** Notes from where a visitor writes, before what they wrote is taken in. */
  seenAt?(user: string, ip: string | undefined): Promise<void>;
  /** Filter that picks the receipts to store among those that a browser posts. */
  receipts: ReceiptFilter;
  media: ChatMediaStore;
  /** Signatures of customers that were used; without it, those that expire are refused. */
  identities?: UsedIdentities;
  /** Sends a conversation by e-mail; never unless given. */
  transcript?: MailTranscript;
  /** Speaks first by the rules of the shop; never unless given. */
  speaking?: SpeakingFirst;
  /** Tells whether the disk has no more room for strangers. */
  diskFull(): Promise<boolean>;
  /** Origins of other sites that may embed the chat. */
  origins: readonly string[];
  /** Hears of a page of another site that asked. */
  refuses?(origin: string): void;
  publicUrl?: string;
  now(): number;
  log: Logger;
  limits?: Partial<WebChatLimits>;
}

export interface WebChatLimits {
  /** Messages per visitor and minute, half of them at once; an address may send 10 times that, 80 times of what is not a message (receipts, typing, polls), and 150 times of all. */
  perMinute: number;
  uploadBytes: number;
  /** Bytes that an address may upload at once, and then in an hour: they are kept for months, and the disk is everybody's. */
  uploadedBytes: number;
  /** Bytes that an address may send as text at once, and then in a day; a message counts for `rowBytes` more than its JSON. */
  textBytesADay: number;
  /** Bytes of files that an address may send at once, and then in a day. */
  mediaBytesADay: number;
  /** Uploads at once, and the bytes of them in memory. */
  uploads: UploadLimits;
  /** Streams and waiting polls at once, in all. An address has a tenth of them. */
  streams: number;
  heartbeatMs: number;
  pollMs: number;
}

const megabyte = 1024 * 1024;
/** About what is stored around the text of a message, bytes: its row, its event, the answer. */
const rowBytes = 500;
const defaults: WebChatLimits = {
  perMinute: 30,
  uploadBytes: 10 * megabyte,
  uploadedBytes: 300 * megabyte,
  textBytesADay: 50 * megabyte,
  mediaBytesADay: 2_000 * megabyte,
  uploads: { places: 64, perVisitor: 2, bytes: 80 * megabyte },
  streams: 10_000,
  heartbeatMs: 15_000,
  pollMs: 25_000,
};

/** Serves the routes under `/chat`. Every error is `{ error: { code, message, field? } }`; nothing is acknowledged before it is stored. */
export function webChatRouter<M extends ChatMessage>(parts: WebChatParts<M>): Router {
  const { channel, signer, receive, media, now, log } = parts;
  const limits = { ...defaults, ...parts.limits };
  const share = (perMinute: number) => ({ burst: Math.max(2, Math.ceil(perMinute / 2)), perSecond: perMinute / 60 });
  const bucket = (perMinute: number) => createRateLimit(share(perMinute), now);
  const addressBucket = (perMinute: number) => createAddressLimit(share(perMinute), now);
  const perVisitor = bucket(limits.perMinute);
  const perVisitorQuiet = bucket(240);
  const perAddress = addressBucket(limits.perMinute * 10);
  const quietPerAddress = addressBucket(limits.perMinute * 80);
  const connects = bucket(120);
  const connectsPerAddress = addressBucket(limits.perMinute * 40);
  const sessionsPerAddress = addressBucket(60);
  const callsPerAddress = createAddressLimit({ burst: 20, perSecond: 60 / 3_600 }, now);
  // More than all of these together: what is without a token, or asks for nothing that is here.
  const anythingPerAddress = addressBucket(limits.perMinute * 150);
  const uploadedBytes = createAddressLimit({ burst: limits.uploadedBytes, perSecond: limits.uploadedBytes / 3_600 }, now);
  const aDay = (bytes: number) => createAddressLimit({ burst: bytes, perSecond: bytes / 86_400 }, now);
  const textBytes = aDay(limits.textBytesADay);
  const mediaBytes = aDay(limits.mediaBytesADay);
  const uploads = createUploadRoom(limits.uploads, now);
  const connections = createPlaces(limits.streams, Math.ceil(limits.streams / 10));
  /** What closes the open streams of a visitor. */
  const streams = new Map<string, Set<() => void>>();
  let refreshed = performance.now();

  const refresh = () => {
    const at = performance.now();
    if (at - refreshed < limits.heartbeatMs) return;
    refreshed = at;
    channel.hub.refresh();
  };
  const slow = (response: Response, ms: number): boolean => {
    if (!ms) return false;
    response.set('retry-after', retryAfter(ms));
    sendRefusal(response, { status: 429, code: 'too_many', message: 'Too many at once; wait a moment and send it again' });
    return true;
  };
  /** A place that is given back when the response is over; without one, the request is refused here. */
  const placed = (places: Places, request: Request, response: Response): boolean => {
    const leave = places.enter(placeKey(request.ip));
    if (leave) response.on('close', leave);
    else full(response);
    return leave !== null;
  };
  const visitor = (request: Request, response: Response): string | null => {
    const token = bearerToken(request.get('authorization'));
    const known = token ? signer.verify(token) : null;
    if (known) return known.user;
    sendRefusal(response, { status: 401, code: 'unauthorized', message: 'Get a token from POST /chat/session first' });
    return null;
  };
  const checked = <T>(schema: z.ZodType<T>, request: Request, response: Response): T | null => {
    const result = schema.safeParse(request.body);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    const long = issue?.code === 'too_big' && field === 'text';
    sendRefusal(response, {
      status: long ? 413 : 422,
      code: long ? 'too_large' : 'invalid',
      message: issue?.message ?? 'not valid',
      ...(field && { field }),
    });
    return null;
  };

  const router = Router();
  router.use(chatOrigin(parts.origins, parts.publicUrl, parts.refuses));
  router.use((request, response, next) => {
    response.set('cache-control', 'no-store');
    if (!slow(response, anythingPerAddress.take(request.ip))) next();
  });
  router.use(async (request, response, next) => {
    const token = bearerToken(request.get('authorization'));
    const user = token ? signer.verify(token)?.user : undefined;
    if (user === undefined || !signer.isVisitor(user) || !(await parts.identities?.became(user))) return next();
    sendRefusal(response, { status: 401, code: 'unauthorized', message: 'Get a token from POST /chat/session first' });
  });
  const json = express.json({ limit: '64kb', strict: true });

  router.post('/session', json, async (request, response) => {
    const body = checked(sessionSchema, request, response);
    if (!body) return;
    // Who is known by a signature costs the address nothing here: a whole school behind one address may come back at once after an outage.
    if (body.user !== undefined) {
      const given = body.user_hash ?? '';
      const expires = expiringForm.test(given);
      const user = expires ? signer.identifyUntil(body.user, given) : signer.identify(body.user, given);
      if (user && user !== 'expired') {
        if (!expires) return void response.json({ token: signer.sign(user), visitor: user });
        const before = body.token ? signer.verify(body.token)?.user : undefined;
        const visitor = before !== undefined && signer.isVisitor(before) ? before : undefined;
        const taken = await parts.identities?.({ signature: given, customer: user, visitor, fresh: signer.newVisitor(), at: now() });
        if (taken) {
          if (taken.joins.length) await receive(taken.joins);
          // Whoever still has the token of before, on a shared machine perhaps, reads nothing of what the customer gets from now on.
          if (visitor !== undefined && (await parts.identities?.became(visitor))) for (const close of [...(streams.get(visitor) ?? [])]) close();
          return void response.json({ token: signer.sign(user), visitor: user, browser: signer.sign(taken.browser) });
        }
      }
      if (slow(response, sessionsPerAddress.take(request.ip))) return;
      return sendRefusal(response, {
        status: 401,
        code: 'identity',
        message: user === 'expired' ? 'The signature of this customer has expired' : 'The signature of this customer is not right, or was used elsewhere',
        field: 'user_hash',
      });
    }
    const known = body.token && signer.verify(body.token)?.user;
    // Only the shop's signature brings back a customer of the shop: their token is no use to whoever sits there after them.
    const old = known && signer.isVisitor(known) && !(await parts.identities?.became(known)) ? known : undefined;
    if (!old && slow(response, sessionsPerAddress.take(request.ip))) return;
    if (!old && (await parts.diskFull())) return noRoom(response);
    const user = old ?? signer.newVisitor();
    response.json({ token: signer.sign(user), visitor: user });
  });

  router.get('/stream', (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, connects.take(user) || connectsPerAddress.take(request.ip))) return;
    if (!placed(connections, request, response)) return;
    const close = openStream(channel.hub, user, request, response, limits.heartbeatMs, () => {
      refresh();
      // Another process may have heard who the visitor is.
      if (signer.isVisitor(user)) void parts.identities?.became(user).then((known) => known && close(), close);
    });
    const open = streams.get(user) ?? new Set();
    streams.set(user, open.add(close));
    response.on('close', () => {
      open.delete(close);
      if (open.size === 0) streams.delete(user);
    });
  });

  router.get('/poll', async (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, perVisitorQuiet.take(user) || quietPerAddress.take(request.ip))) return;
    if (!placed(connections, request, response)) return;
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const page = await channel.hub.poll(user, lastEventId(request), limits.pollMs, gone.signal);
    if (!response.destroyed) response.json(page);
  });

  router.post('/messages', json, async (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, perVisitor.take(user) || perAddress.take(request.ip))) return;
    const post = checked(messageSchema, request, response);
    if (!post || slow(response, textBytes.take(request.ip, rowBytes + Buffer.byteLength(JSON.stringify(post))))) return;
    const events = channel.accept(user, post);
    await parts.seenAt?.(user, request.ip);
    await receive(events);
    if (post.type !== 'started') await parts.speaking?.wrote(user);
    response.status(202).json({ accepted: true });
    for (const event of events) {
      const echo = channel.echo(event);
      if (echo) channel.hub.deliver(user, echo);
    }
  });

  router.post('/receipts', json, async (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, perVisitorQuiet.take(user) || quietPerAddress.take(request.ip))) return;
    const body = checked(receiptsSchema, request, response);
    if (!body) return;
    const events = channel.accept(user, { type: 'receipts', ...body });
    const known = events.length ? await parts.receipts(events) : [];
    if (known.length) await receive(known);
    response.status(202).json({ accepted: true });
  });

  router.post('/typing', async (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, perVisitorQuiet.take(user) || quietPerAddress.take(request.ip))) return;
    parts.speaking?.types(user);
    await receive(channel.accept(user, { type: 'typing' }));
    response.status(202).json({ accepted: true });
  });

  router.post('/media', async (request, response) => {
    const user = visitor(request, response);
    if (!user || slow(response, perVisitor.take(user) || perAddress.take(request.ip))) return;
    if ((request.get('content-encoding') ?? 'identity') !== 'identity')
      return sendRefusal(response, { status: 400, code: 'malformed', message: 'Send the file as it is, not compressed' });
    // Customers whom the shop knows go on.
    if (signer.isVisitor(user) && (await parts.diskFull())) return noRoom(response);
    const dropped = new AbortController();
    const place = uploads.enter(placeKey(request.ip), user, () => dropped.abort());
    if (!place) return full(response);
    response.on('close', place.leave);
    const bytes = await readUpload(request, limits.uploadBytes, place, dropped.signal).catch(() => null);
    if (!bytes) return;
    if (bytes === 'busy') return full(response);
    if (bytes === 'too_large') return sendRefusal(response, { status: 413, code: 'too_large', message: 'The file is too large' });
    if (!bytes.length) return sendRefusal(response, { status: 422, code: 'invalid', message: 'The file is empty', field: 'body' });
    const kind = mediaType(bytes, request.get('content-type'));
    if (!kind) return sendRefusal(response, { status: 415, code: 'media_type', message: 'Send a picture, a recording, a video or a PDF' });
    if (slow(response, uploadedBytes.take(request.ip, bytes.length) || mediaBytes.take(request.ip, bytes.length))) return;
    const name = fileName(request.get('x-file-name'));
    const stored = await media.save(bytes, { mime: kind.mime, ...(name && { name }) });
    if (stored === null) return full(response);
    response.status(201).json({ stored, mime: kind.mime, bytes: bytes.length, ...(name && { name }) });
  });

  visitorRoutes(router, {
    ...parts,
    json,
    checked,
    noRoom: (request, response) => slow(response, textBytes.take(request.ip, rowBytes + 1_024)),
    tooManyCalls: (request, response) => slow(response, callsPerAddress.take(request.ip)),
    allowed(request, response) {
      const user = visitor(request, response);
      return !user || slow(response, perVisitorQuiet.take(user) || quietPerAddress.take(request.ip)) ? null : user;
    },
  });

  // What pages watch for, the same for everybody: no token, and browsers may keep it for a minute.
  router.get('/moments', (_request, response) => {
    response.set('cache-control', 'public, max-age=60').json(parts.speaking?.thresholds() ?? {});
  });
  const { transcript } = parts;
  if (transcript) {
    const mailsPerAddress = createAddressLimit({ burst: 10, perSecond: 30 / 3_600 }, now);
    transcriptRoute(router, {
      json,
      checked,
      mail: transcript,
      allowed(request, response) {
        const user = visitor(request, response);
        return !user || slow(response, perVisitor.take(user) || mailsPerAddress.take(request.ip)) ? null : user;
      },
    });
  }
  if (parts.speaking) {
    const reports = createRateLimit(reportShare, now);
    proactiveRoutes(router, {
      speaking: parts.speaking,
      json,
      checked,
      allowed(request, response) {
        const user = visitor(request, response);
        return !user || slow(response, reports.take(user) || quietPerAddress.take(request.ip)) ? null : user;
      },
      accept: channel.accept,
      receive,
    });
  }

  router.use((_request, response) => sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such route of the chat' }));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const refusal = bodyRefusal(error);
    if (refusal) return sendRefusal(response, refusal);
    log.error({ err: error }, 'a chat request failed');
    sendRefusal(response, { status: 503, code: 'unavailable', message: 'It could not be stored now; send it again' });
  });
  return router;
}

function noRoom(response: Response): void {
  response.set('retry-after', '60');
  sendRefusal(response, { status: 507, code: 'disk_full', message: 'No new visitors and no files can be taken just now; try again later' });
}

function full(response: Response): void {
  response.set('retry-after', '5');
  sendRefusal(response, { status: 503, code: 'busy', message: 'Too many are connected now; try again in a moment' });
}

/** The percent-encoded name of an uploaded file, without any path; undefined when it is none. */
function fileName(header: string | undefined): string | undefined {
  if (!header || header.length > 600) return undefined;
  try {
    const name = decodeURIComponent(header).split(/[/\\]/).at(-1)?.trim();
    // Half a sign at the cut could not be written into an address.
    return name ? name.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '') : undefined;
  } catch {
    return undefined;
  }
}
