/** State of the connection to a store, as the merchant reads it. */
import type { BadRow, Failure } from '../kit/store-adapter.ts';

export interface StoreHealth {
  source: string;
  /** `reading`: everything is read for the first time. `trouble`: the last try failed; it is tried again. `idle`: another process does the reading. */
  state: 'idle' | 'reading' | 'ok' | 'trouble';
  /** Trouble, and its cure. */
  detail?: string;
  /** Rows read so far, or in the last pass. */
  products: number;
  orders: number;
  /** End of the last pass without trouble, ISO 8601. */
  read_at?: string;
  /** Rows of the store that could not be taken, at most 20. */
  left_out?: string[];
}

export interface HealthNotes {
  failed(failure: Failure): void;
  went(counts: Partial<Pick<StoreHealth, 'products' | 'orders'>>, state: 'reading' | 'ok', now: number): void;
  bad(rows: readonly BadRow[]): void;
  fine(what: BadRow['what'], ref: string): void;
  stopped(): void;
  now(): StoreHealth;
}

const mostBad = 20;

export function healthOf(source: string): HealthNotes {
  let health: StoreHealth = { source, state: 'idle', products: 0, orders: 0 };
  const bad = new Map<string, string>();
  return {
    failed({ detail }) {
      health = { ...health, state: 'trouble', detail };
    },
    went(counts, state, now) {
      const { detail: _, ...rest } = health;
      health = { ...rest, ...counts, state, ...(state === 'ok' ? { read_at: new Date(now).toISOString() } : {}) };
    },
    bad(rows) {
      for (const { what, ref, field, message } of rows) if (bad.size < mostBad) bad.set(`${what} ${ref}`, `${what} ${ref}: ${field} ${message}`);
    },
    fine(what, ref) {
      bad.delete(`${what} ${ref}`);
    },
    stopped() {
      health = { ...health, state: 'idle' };
    },
    now: () => ({ ...health, ...(bad.size > 0 ? { left_out: [...bad.values()] } : {}) }),
  };
}
