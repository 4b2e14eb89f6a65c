/** The process that holds WhatsApp Web for one account. */
import { z } from 'zod';
import { serve } from '../../src/channel-host/supervision/serve.ts';
import { methods } from './child-methods.ts';
import { chromiumArguments, findChromium } from './chromium.ts';
import { loadLibrary, notInstalled } from './client.ts';
import { openSession } from './session.ts';

/** Values that the channel gives at each start. */
const givenSchema = z.object({
  chromiumPath: z.string().optional(),
  extraArgs: z.array(z.string()),
  qrIdleMs: z.number().positive(),
  since: z.number().nullable(),
});
export type Given = z.infer<typeof givenSchema>;

serve(async (program, raw) => {
  const given = givenSchema.parse(raw);
  program.state('starting');
  const library = await loadLibrary();
  const browser = findChromium(given.chromiumPath);
  if (!library || !browser.ok) {
    program.leave('failed', library && !browser.ok ? browser.problem : notInstalled);
    return { methods: {}, stop: async () => undefined };
  }
  const session = openSession(library, program, {
    chromium: browser.path,
    args: [...chromiumArguments(), ...given.extraArgs],
    qrIdleMs: given.qrIdleMs,
    since: given.since,
  });
  return {
    methods: methods(library, session),
    check: async () => {
      await session.client.pupPage?.evaluate('1');
    },
    stop: () => session.close(),
  };
});
