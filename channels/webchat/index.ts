import { z } from 'zod';
import type { Channel, ChannelContext, ChannelModule, Health } from '../../src/channel.ts';
import type { InboundEvent } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { createHub, type Hub } from './hub.ts';
import type { Post, WireMessage } from './wire.ts';

/** The web chat: its provider is our own server, which reaches the browsers through `hub`. */
export interface WebChat extends Channel {
  readonly hub: Hub;
  /** The events of what a visitor posted; [] when it is nothing we know. */
  accept(user: string, post: Post): InboundEvent[];
}

const bodySchema = z.custom<Omit<WireMessage, 'at'>>((body) => z.object({ id: z.string(), parts: z.array(z.unknown()) }).safeParse(body).success);

async function create(context: ChannelContext): Promise<WebChat> {
  const boot = context.now().toString(36);
  const hub = createHub({ now: context.now, boot, onError: (error) => context.log.warn({ error: String(error) }, 'web chat history could not be read') });
  let state: Health['state'] = 'stopped';
  return {
    name: 'webchat',
    capabilities,
    hub,
    accept: (user, post) => decode({ user, post }, { account: context.account, now: context.now() }),
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request, to) {
      const body = bodySchema.safeParse(request.body);
      if (!body.success) return { ok: false, failure: { code: 'rejected', detail: 'not a web chat message' } };
      hub.deliver(to.user, { ...body.data, at: context.now() });
      return { ok: true, ref: body.data.id };
    },
    async start() {
      state = 'ready';
    },
    async stop() {
      state = 'stopped';
      hub.close();
    },
    health: () => ({ state }),
    async typing(to) {
      hub.typing(to.user);
    },
  };
}

const webchat = {
  name: 'webchat',
  capabilities,
  settings: [
    {
      env: 'ORIGINS',
      key: 'origins',
      need: 'optional',
      secret: false,
      about: {
        en: 'Sites that may embed the chat, separated by commas, e.g. https://shop.example. Our own address is always allowed.',
        zh: '允许嵌入聊天窗口的网站，用逗号分隔，例如 https://shop.example。本站地址始终允许。',
      },
    },
    {
      env: 'IDENTITY_SECRET',
      key: 'identitySecret',
      need: 'optional',
      secret: true,
      about: {
        en: 'Secret with which your shop signs the ids of customers who are logged in. Unset: signed ids are refused.',
        zh: '商城为已登录顾客的编号签名所用的密钥。未设置时拒绝签名身份。',
      },
    },
  ],
  create,
} satisfies ChannelModule;

export default webchat;
