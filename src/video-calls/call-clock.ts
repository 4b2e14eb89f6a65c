/** Watches the calls: rings at one after the other, ends what nobody answers or what is left alone, tells the flows. */
import type { Logger } from '../logger.ts';
import type { CallRow } from '../store/call-rows.ts';
import { conversations, notices } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { CallRooms } from './call-rooms.ts';
import { endEvent, endNote, overAt, ringsAt } from './call-state.ts';

export interface CallClockParts {
  store: Store;
  rooms: CallRooms;
  /** Time for which a call rings, ms. */
  ringMs: number;
  /** Language of the shop's people. */
  lang: string;
  /** Enters the event into the conversation, once for each id. */
  tellFlows(conversation: string, id: string, event: ReturnType<typeof endEvent>): Promise<unknown>;
  /** Writes a line for people into the conversation, once for each id. */
  tellPeople(conversation: string, line: { id: string; at: number; by: string; text: string }): Promise<unknown>;
  /** Ends a call of the channel's own kind at its provider; false when that has to be tried again. */
  hangUp?(call: CallRow): Promise<boolean>;
  /** Looks at the recordings too. */
  recordings?: Pick<CallRecorder, 'look'>;
  log: Logger;
  now(): number;
}

/** For so long the provider is told again that a call is over, ms; it ends calls without sound by itself. */
const hangUpMs = 30_000;
const tickMs = 1_000;

const texts = {
  zh: (who: string) => `${who}来电了，请打开 /call/desk 接听。`,
  en: (who: string) => `${who} is calling. Open /call/desk to answer.`,
};

/** Looks once at all calls that are not over. What it does is the same however many processes do it. */
export async function lookAtCalls({ store, rooms, ringMs, lang, tellFlows, tellPeople, hangUp, now }: CallClockParts): Promise<void> {
  const at = now();
  const kept = store.collection(notices);
  for (const call of [...(await rooms.live('ringing')), ...(await rooms.live('talking'))]) {
    if (overAt(call, ringMs, at) !== null) await rooms.end(call._id);
    else if (call.state === 'ringing' && !call.seats.shop) await ring(call);
  }
  for (const call of await rooms.untold()) {
    if (hangUp && !(await hangUp(call)) && at - (call.over ?? at) < hangUpMs) continue;
    await tellFlows(call.conversation, `call:${call._id}`, endEvent(call));
    await tellPeople(call.conversation, { id: `call:${call._id}`, at: call.over ?? now(), by: call.who ?? '', text: endNote(call, lang) });
    await rooms.hasTold(call._id);
  }

  async function ring(call: CallRow): Promise<void> {
    const row = await store.collection(conversations).get(call.conversation);
    const words = bilingual(texts, lang)(call.conversation);
    for (const to of ringsAt(call, row?.owner ?? 'bot', ringMs, at))
      await kept.insert({ _id: `call:${call._id}:${to}`, conversation: call.conversation, to, text: words, at, unread: 1 });
  }
}

/** Looks every second until it is stopped; a look that takes longer is waited for, at calls and at recordings apart. */
export function startCallClock(parts: CallClockParts): { stop(): Promise<void> } {
  // Making the file of a long recording takes longer than a call may wait to ring.
  const looks = [() => lookAtCalls(parts), async () => parts.recordings?.look()].map((look) => {
    let looking: Promise<void> | undefined;
    const once = async (): Promise<void> => {
      try {
        await look();
      } catch (error) {
        parts.log.error({ err: error }, 'the calls could not be looked at; tried again in a second');
      }
      looking = undefined;
    };
    return {
      tick() {
        looking ??= once();
      },
      rest: () => looking,
    };
  });
  const timer = setInterval(() => {
    for (const { tick } of looks) tick();
  }, tickMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(looks.map(({ rest }) => rest()));
    },
  };
}
