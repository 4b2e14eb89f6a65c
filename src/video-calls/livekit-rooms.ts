/** Rooms for more than two people on a LiveKit server of the merchant's: the room is made there, each person gets a link of their own. */
import { z } from 'zod';
import { withDeadline } from '../event-loop/deadline.ts';
import { bodyUpTo } from '../net/response-body.ts';
import { newCallId } from './call-keys.ts';
import { liveKitToken } from './livekit-token.ts';

export interface LiveKitSettings {
  /** Address of the server: `wss://rooms.example.com`. */
  url: string;
  key: string;
  secret: string;
  /** Page that joins a room: `/custom` of a LiveKit Meet. */
  page: string;
}

export interface GroupLink {
  name: string;
  url: string;
  /** Epoch ms. */
  expires: number;
}

export type GroupRooms = ReturnType<typeof createLiveKitRooms>;

const askMs = 10_000;
const answerMost = 64_000;
/** A room that nobody is in is closed after so long, seconds. */
const emptySeconds = 10 * 60;
const made = z.object({ name: z.string() });
/** https://twitchtv.github.io/twirp/docs/errors.html */
const twirpError = z.object({ code: z.string().max(60), msg: z.string().optional() });

/** Makes no traffic until a room is asked for. `linkMs` is the time for which a link lets in. */
export function createLiveKitRooms({ url, key, secret, page }: LiveKitSettings, linkMs: number, now: () => number) {
  const api = new URL(url);
  api.protocol = api.protocol === 'wss:' ? 'https:' : 'http:';

  /** https://docs.livekit.io/reference/other/roomservice-api/ */
  const create = (name: string, most: number) =>
    withDeadline(askMs, undefined, async (signal): Promise<{ ok: true } | { ok: false; detail: string }> => {
      const token = liveKitToken({ key, secret, identity: key, video: { roomCreate: true }, now: now(), lifeMs: 60_000 });
      const response = await fetch(new URL('/twirp/livekit.RoomService/CreateRoom', api), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, empty_timeout: emptySeconds, max_participants: most }),
        redirect: 'manual',
        signal,
      });
      const text = (await bodyUpTo(response, answerMost)).toString('utf8');
      const answer: unknown = text.startsWith('{') ? JSON.parse(text) : null;
      if (response.ok && made.safeParse(answer).data?.name === name) return { ok: true };
      return { ok: false, detail: `LiveKit answered HTTP ${response.status} ${twirpError.safeParse(answer).data?.code ?? ''}`.trim() };
    }).catch(() => ({ ok: false as const, detail: 'LiveKit cannot be reached' }));

  return {
    /** Makes a room with a link for each name. Names are shown to the others; each link is one person's. */
    async open(names: readonly string[]): Promise<{ ok: true; room: string; links: GroupLink[] } | { ok: false; detail: string }> {
      const room = newCallId();
      const done = await create(room, names.length);
      if (!done.ok) return done;
      const expires = now() + linkMs;
      const links = names.map((name, n) => {
        const token = liveKitToken({ key, secret, identity: `${room}-${n}`, name, video: { roomJoin: true, room }, now: now(), lifeMs: linkMs });
        const to = new URL(page);
        to.searchParams.set('liveKitUrl', url);
        to.searchParams.set('token', token);
        return { name, url: to.href, expires };
      });
      return { ok: true, room, links };
    },
  };
}
