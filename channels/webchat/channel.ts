/** The running channel: what is sent goes to the browsers through the hub, here and in other processes. */
import { z } from 'zod';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import type { AnswerForm, InboundEvent, Part } from '../../src/message.ts';
import type { WireMessage } from './browser-message.ts';
import { capabilities } from './capabilities.ts';
import { decode } from './decode.ts';
import { encode, showParts } from './encode.ts';
import { createHub, type Hub } from './hub.ts';

/** The web chat: its provider is our own server, which reaches the browsers through `hub`. */
export interface WebChat extends Channel {
  readonly hub: Hub;
  /** The events of what a visitor posted; [] when it is nothing we know. */
  accept(user: string, post: unknown): InboundEvent[];
  /** The visitor's own message as their other tabs show it; null when there is nothing to show. */
  echo(event: InboundEvent): WireMessage | null;
  /** A stored message as the browser shows it; `id` is the provider's id that the store has of it. */
  show(user: string, stored: StoredPart): WireMessage;
}

/** Fields of a stored message that are needed to show it. */
export interface StoredPart {
  id: string;
  from: 'me' | 'shop';
  author?: string;
  at: number;
  parts: readonly Part[];
  choices?: { token?: string; label: string }[];
  many?: boolean;
  form?: AnswerForm;
}

const bodySchema = z.custom<Omit<WireMessage, 'at'>>((body) => z.object({ id: z.string(), parts: z.array(z.unknown()) }).safeParse(body).success);

/** Pause between looks into the store for what other processes sent while they cannot tell, ms. */
const lookEvery = 1_000;

/** Messages of the account to itself in other processes. */
const toldSchema = z.object({
  user: z.string(),
  message: z.custom<WireMessage>((message) => z.object({ id: z.string(), parts: z.array(z.unknown()) }).safeParse(message).success),
});

/** Makes the channel. */
export async function createWebChat(context: ChannelContext): Promise<WebChat> {
  const boot = context.now().toString(36);
  const hub = createHub({
    now: () => performance.now(),
    boot,
    shared: context.shared,
    onError: (error) => context.log.warn({ error: String(error) }, 'web chat history could not be read'),
  });
  let state: Health['state'] = 'stopped';
  let looking: NodeJS.Timeout | undefined;
  // The visitor's browser may be connected to another process than the one that sends.
  context.hear((text) => {
    const told = toldSchema.safeParse(JSON.parse(text));
    if (told.success) hub.deliver(told.data.user, told.data.message);
  });
  return {
    name: 'webchat',
    capabilities,
    hub,
    accept: (user, post) => decode({ user, post }, { account: context.account, now: context.now() }),
    echo(event) {
      if (event.type !== 'message' && event.type !== 'pressed') return null;
      const own: readonly Part[] = event.type === 'message' ? event.parts : [event];
      const parts = showParts(own, context.publicUrl);
      return parts.length ? { id: event.id, from: 'me', at: event.at, parts } : null;
    },
    show(user, stored) {
      // The store's id of a visitor's own message may carry channel and account in front.
      const mark = stored.from === 'me' ? stored.id.lastIndexOf(`${user}.`) : 0;
      const { parts, ...rest } = stored;
      return { ...rest, id: stored.id.slice(Math.max(0, mark)), parts: showParts(parts, context.publicUrl) };
    },
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    /** The widget reads it from the address of whatever page it is on. */
    async entrance(source) {
      return context.publicUrl === undefined
        ? { ok: false, detail: 'PUBLIC_URL is not set' }
        : { ok: true, url: `${context.publicUrl}/?chat_source=${source}` };
    },
    async send(request, to) {
      const body = bodySchema.safeParse(request.body);
      if (!body.success) return { ok: false, failure: { code: 'rejected', detail: 'not a web chat message' } };
      const message = { ...body.data, at: context.now() };
      hub.deliver(to.user, message);
      context.tell(JSON.stringify({ user: to.user, message }));
      return { ok: true, ref: body.data.id };
    },
    async start() {
      state = 'ready';
      if (!context.shared) return;
      looking = setInterval(() => {
        if (!context.hears()) hub.refresh();
      }, lookEvery).unref();
    },
    async stop() {
      clearInterval(looking);
      state = 'stopped';
      hub.close();
    },
    health: () => ({ state }),
    async typing(to) {
      hub.typing(to.user);
    },
  };
}
