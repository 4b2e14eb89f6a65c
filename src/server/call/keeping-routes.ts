/** Routes under `/call` about what is kept of a call: stills and recordings, each only after the customer's yes. */
import express, { type Request, type Response, type Router } from 'express';
import type { CallSide } from '../../store/call-rows.ts';
import { type CallRecorder, partBytes } from '../../video-calls/call-recorder.ts';
import type { Seat } from '../../video-calls/call-rooms.ts';
import { type Stills, stillBytes } from '../../video-calls/kept-stills.ts';
import { sendRefusal } from '../api/express-routes.ts';
import { createUploadRoom, readUpload } from '../chat/upload-room.ts';
import { placeKey } from '../limits/address-limit.ts';
import { answerAskSchema, askSchema, checked, partSchema, stillSchema } from './signal-schema.ts';

export interface CallKeeping {
  stills: Stills;
  recorder: CallRecorder;
}

export interface KeepingRoutes extends CallKeeping {
  /** The seat of a page on that side, with its rate; null when it was refused. */
  seatOf(request: Request, response: Response, side?: CallSide): Promise<Seat | null>;
  now(): number;
}

/** Pictures and parts that come in at once: all calls of a small shop may be recorded, a page brings one after the other. */
const uploads = { places: 40, perVisitor: 2, bytes: 24_000_000 };

const refusals = {
  not_now: { status: 409, message: 'This cannot be asked now: the call does not go on, another question stands, or too many were put' },
  not_asked: { status: 409, message: 'This question does not stand any more' },
  no_jpeg: { status: 422, message: 'A still is a JPEG picture' },
  refused: { status: 409, message: 'This part does not belong to a recording that runs' },
  compressed: { status: 415, message: 'Send the bytes as they are, not compressed' },
  too_large: { status: 413, message: 'This is too large' },
  busy: { status: 503, message: 'Too much comes in now; send it again in a moment' },
  full: { status: 413, message: 'The recording has reached its largest size and was stopped' },
} as const;

const refuse = (response: Response, code: keyof typeof refusals): void => sendRefusal(response, { code, ...refusals[code] });

/** Adds the routes. */
export function keepingRoutes(router: Router, { stills, recorder, seatOf, now }: KeepingRoutes): void {
  const json = express.json({ limit: '1kb', strict: true });
  const room = createUploadRoom(uploads, now);
  /** The bytes of a page that has a seat; null when they were refused, or the page is gone. */
  const bytesOf = async (request: Request, response: Response, { call, side }: Seat, most: number): Promise<Uint8Array | null> => {
    const refused = (code: 'compressed' | 'busy' | 'too_large'): null => {
      refuse(response, code);
      return null;
    };
    if ((request.get('content-encoding') ?? 'identity') !== 'identity') return refused('compressed');
    const dropped = new AbortController();
    const place = room.enter(placeKey(request.ip), `${call._id}:${side}`, () => dropped.abort());
    if (!place) return refused('busy');
    response.on('close', place.leave);
    const bytes = await readUpload(request, most, place, dropped.signal).catch(() => null);
    return typeof bytes === 'string' ? refused(bytes) : bytes;
  };
  router.post('/ask', json, async (request, response) => {
    const seat = await seatOf(request, response, 'shop');
    const body = seat && checked(askSchema, request.body, response);
    if (!seat || !body) return;
    const asked = body.what === 'still' ? await stills.ask(seat, body.of) : await recorder.ask(seat);
    if (asked) response.status(201).json({ asked });
    else refuse(response, 'not_now');
  });
  router.post('/answer', json, async (request, response) => {
    const seat = await seatOf(request, response, 'customer');
    const body = seat && checked(answerAskSchema, request.body, response);
    if (!seat || !body) return;
    if (await recorder.answer(seat, body.ask, body.yes, body.failed)) response.json({ answered: true });
    else refuse(response, 'not_asked');
  });
  router.post('/still', async (request, response) => {
    const seat = await seatOf(request, response, 'customer');
    const query = seat && checked(stillSchema, request.query, response);
    const bytes = seat && query && (await bytesOf(request, response, seat, stillBytes));
    if (!seat || !query || !bytes) return;
    const result = await stills.keep(seat, query.ask, bytes);
    if (result === 'kept') response.status(201).json({ kept: true });
    else refuse(response, result);
  });
  router.post('/recording', async (request, response) => {
    const seat = await seatOf(request, response, 'shop');
    const query = seat && checked(partSchema, request.query, response);
    const bytes = seat && query && (await bytesOf(request, response, seat, partBytes));
    if (!seat || !query || !bytes) return;
    const result = await recorder.part(seat, query.id, query.n, bytes);
    if (result === 'taken') response.status(202).json({ taken: true });
    else refuse(response, result);
  });
  router.post('/recording/stop', json, async (request, response) => {
    const seat = await seatOf(request, response);
    if (seat) response.json({ stopped: await recorder.stop(seat.call._id) });
  });
}
