/** The running channel: shows, counts what it showed, reads files of this machine. */
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { encode, type Shown } from './encode.ts';
import { plainLine } from './screen.ts';

const shownSchema: z.ZodType<Shown> = z.object({
  type: z.enum(['text', 'image', 'audio', 'video', 'file', 'card', 'place']),
  text: z.string(),
  choices: z.array(z.object({ token: z.string(), label: z.string(), description: z.string().optional() })).optional(),
});

/** Largest file that may be "sent" from the terminal, bytes. */
const fileLimit = 20_000_000;

/** Makes the channel; `show` puts one thing on the screen of `user`. */
export function createTerminal(context: Pick<ChannelContext, 'account' | 'publicUrl'>, show: (shown: Shown, user: string) => void): Channel {
  let state: Health['state'] = 'stopped';
  let shownCount = 0;
  return {
    name: 'terminal',
    capabilities,
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request, to) {
      const shown = shownSchema.safeParse(request.body);
      if (!shown.success) return { ok: false, failure: { code: 'rejected', detail: 'not something to show in a terminal' } };
      show(shown.data, to.user);
      shownCount += 1;
      return { ok: true, ref: String(shownCount) };
    },
    async start() {
      state = 'ready';
    },
    async stop() {
      state = 'stopped';
    },
    health: () => ({ state }),
    async download(media) {
      const path = media.ref ?? '';
      if ((await stat(path)).size > fileLimit) throw new Error(`${path} is larger than 20 MB`);
      return { bytes: await readFile(path), mime: media.mime ?? 'application/octet-stream', ...(media.name ? { name: media.name } : {}) };
    },
  };
}

/** Creates the channel of the server: prints on its output. */
export function createPrinting(context: ChannelContext): Channel {
  return createTerminal(context, (shown, user) => process.stdout.write(`${user}: ${plainLine(shown)}\n`));
}
