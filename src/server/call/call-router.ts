/** The routes under `/call`: two pages, one-time links redeemed by them, and what the pages tell each other. Sound and picture never come here. */
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Logger } from '../../logger.ts';
import type { CallRow } from '../../store/call-rows.ts';
import type { CallGoods } from '../../video-calls/call-goods.ts';
import type { CallRooms, Seat } from '../../video-calls/call-rooms.ts';
import { iceServers, type TurnSettings } from '../../video-calls/turn-credentials.ts';
import { bodyRefusal, sendRefusal } from '../api/express-routes.ts';
import { chatOrigin } from '../chat/chat-origin.ts';
import { webFile } from '../chat/web-files.ts';
import { createAddressLimit, placeKey } from '../limits/address-limit.ts';
import { createPlaces } from '../limits/places.ts';
import { createRateLimit, retryAfter } from '../limits/rate-limit.ts';
import { bearerToken } from '../operations/bearer.ts';
import { streamEvents } from './event-stream.ts';
import { type CallKeeping, keepingRoutes } from './keeping-routes.ts';
import { answerSchema, cardSchema, checked, signalSchema, tokenSchema, wordsSchema } from './signal-schema.ts';
import { type VoiceRoutes, voiceOf, voiceRoutes } from './voice-routes.ts';

export interface CallRouterParts {
  rooms: CallRooms;
  goods: CallGoods;
  /** Calls of the channels' own kinds. */
  voice: VoiceRoutes['voice'];
  keeping: CallKeeping;
  turn: TurnSettings;
  /** Pages reach each other over the TURN server alone: their addresses stay hidden from each other. */
  relayOnly: boolean;
  isAdmin(token: string): boolean;
  publicUrl?: string;
  log: Logger;
  now(): number;
  /** Folder of the built pages. */
  files?: URL;
}

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src 'self' blob:",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');
/** Nothing of the address goes to others, and no page but these may ask for the camera. */
const pageHeaders = {
  'content-security-policy': policy,
  'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/** Tries of links from one address: a whole office behind it may join, a guesser gets nowhere among 2^192. */
const tries = { burst: 30, perSecond: 0.5 };
/** Signals of one page: a change of network brings some dozens of candidates at once. */
const signalRate = { burst: 200, perSecond: 20 };
const wrongAdmins = { burst: 20, perSecond: 10 / 60 };

export function callRouter({ rooms, goods, voice, keeping, turn, relayOnly, isAdmin, publicUrl, log, now, files }: CallRouterParts): Router {
  const redeems = createAddressLimit(tries, now);
  const wrong = createAddressLimit(wrongAdmins, now);
  const perSeat = createRateLimit(signalRate, now);
  const perAddress = createAddressLimit({ burst: 2_000, perSecond: 200 }, now);
  const streams = createPlaces(2_000, 100);
  const router = Router();
  router.use(chatOrigin([], publicUrl));

  const page = (path: string) => webFile(path, 'text/html; charset=utf-8', files);
  const withHeaders = (_request: Request, response: Response, next: NextFunction) => {
    response.set(pageHeaders);
    next();
  };
  router.get('/', withHeaders, page('call-page/index.html'));
  router.get('/desk', withHeaders, page('call-page/desk.html'));
  for (const name of ['customer', 'desk']) router.get(`/${name}.js`, webFile(`call-page/${name}.js`, 'text/javascript; charset=utf-8', files));
  router.get('/style.css', webFile('call-page/style.css', 'text/css; charset=utf-8', files));

  router.use((request, response, next) => {
    response.set('cache-control', 'no-store');
    if (!slow(response, perAddress.take(request.ip))) next();
  });
  const json = express.json({ limit: '32kb', strict: true });

  const seatOf = async (request: Request, response: Response): Promise<Seat | null> => {
    const seat = await rooms.seat(bearerToken(request.get('authorization')) ?? '');
    if (!seat) sendRefusal(response, { status: 401, code: 'unauthorized', message: 'This page has no seat in a call; open a link of the shop' });
    return seat;
  };
  const admin = (request: Request, response: Response): boolean => {
    const given = bearerToken(request.get('authorization'));
    if (given !== undefined && isAdmin(given)) return true;
    if (!slow(response, wrong.take(request.ip))) sendRefusal(response, { status: 401, code: 'unauthorized', message: 'This is not the admin token' });
    return false;
  };
  const joining = ({ call, side }: Seat) => ({
    side,
    call: shown(call),
    // Whoever kept the key of a call that is over gets nothing to relay by.
    ice: call.over ? [] : iceServers(turn, `${call._id}-${side}`, now()),
    relay: relayOnly,
    voice: voiceOf(call),
    recording: keeping.recorder.on,
  });

  router.post('/join', json, async (request, response) => {
    if (slow(response, redeems.take(request.ip))) return;
    const body = checked(tokenSchema, request.body, response);
    if (!body) return;
    const seat = await rooms.redeem(body.token);
    if (!seat) return sendRefusal(response, { status: 404, code: 'no_link', message: 'This link was used, is too old, or never was one; ask for a new one' });
    response.json({ ...joining(seat), key: seat.key });
  });

  router.get('/seat', async (request, response) => {
    const seat = await seatOf(request, response);
    if (seat) response.json(joining(seat));
  });

  router.get('/stream', async (request, response) => {
    const seat = await seatOf(request, response);
    if (!seat) return;
    const leave = streams.enter(placeKey(request.ip));
    if (!leave) return sendRefusal(response, { status: 503, code: 'busy', message: 'Too many are connected now; try again in a moment' });
    response.on('close', leave);
    const { _id } = seat.call;
    // A page that was just loaded has no use for what was told to the one before it.
    let after = Number(request.get('last-event-id') ?? Number.NaN);
    let last = '';
    let lastVoice = 'null';
    if (!Number.isSafeInteger(after)) after = now() * 1_000;
    await rooms.alive(_id);
    streamEvents({
      request,
      response,
      listen: (heard) => rooms.listen(_id, heard),
      beat: () => rooms.alive(_id),
      async look(send) {
        const call = await rooms.get(_id);
        if (!call) return void response.end();
        const state = JSON.stringify(shown(call));
        if (state !== last) send('call', shown(call), after);
        last = state;
        const told = JSON.stringify(voiceOf(call));
        if (told !== lastVoice) send('voice', voiceOf(call), after);
        lastVoice = told;
        for (const { n, signal } of await rooms.told(seat, after)) {
          send('signal', signal, n);
          after = n;
        }
      },
    });
  });

  router.post('/signal', json, async (request, response) => {
    const seat = await seatOf(request, response);
    if (!seat || slow(response, perSeat.take(`${seat.call._id}:${seat.side}`))) return;
    const signal = checked(signalSchema, request.body, response);
    if (!signal) return;
    if (seat.call.over) return sendRefusal(response, { status: 409, code: 'over', message: 'The call is over' });
    const kept = await rooms.tell(seat, JSON.parse(JSON.stringify(signal)));
    if (kept) response.status(202).json({ accepted: true });
    else sendRefusal(response, { status: 429, code: 'too_many', message: 'This call has told too much; make a new one' });
  });

  router.post('/end', json, async (request, response) => {
    const seat = await seatOf(request, response);
    if (!seat) return;
    await rooms.end(seat.call._id);
    response.json({ ended: true });
  });

  keepingRoutes(router, {
    ...keeping,
    now,
    async seatOf(request, response, side) {
      const seat = await seatOf(request, response);
      if (!seat || slow(response, perSeat.take(`${seat.call._id}:${seat.side}:kept`, 5))) return null;
      if (side === undefined || seat.side === side) return seat;
      sendRefusal(response, { status: 403, code: 'forbidden', message: 'This is for the other side of the call' });
      return null;
    },
  });
  /** The seat of the shop's side in a call that goes on. */
  const shopSeat = async (request: Request, response: Response): Promise<Seat | null> => {
    const seat = await seatOf(request, response);
    if (!seat || slow(response, perSeat.take(`${seat.call._id}:goods`, 20))) return null;
    if (seat.side === 'shop' && !seat.call.over) return seat;
    sendRefusal(response, { status: 403, code: 'forbidden', message: 'Only the shop shows products, while the call goes on' });
    return null;
  };

  voiceRoutes(router, { voice, shopSeat });

  router.post('/products', json, async (request, response) => {
    const seat = await shopSeat(request, response);
    const body = seat && checked(wordsSchema, request.body, response);
    if (seat && body) response.json({ items: await goods.find(body.words, seat.call.conversation) });
  });

  router.post('/card', json, async (request, response) => {
    const seat = await shopSeat(request, response);
    const body = seat && checked(cardSchema, request.body, response);
    if (!seat || !body) return;
    const { conversation, who } = seat.call;
    const good = (await goods.find(body.words, conversation)).find(({ id }) => id === body.product);
    if (!good) return sendRefusal(response, { status: 404, code: 'not_found', message: 'This product is not among those found; look for it again' });
    await goods.send(conversation, who ?? 'desk', good.card, body.id);
    response.status(201).json({ card: good.card });
  });

  router.get('/desk/stream', (request, response) => {
    if (!admin(request, response)) return;
    const leave = streams.enter(placeKey(request.ip));
    if (!leave) return sendRefusal(response, { status: 503, code: 'busy', message: 'Too many are connected now; try again in a moment' });
    response.on('close', leave);
    let last = '';
    streamEvents({
      request,
      response,
      async look(send) {
        const ringing = (await rooms.waiting()).map(({ _id, conversation, rang }) => ({ id: _id, conversation, since: rang }));
        const text = JSON.stringify(ringing);
        if (text !== last) send('ringing', ringing);
        last = text;
      },
    });
  });

  router.post('/desk/answer', json, async (request, response) => {
    if (!admin(request, response)) return;
    const body = checked(answerSchema, request.body, response);
    if (!body) return;
    const link = await rooms.answer(body.call, body.who);
    if (link) response.json(link);
    else sendRefusal(response, { status: 409, code: 'over', message: 'This call does not ring any more' });
  });

  router.use((_request, response) => sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such route of calls' }));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const refusal = bodyRefusal(error);
    if (refusal) return sendRefusal(response, refusal);
    log.error({ err: error }, 'a request of a call failed');
    sendRefusal(response, { status: 503, code: 'unavailable', message: 'It could not be stored now; send it again' });
  });
  return router;
}

/** What both pages may know of their call. */
const shown = ({ state, who, talked, over, seats, ask, answered, recording }: CallRow) => ({
  ...{ state, who, talked, over, here: { customer: !!seats.customer, shop: !!seats.shop } },
  ...{ ask, answered, recording },
});

function slow(response: Response, ms: number): boolean {
  if (!ms) return false;
  response.set('retry-after', retryAfter(ms));
  sendRefusal(response, { status: 429, code: 'too_many', message: 'Too many at once; wait a moment and send it again' });
  return true;
}
