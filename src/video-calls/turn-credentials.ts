/** ICE servers for a page: credentials of the TURN server that end by themselves (coturn's `use-auth-secret`, draft-uberti-behave-turn-rest-00). */
import { createHmac } from 'node:crypto';

export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

/** Time for which credentials are good, seconds: longer than a call lasts, short enough that a leaked one is soon worth nothing. */
const lifetime = 2 * 3_600;

export interface TurnSettings {
  /** `turn:host:3478`, several with commas between. */
  url?: string | undefined;
  secret?: string | undefined;
}

/** Mints credentials for `user` at `now` (epoch ms). Without a TURN server there are none, and pages on one network reach each other all the same. */
export function iceServers({ url, secret }: TurnSettings, user: string, now: number): IceServer[] {
  if (!url || !secret) return [];
  const username = `${Math.floor(now / 1_000) + lifetime}:${user}`;
  return [{ urls: url.split(',').map((one) => one.trim()), username, credential: createHmac('sha1', secret).update(username).digest('base64') }];
}
