/** The account's health, from start, answers and webhooks. */
import type { Health } from '../../src/channel.ts';

/** An error that Meta told of counts for so long after it was last heard, ms. */
const remembersMs = 3_600_000;

export interface AccountState {
  /** The state of the connection itself. */
  set(health: Health): void;
  /** An error that the merchant has to see, or undefined for a request that went well. */
  heard(health: Health | undefined): void;
  /** Takes what a webhook says of the number or the account; null ends it. */
  told(about: 'number' | 'account', health: Health | null): void;
  /** Added to the detail of a channel that is ready. */
  note(text: string | undefined): void;
  health(): Health;
}

const gravity: Record<string, number> = { banned: 3, failed: 2, degraded: 1 };

/** Begins as stopped. Of all that is wrong the gravest is shown. `now` tells ms since any moment. */
export function createState(now: () => number): AccountState {
  let base: Health = { state: 'stopped' };
  let noted: string | undefined;
  const heard = new Map<string, { health: Health; until: number }>();
  const told = new Map<string, Health>();
  return {
    set(health) {
      base = health;
    },
    heard(health) {
      if (health) heard.set(health.detail ?? '', { health, until: now() + remembersMs });
      else for (const [key, each] of heard) if (each.health.state === 'failed') heard.delete(key);
    },
    told(about, health) {
      if (health) told.set(about, health);
      else told.delete(about);
    },
    note(text) {
      noted = text;
    },
    health() {
      if (base.state === 'stopped') return base;
      const wrong = [base, ...told.values(), ...[...heard.values()].filter((each) => each.until > now()).map((each) => each.health)];
      const worst = wrong.toSorted((a, b) => (gravity[b.state] ?? 0) - (gravity[a.state] ?? 0))[0] ?? base;
      if (worst !== base || !noted || base.state === 'starting') return worst;
      return { state: base.state, detail: [base.detail, noted].filter(Boolean).join('; ') };
    },
  };
}
