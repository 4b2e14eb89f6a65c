/** Writes that were previewed and wait for their token: each is done once at most, by the caller who asked for it. */
import { randomUUID } from 'node:crypto';
import type { WriteTool } from './tool.ts';

/** A preview is good for, ms. */
export const pendingMs = 600_000;
/** Most that wait at a time; beyond it the oldest is dropped. */
const most = 1_000;

interface Pending {
  caller: string;
  tool: WriteTool;
  args: Record<string, unknown>;
  keep: Readonly<Record<string, unknown>> | undefined;
  until: number;
}

export interface PendingWrites {
  /** Keeps a write and returns its token. */
  put(caller: string, tool: WriteTool, args: Record<string, unknown>, keep?: Readonly<Record<string, unknown>>): string;
  /** Takes the write out; null when there is none of this caller, or it is too old. */
  take(caller: string, token: string): Pick<Pending, 'tool' | 'args' | 'keep'> | null;
}

export function createPendingWrites(now: () => number): PendingWrites {
  const waiting = new Map<string, Pending>();
  return {
    put(caller, tool, args, keep) {
      const token = randomUUID();
      for (const [old, { until }] of waiting) {
        if (until > now() && waiting.size < most) break;
        waiting.delete(old);
      }
      waiting.set(token, { caller, tool, args, keep, until: now() + pendingMs });
      return token;
    },
    take(caller, token) {
      const found = waiting.get(token);
      if (!found || found.caller !== caller) return null;
      waiting.delete(token);
      return now() < found.until ? found : null;
    },
  };
}
