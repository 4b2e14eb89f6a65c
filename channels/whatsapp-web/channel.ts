/** The running channel: the supervised child, receipts, sending within the rules, health. */

import { z } from 'zod';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { childEntry } from '../../src/channel-host/supervision/entry.ts';
import { type SupervisionTiming, supervisionTiming } from '../../src/channel-host/supervision/policy.ts';
import { supervise } from '../../src/channel-host/supervision/supervise.ts';
import { type SendTiming, sendTiming } from '../../src/channel-kit/send-timing.ts';
import type { InboundEvent } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import type { Given } from './child.ts';
import { createContacts } from './contacts.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { optionsSchema } from './options.ts';
import { incoming } from './payload.ts';
import { chatIdOf } from './person.ts';
import { createReceipts } from './receipts.ts';
import { downloadAnswer } from './request.ts';
import { send } from './send.ts';
import { acknowledged, initialLimits, type SendLimits, watched } from './send-limits.ts';
import { readSettings } from './settings.ts';

export interface Setup {
  supervision: SupervisionTiming;
  send: SendTiming;
  /** See `SessionOptions.qrIdleMs`. */
  qrIdleMs: number;
  /** Further arguments of Chromium; for tests. */
  extraArgs: string[];
  /** 0 up to 1. */
  chance(): number;
}
export const usualSetup: Setup = { supervision: supervisionTiming, send: sendTiming, qrIdleMs: 120_000, extraArgs: [], chance: Math.random };

/** Messages that came while the program was off are caught up when they are no older than this, seconds. */
const catchUpMost = 86_400;
/** Stored times are those of the phones, whose clocks differ, seconds. */
const overlap = 600;
const countSchema = z.object({ day: z.int(), count: z.int() });

/** Makes the channel. Wrong settings reject with a text that names the variable. */
export async function createWhatsAppWeb(context: ChannelContext, setup: Setup = usualSetup): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const options = optionsSchema.parse(context.options ?? {});
  const { memory, log, now } = context;
  const contacts = createContacts(memory);
  const receipts = createReceipts();
  const limits: { current: SendLimits } = { current: initialLimits };

  async function given(): Promise<Given> {
    const counted = countSchema.safeParse(JSON.parse((await memory.get('guard')) ?? 'null'));
    if (counted.success && limits.current.day === 0) limits.current = { ...limits.current, ...counted.data };
    const seen = Number((await memory.get('seen')) ?? Number.NaN);
    const second = Math.floor(now() / 1000);
    if (!Number.isFinite(seen)) await memory.set('seen', String(second));
    return {
      ...settings,
      extraArgs: setup.extraArgs,
      qrIdleMs: setup.qrIdleMs,
      since: Number.isFinite(seen) ? Math.max(Math.min(seen, second) - overlap, second - catchUpMost) : null,
    };
  }

  /** Stores what one event of the child means, and remembers what later decisions need. */
  async function take(raw: unknown): Promise<void> {
    const parsed = incoming.safeParse(raw);
    if (parsed.success && parsed.data.event === 'message_ack') {
      const { message, ack } = parsed.data;
      limits.current = acknowledged(limits.current, message.id._serialized, ack);
      if (!receipts.isNews(message.id._serialized, ack)) return;
    }
    const decoded = decode(raw, { account: context.account, now: now() });
    const events = decoded.filter((event) => event.type !== 'handover' || options.phone_takes_over);
    if (events.length > 0) await context.receive(events);
    if (parsed.success && parsed.data.event === 'message_ack') receipts.note(parsed.data.message.id._serialized, parsed.data.ack);
    for (const event of events) if (event.type === 'message') await remember(event);
  }

  async function remember(event: InboundEvent): Promise<void> {
    await contacts.wrote([event.from.user, ...(event.aliases ?? [])], event.at);
    const second = Math.floor(event.at / 1000);
    if (second > Number((await memory.get('seen')) ?? 0)) await memory.set('seen', String(second));
  }

  const supervisor = supervise<unknown>({
    name: 'whatsapp-web',
    account: context.account,
    entry: childEntry('whatsapp-web'),
    folder: context.folder,
    given,
    events: z.unknown(),
    take,
    log,
    now,
    timing: setup.supervision,
    chance: setup.chance,
  });

  function health(): Health {
    const own = supervisor.health();
    limits.current = watched(limits.current, now());
    if (own.state !== 'ready' || limits.current.heldUntil <= now()) return own;
    const minutes = Math.ceil((limits.current.heldUntil - now()) / 60_000);
    return {
      state: 'degraded',
      detail: `${limits.current.why ?? 'messages are not delivered'}: the number may be restricted. Nothing is sent for ${minutes} min; look at WhatsApp on the phone`,
    };
  }

  return {
    name: 'whatsapp-web',
    capabilities,
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request, to, _key, kind = 'reply') {
      const before = limits.current.count;
      const result = await send(request, kind, to.user, { supervisor, context, contacts, options, limits, timing: setup.send, chance: setup.chance });
      const { day, count } = limits.current;
      if (count !== before) await memory.set('guard', JSON.stringify({ day, count })).catch(() => undefined);
      return result;
    },
    start: async () => supervisor.start(),
    stop: () => supervisor.stop(),
    health,
    pairing: () => supervisor.pairing(),
    async download(media) {
      const answer = await supervisor.request('downloadMedia', { id: media.ref ?? '' }, downloadAnswer, 120_000);
      if (!answer.ok) throw new Error(`WhatsApp file: ${answer.failure.detail ?? answer.failure.code}`);
      const { bytes, mimetype, filename } = answer.value;
      const name = filename ?? media.name;
      return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mime: media.mime ?? mimetype, ...(name ? { name } : {}) };
    },
    async typing(to) {
      await supervisor.request('typing', { chatId: chatIdOf.parse(to.user) }, z.unknown(), 5_000);
    },
  };
}
