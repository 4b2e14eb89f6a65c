/** Routes about the channels: how they are, what to scan, what templates they have. */
import { z } from 'zod';
import type { Capabilities, Channel } from '../../channel.ts';
import { restShown } from '../health.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';

const state = z.enum(['starting', 'need_qr', 'authenticating', 'ready', 'degraded', 'logged_out', 'banned', 'failed', 'stopped']);
const channelShape = z.object({
  id: z.string().meta({ description: '`channel:account`' }),
  channel: z.string(),
  account: z.string(),
  official: z.boolean(),
  state,
  detail: z.string().optional(),
  resting: z
    .array(
      z.object({
        what: z.enum(['everything', 'promotions']),
        until: z.string(),
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        detail: z.string().optional(),
      }),
    )
    .meta({ description: 'What the provider keeps back for now; it waits, and goes out by itself' }),
  pairing: z.boolean().meta({ description: 'There is something to scan or type now: GET /channels/:id/pairing' }),
  risk: z.object({ zh: z.string(), en: z.string() }).optional(),
  capabilities: z.object({
    text: z.object({ max: z.number(), unit: z.enum(['chars', 'bytes']) }),
    buttons: z.number(),
    list: z.number(),
    media: z.object({ image: z.number(), audio: z.number(), video: z.number(), file: z.number() }),
    receipts: z.array(z.enum(['sent', 'delivered', 'read', 'failed'])),
    window: z.object({ ms: z.number(), messages: z.number().optional() }).nullable(),
    proactive: z.boolean(),
    perSecond: z.number().meta({ description: 'Messages for the account' }),
    handover: z.boolean(),
    typing: z.boolean(),
  }),
});
const template = z.object({
  name: z.string(),
  lang: z.string(),
  status: z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled']),
  category: z.enum(['marketing', 'utility', 'authentication', 'other']),
  params: z.array(z.string()),
  flows: z.array(z.string()).meta({ description: 'Names that flows use for it: `templates` of the config file' }),
});
const byId = z.object({ id: z.string().max(100) });
const noSuch = () => refuse(404, 'not_found', 'No such channel is on; see /api/channels', 'id');

function shown(channel: Channel, { text, choices, media, receipts, window, proactive, rate }: Capabilities): z.input<typeof channelShape>['capabilities'] {
  return {
    text: { max: text.max, unit: text.unit },
    buttons: choices.buttons,
    list: choices.list,
    media,
    receipts: [...receipts],
    window,
    proactive,
    perSecond: rate.account,
    handover: channel.handover !== undefined,
    typing: channel.typing !== undefined,
  };
}

/** Routes about channels: their state, pairing, templates, and a restart. */
export function channelRoutes({ channels, runtime, risks, templates, restart }: ApiParts): Route[] {
  const shape = (id: string, channel: Channel): z.input<typeof channelShape> => ({
    id,
    channel: channel.name,
    account: id.slice(id.indexOf(':') + 1),
    official: channel.capabilities.official,
    ...channel.health(),
    resting: runtime.rests(id).map(restShown),
    pairing: Boolean(channel.pairing?.()),
    risk: risks?.get(channel.name),
    capabilities: shown(channel, channel.capabilities),
  });
  return [
    route({
      method: 'get',
      path: '/channels',
      summary: 'The channels that are on, and how they are',
      response: listOf(channelShape),
      handle: async () => ok({ items: [...channels].map(([id, channel]) => shape(id, channel)) }),
    }),
    route({
      method: 'get',
      path: '/channels/:id/pairing',
      summary: 'What to scan or type to link the account. Whoever has it can link it: show it to nobody else',
      params: byId,
      response: z.object({ qr: z.string().optional(), code: z.string().optional(), at: z.number() }),
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const pairing = channel.pairing?.();
        return pairing
          ? ok({ qr: pairing.qr, code: pairing.code, at: pairing.at })
          : refuse(404, 'nothing_to_pair', 'This channel asks for nothing to scan or type now');
      },
    }),
    route({
      method: 'get',
      path: '/channels/:id/templates',
      summary: 'The templates that the provider has, and what flows call them',
      params: byId,
      response: listOf(template),
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const usedAs = (name: string): string[] =>
          Object.entries(templates ?? {}).flatMap(([own, { channels: on, names }]) =>
            on.includes(channel.name) && (names?.[channel.name] ?? own) === name ? [own] : [],
          );
        return ok({ items: (channel.templates?.() ?? []).map((one) => ({ ...one, params: [...one.params], flows: usedAs(one.name) })) });
      },
    }),
    route({
      method: 'post',
      path: '/channels/:id/restart',
      summary: 'Stops the channel and starts it again, e.g. after it was logged out; what waits is sent afterwards',
      params: byId,
      response: channelShape,
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const restarted = await restart?.(params.id);
        if (restarted === 'elsewhere') return refuse(409, 'elsewhere', 'Another process runs this channel; restart it there');
        return ok(shape(params.id, channel), 202);
      },
    }),
  ];
}
