/** Calls of the channel's own kind in the running program: hears what webhooks tell, and does what the shop's pages ask, through the channel. */

import type { Channel } from '../channel.ts';
import type { CallPermission, CallRefusal, CallSignal, ChannelCalls } from '../channel-calls.ts';
import type { Logger } from '../logger.ts';
import { conversationId, parseConversationId } from '../message.ts';
import { type CallRow, videoCalls } from '../store/call-rows.ts';
import type { Store } from '../store/store.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import type { CallLink, CallRooms } from './call-rooms.ts';
import { afterSignal, channelCallId, unanswered } from './channel-call.ts';

export interface ChannelCallParts {
  store: Store;
  rooms: CallRooms;
  channels: ReadonlyMap<string, Pick<Channel, 'calls'>>;
  /** Language of the shop's people. */
  lang: string;
  /** Time zone of the shop. */
  zone: string;
  /** Writes a line for people into the conversation, once for each id. */
  tellPeople(conversation: string, line: { id: string; at: number; by: string; text: string }): Promise<unknown>;
  log: Logger;
  now(): number;
}

export type ChannelCallDesk = ReturnType<typeof createChannelCalls>;

const texts = {
  granted: {
    zh: (until: string) => (until ? `顾客同意店铺来电，有效期到 ${until}` : '顾客同意店铺来电，长期有效'),
    en: (until: string) => (until ? `The customer allows calls until ${until}` : 'The customer allows calls, until they take it back'),
  },
  refused: { zh: () => '顾客不同意店铺来电', en: () => 'The customer does not allow calls' },
  asked: { zh: (said: string) => `已请求顾客同意来电：“${said}”`, en: (said: string) => `Asked the customer whether the shop may call: “${said}”` },
};

/** Calls looked back at for those that nobody took. */
const lookBack = 20;
const off: CallRefusal = { ok: false, code: 'off', detail: 'This channel has no calls of its own, or they are off (calls.whatsapp)' };
const over: CallRefusal = { ok: false, code: 'refused', detail: 'The call is over' };

export function createChannelCalls({ store, rooms, channels, lang, zone, tellPeople, log, now }: ChannelCallParts) {
  const rows = store.collection(videoCalls);

  const kindOf = (via: string | undefined): ChannelCalls | undefined => channels.get(via ?? '')?.calls;
  const accountOf = (conversation: string): string => conversation.split(':', 2).join(':');

  const find = async (via: string, signal: Exclude<CallSignal, { type: 'permission' }>): Promise<CallRow | null> => {
    const ours = 'ours' in signal && signal.ours ? await rows.get(signal.ours) : null;
    if (ours) return ours;
    return (await rows.get(channelCallId(via, signal.call))) ?? (await rows.find({ where: { provider: signal.call }, limit: 1 }))[0] ?? null;
  };

  const apply = async (via: string, signal: Exclude<CallSignal, { type: 'permission' }>): Promise<void> => {
    const row = await find(via, signal);
    // The shop gave up before the provider said that the call had begun.
    if (row?.out && row.via === via && row.over !== undefined && !row.gone && signal.type !== 'over') await giveUp(row, signal.call);
    if (row) await rooms.change(row._id, (at) => asRow(afterSignal(at, signal, via, now())));
    else {
      const made = afterSignal(null, signal, via, now());
      // Somebody was faster with another telling of the same call: that one counts, and this one is told to it.
      if (made && (await rows.insert(made)) === 'duplicate') await rooms.change(made._id, (at) => asRow(afterSignal(at, signal, via, now())));
    }
  };

  const refusal = (row: Pick<CallRow, '_id' | 'provider'>, what: string, { code, detail }: CallRefusal): void =>
    log.warn({ call: row._id, provider: row.provider, code, detail }, `${what}: the provider refuses`);

  /** Ends a call of the shop's that began after the shop had given it up; where that may work later, the clock tries again. */
  const giveUp = async (row: CallRow, call: string): Promise<void> => {
    const done = (await kindOf(row.via)?.end(call, 'terminate')) ?? off;
    if (!done.ok) refusal({ _id: row._id, provider: call }, 'a call was not ended', done);
    const left = done.ok ? { gone: 1 as const } : done.code === 'again' ? { untold: 1 as const } : {};
    await rooms.change(row._id, (at) => ({ ...at, provider: call, ...left }));
  };

  return {
    /** Takes what webhooks of an account (`channel:account`) told; rejects when it is not stored, so that the provider tells it again. */
    async heard(via: string, signals: readonly CallSignal[]): Promise<void> {
      for (const signal of signals) {
        if (signal.type !== 'permission') {
          await apply(via, signal);
          continue;
        }
        const time = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
        const until = signal.until === undefined ? '' : time.format(signal.until);
        const text = bilingual(signal.granted ? texts.granted : texts.refused, lang)(until);
        await tellPeople(conversationId(signal.from), { id: `call-permission:${signal.id}`, at: signal.at, by: '', text });
      }
    },

    /** Gives the customer's phone the answer of the shop's page, so that both connect before the call is taken. */
    async preAccept(row: CallRow, sdp: string): Promise<{ ok: true } | CallRefusal> {
      if (row.out || row.state !== 'ringing' || !row.provider) return over;
      const done = (await kindOf(row.via)?.preAccept(row.provider, sdp)) ?? off;
      if (!done.ok) refusal(row, 'a call was not taken', done);
      return done;
    },

    /** Takes the call; when the provider refuses for good it is over, and was missed. */
    async accept(row: CallRow, sdp: string): Promise<{ ok: true } | CallRefusal> {
      if (row.out || row.state !== 'ringing' || !row.provider) return row.state === 'talking' ? { ok: true } : over;
      const done = (await kindOf(row.via)?.accept(row.provider, sdp)) ?? off;
      if (done.ok) return (await rooms.change(row._id, talking(now()))) ? done : over;
      refusal(row, 'a call was not taken', done);
      if (done.code !== 'again') await rooms.end(row._id);
      return done;
    },

    /** Calls the customer with the offer of the shop's page; may be repeated. When the provider refuses the call is over. */
    async start(row: CallRow, sdp: string): Promise<{ ok: true } | CallRefusal> {
      if (row.out && (row.state === 'ringing' || row.state === 'talking')) return { ok: true };
      const to = parseConversationId(row.conversation);
      if (!row.out || row.state !== 'open' || row.provider !== undefined || !to) return over;
      const claimed = await rooms.change(row._id, (at) => (at.state === 'open' ? { ...at, state: 'ringing', rang: now(), seen: now() } : null));
      if (!claimed) return over;
      const done = (await kindOf(row.via)?.start(to, row._id, sdp)) ?? off;
      if (done.ok) {
        await rooms.change(row._id, (at) => (at.provider === undefined ? { ...at, provider: done.call } : null));
        const begun = await rows.get(row._id);
        if (begun?.over !== undefined && !begun.gone) await giveUp(begun, done.call);
      } else {
        refusal(row, 'a call of the shop did not begin', done);
        await rooms.end(row._id);
      }
      return done;
    },

    /** Ends a call at the provider that it does not know to be over. Answers false when that has to be tried again. */
    async hangUp({ _id, via, provider, gone, talked, out }: CallRow): Promise<boolean> {
      if (!via || !provider || gone) return true;
      const done = (await kindOf(via)?.end(provider, talked === undefined && !out ? 'reject' : 'terminate')) ?? off;
      if (!done.ok) refusal({ _id, provider }, 'a call was not ended', done);
      return done.ok || done.code !== 'again';
    },

    /** Tells whether the shop may call this customer, and how many of its calls in a row nobody took. */
    async permission(conversation: string): Promise<{ ok: true; permission: CallPermission; unanswered: number } | CallRefusal> {
      const to = parseConversationId(conversation);
      const done = to && (await kindOf(accountOf(conversation))?.permission(to));
      if (!done?.ok) return done ?? off;
      const before = await rows.find({ where: { conversation }, sort: { by: 'at', desc: true }, limit: lookBack });
      return { ...done, unanswered: unanswered(before) };
    },

    /** Asks the customer whether the shop may call, in these words. */
    async ask(conversation: string, text: string, who: string): Promise<{ ok: true } | CallRefusal> {
      const to = parseConversationId(conversation);
      const done = to && (await kindOf(accountOf(conversation))?.ask(to, text));
      if (!done?.ok) return done ?? off;
      const at = now();
      await tellPeople(conversation, { id: `call-asked:${conversation}:${at}`, at, by: who, text: bilingual(texts.asked, lang)(text) });
      return done;
    },

    /** Makes a call of the shop's; the page of the link begins it. Null when the conversation has had too many. */
    open: async (conversation: string, who: string): Promise<{ id: string; shop: CallLink } | null> => {
      const made = await rooms.open(conversation, { via: accountOf(conversation), out: 1, who });
      return made && { id: made.id, shop: { ...made.shop, voice: true } };
    },

    /** Tells whether the conversation's channel has calls of its own. */
    can: (conversation: string): boolean => kindOf(accountOf(conversation)) !== undefined,
  };
}

/** A row that is changed is one that was there. */
const asRow = (row: ReturnType<typeof afterSignal>): CallRow | null => (row && 'v' in row ? row : null);

const talking =
  (now: number) =>
  (row: CallRow): CallRow | null =>
    row.state === 'ringing' ? { ...row, state: 'talking', talked: now, seen: now } : null;
