/** Notices on the devices of the people of the shop. */
import type { Config } from '../config/schema.ts';
import type { Live } from '../console/live.ts';
import type { Logger } from '../logger.ts';
import { createPushDesk, type PushDesk } from '../push/push-desk.ts';
import { ringingNow } from '../server/api/video-calls.ts';
import type { Core } from './core.ts';

interface PushParts {
  core: Pick<Core, 'store' | 'videoCalls'>;
  live: Live;
  publicUrl: string | undefined;
  config: Config;
  log: Logger;
  now(): number;
}

/** Push services ask for a way to reach who sends (RFC 8292, 2.1): the address of the program, where it has one. */
export function openPush({ core: { store, videoCalls }, live, publicUrl, config, log, now }: PushParts): Promise<PushDesk> {
  const subject = publicUrl?.startsWith('https://') ? publicUrl : 'mailto:push@zhanggui.invalid';
  const allow = config.http_calls.allow_private;
  return createPushDesk({ store, live, subject, allow, ...(videoCalls && { ringing: () => ringingNow(videoCalls) }), log, now });
}
