/** The live stream of a page of the console: conversations as they change, and who else looks at one. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ApiKeys } from '../../console/api-keys.ts';
import type { Live } from '../../console/live.ts';
import type { Staff } from '../../console/staff.ts';
import { contacts, conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { placeKey } from '../limits/address-limit.ts';
import { createPlaces } from '../limits/places.ts';
import { summary } from './conversation-shape.ts';
import { sendRefusal } from './express-routes.ts';
import { type Caller, refused } from './route.ts';

const pageQuery = z.object({ page: z.string().max(60).optional().catch(undefined) });

const heartbeatMs = 15_000;
/** Changes of one conversation within this time become one event, ms. */
const gatherMs = 100;
/** Bytes that may wait for a slow browser; beyond it the stream ends, and the page reads everything anew when it is back. */
const mostWaiting = 1024 * 1024;

export interface ConsoleStreamParts {
  store: Store;
  live: Live;
  staff: Staff;
  keys: Pick<ApiKeys, 'stands'>;
  /** Calls that ring, where there are calls. */
  ringing?(): Promise<readonly { id: string }[]>;
  /** How the channels are, as one text: pages are told when it changes. */
  channels?(): string;
}

/** Calls, which ring for a minute, and channels are looked at so often, ms. */
const lookMs = 1_000;

/**
 * Server-sent events: `conversation` is a summary as `GET /conversations` lists it, `gone` an id, `presence` who looks at a conversation, `channels` that one is not as it was. The stream tells
 * what is new and keeps nothing: a page that was away reads its lists again. It ends when the session or the key does: before the next word that it would tell, within 15 s at the latest.
 */
export function consoleStream({
  store,
  live,
  staff,
  keys,
  ringing,
  channels = () => '',
}: ConsoleStreamParts): (request: Request, response: Response, by: Caller) => void {
  const places = createPlaces(500, 60);
  const pages = new Set<(event: string, data: unknown) => void>();
  let rings: readonly { id: string }[] = [];
  let were = channels();
  let isLooking = false;
  /** One look for all pages; none while there is no page. */
  const look = async (): Promise<void> => {
    isLooking = true;
    const now = ringing ? await ringing().catch(() => rings) : [];
    if (JSON.stringify(now) !== JSON.stringify(rings)) for (const tell of pages) tell('ringing', now);
    rings = now;
    const are = channels();
    if (are !== were) for (const tell of pages) tell('channels', {});
    were = are;
    isLooking = pages.size > 0;
    if (isLooking) setTimeout(() => void look(), lookMs).unref();
  };
  return (request, response, by) => {
    const leave = places.enter(placeKey(request.ip));
    if (!leave) return sendRefusal(response, refused(503, 'unavailable', 'Too many pages are open; close some'));
    response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    const write = (text: string): void => {
      if (response.writableEnded || response.destroyed) return;
      response.write(text);
      if (response.writableLength > mostWaiting) response.destroy();
    };
    const send = (event: string, data: unknown): void => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    write('retry: 1000\n\n');
    send('hello', {});
    const { page } = pageQuery.parse(request.query);
    /** Tells whether whoever reads still may: a session that ended, also by another role, or a key that was taken away ends its stream before the next word of a customer. */
    const mayRead = async (): Promise<boolean> => {
      if (by.kind === 'staff' ? await staff.stands(by.person.session) : by.kind !== 'key' || (await keys.stands(by.key.id))) return true;
      response.end();
      return false;
    };
    const sendToReader = (event: string, data: unknown): void =>
      void mayRead().then(
        (may) => may && send(event, data),
        () => response.destroy(),
      );
    pages.add(sendToReader);
    if (rings.length > 0) send('ringing', rings);
    if (!isLooking) void look();
    const changed = new Set<string>();
    let gathering: NodeJS.Timeout | undefined;
    const tell = async (): Promise<void> => {
      gathering = undefined;
      const ids = [...changed];
      changed.clear();
      if (!(await mayRead())) return;
      const rows = await store.collection(conversations).getMany(ids);
      const people = new Map((await store.collection(contacts).getMany([...new Set(rows.map((row) => row.contact))])).map((row) => [row._id, row]));
      for (const row of rows) send('conversation', summary(row, people.get(row.contact)));
      const left = new Set(rows.map((row) => row._id));
      for (const id of ids) if (!left.has(id)) send('gone', { id });
    };
    const unlisten = live.listen((event) => {
      if (event.type === 'presence') return sendToReader('presence', { conversation: event.conversation, present: event.present });
      changed.add(event.conversation);
      // The page comes back where the store is away.
      gathering ??= setTimeout(() => void tell().catch(() => response.destroy()), gatherMs);
    });
    const heart = setInterval(() => {
      write(': still here\n\n');
      void mayRead().catch(() => response.destroy());
    }, heartbeatMs);
    response.on('close', () => {
      clearInterval(heart);
      clearTimeout(gathering);
      unlisten();
      pages.delete(sendToReader);
      leave();
      // A page that is gone looks at nothing.
      if (page) live.present(page, '', null, false);
    });
  };
}
