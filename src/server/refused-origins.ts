/** Sites that asked for the chat and may not: told to the merchant, who may have forgotten one. */
import type { Logger } from '../channel.ts';

export interface RefusedOrigins {
  note(origin: string): void;
  /** One line for each site that asked in the last day. */
  mind(): string[];
}

const day = 86_400_000;
/** Anybody can name any site: only so many are kept, and one is logged at most so often, ms. */
const most = 20;
const logEvery = 60_000;

export function createRefusedOrigins(log: Logger, now: () => number): RefusedOrigins {
  const seen = new Map<string, number>();
  let logged = Number.NEGATIVE_INFINITY;
  return {
    note(given) {
      const origin = URL.canParse(given) ? new URL(given).origin : '';
      if (!/^https?:\/\/.{1,200}$/.test(origin)) return;
      const at = now();
      const last = seen.get(origin);
      if (last === undefined && seen.size >= most) {
        const [oldest] = [...seen].sort(([, a], [, b]) => a - b)[0] ?? [];
        if (oldest !== undefined) seen.delete(oldest);
      }
      seen.set(origin, at);
      if ((last !== undefined && at - last < day) || at - logged < logEvery) return;
      logged = at;
      log.warn({ origin }, 'a page of this site asked for the chat, and web_chat.origins does not list it. If the site is yours, add it');
    },
    mind: () =>
      [...seen]
        .filter(([, at]) => now() - at < day)
        .map(([origin]) => `a page of ${origin} asked for the chat; if the site is yours, add it to web_chat.origins in the config file`),
  };
}
