/** The running channel: settings, the process beside wechaty, sending, health. */

import { z } from 'zod';
import type { Channel, ChannelContext } from '../../src/channel.ts';
import { childEntry } from '../../src/channel-host/supervision/entry.ts';
import { type SupervisionTiming, supervisionTiming } from '../../src/channel-host/supervision/policy.ts';
import { supervise } from '../../src/channel-host/supervision/supervise.ts';
import { type SendTiming, sendTiming } from '../../src/channel-kit/send-timing.ts';
import { capabilities, downloadLimit } from './capabilities.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Given } from './given.ts';
import { type LinkTiming, linkTiming } from './link.ts';
import { options } from './options.ts';
import { send } from './send.ts';
import { readSettings } from './settings.ts';

export interface Timing {
  supervision: SupervisionTiming;
  link: LinkTiming;
  send: SendTiming;
  /** Longest wait for a customer's file, ms. */
  download: number;
}
const usualTiming: Timing = { supervision: supervisionTiming, link: linkTiming, send: sendTiming, download: 120_000 };

const fileSchema = z.object({
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= downloadLimit),
  mime: z.string(),
  name: z.string().optional(),
});

/** Makes the channel; `timing` and `entry` are for tests. Wrong settings reject with a text that names the variable. */
export async function createWechaty(context: ChannelContext, timing: Timing = usualTiming, entry: URL = childEntry('wechaty')): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const { rooms, friendRequests } = options.parse(context.options);
  const given: Given = { ...settings, rooms, friendRequests, timing: timing.link };

  const supervisor = supervise<unknown>({
    name: 'wechaty',
    account: context.account,
    entry,
    folder: context.folder,
    given: async () => given,
    events: z.unknown(),
    async take(event) {
      const events = decode(event, { account: context.account, now: context.now() });
      if (events.length > 0) await context.receive(events);
    },
    secrets: settings.token ? [settings.token] : [],
    // Puppets keep sessions under the home folder, wechaty a cache; the library prints tokens when it is told to be talkative.
    env: { HOME: context.folder, WECHATY_LOG: 'error' },
    log: context.log,
    now: context.now,
    timing: timing.supervision,
  });

  return {
    name: 'wechaty',
    capabilities,
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    send: (request) => send(request, { supervisor, context, timing: timing.send }),
    async start() {
      supervisor.start();
    },
    stop: () => supervisor.stop(),
    health: () => supervisor.health(),
    pairing: () => supervisor.pairing(),
    async download(media) {
      if (!media.ref) throw new Error('wechaty: the media has no message id');
      const result = await supervisor.request('messageFile', { messageId: media.ref }, fileSchema, timing.download);
      if (!result.ok) throw new Error(`wechaty: the file could not be fetched: ${result.failure.detail ?? result.failure.code}`);
      const { bytes, mime, name } = result.value;
      return { bytes: Buffer.from(bytes), mime: media.mime ?? mime, ...((media.name ?? name) ? { name: media.name ?? name } : {}) };
    },
  };
}
