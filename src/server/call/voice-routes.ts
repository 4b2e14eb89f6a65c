/** Routes under `/call` of the shop's page in a call of the channel's own kind (WhatsApp): its half of the connection, for the channel to bring to the phone. */
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { type CallRefusal, sdpMost } from '../../channel-calls.ts';
import type { CallRow } from '../../store/call-rows.ts';
import type { Seat } from '../../video-calls/call-rooms.ts';
import type { ChannelCallDesk } from '../../video-calls/channel-calls.ts';
import { sendRefusal } from '../api/express-routes.ts';

export interface VoiceRoutes {
  voice: Pick<ChannelCallDesk, 'preAccept' | 'accept' | 'start'>;
  /** The seat of the shop's page, with its rate; null when it was refused. */
  shopSeat(request: Request, response: Response): Promise<Seat | null>;
}

/** RFC 8866 begins with its version. */
const sdpSchema = z.strictObject({ sdp: z.string().min(10).max(sdpMost).startsWith('v=0') });

/** What the shop's page needs of a call of the channel's own kind; null for others. */
export const voiceOf = ({ via, out, sdp, rings }: CallRow) => (via ? { out: out === 1, ...(sdp !== undefined && { sdp }), rings: rings === 1 } : null);

/** Adds the routes: `/voice/offer` calls the customer, `/voice/answer` connects, `/voice/accept` takes the call. */
export function voiceRoutes(router: Router, { voice, shopSeat }: VoiceRoutes): void {
  const json = express.json({ limit: '32kb', strict: true });
  const told = async (request: Request, response: Response, tell: (call: CallRow, sdp: string) => Promise<{ ok: true } | CallRefusal>): Promise<void> => {
    const seat = await shopSeat(request, response);
    if (!seat) return;
    const body = sdpSchema.safeParse(request.body).data;
    if (!body) return sendRefusal(response, { status: 422, code: 'invalid', message: 'This is no description of a session', field: 'sdp' });
    const done = await tell(seat.call, body.sdp);
    // A call of the shop's that did not begin is over: the page shall not try again.
    const again = !done.ok && done.code === 'again' && !seat.call.out;
    if (done.ok) response.json({ told: true });
    else sendRefusal(response, { status: again ? 503 : 409, code: done.code, message: done.detail });
  };
  router.post('/voice/offer', json, (request, response) => told(request, response, voice.start));
  router.post('/voice/answer', json, (request, response) => told(request, response, voice.preAccept));
  router.post('/voice/accept', json, (request, response) => told(request, response, voice.accept));
}
