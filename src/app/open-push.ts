/** Notices on the devices of the people of the shop. */
import type { Live } from '../console/live.ts';
import type { Staff } from '../console/staff.ts';
import type { Logger } from '../logger.ts';
import { createPushDesk, type PushDesk } from '../push/push-desk.ts';
import { ringingNow } from '../server/api/video-calls.ts';
import type { Core } from './core.ts';

interface PushParts {
  core: Pick<Core, 'store' | 'videoCalls'>;
  live: Live;
  staff: Staff;
  publicUrl: string | undefined;
  log: Logger;
  now(): number;
}

/**
 * A push service is whatever host a browser names, so none at a private address is asked, whatever flows may reach. Push services ask for a way to reach who sends (RFC 8292, 2.1): the
 * address of the program, where it has one.
 */
export function openPush({ core: { store, videoCalls }, live, staff, publicUrl, log, now }: PushParts): Promise<PushDesk> {
  const subject = publicUrl?.startsWith('https://') ? publicUrl : 'mailto:push@zhanggui.invalid';
  return createPushDesk({ store, live, staff, subject, allow: [], ...(videoCalls && { ringing: () => ringingNow(videoCalls) }), log, now });
}
