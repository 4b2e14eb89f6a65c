/**
 * Codes that came with an event and allow one message each outside the usual rules: the greeting when a customer enters, the hint while
 * they wait for a person, the last words of a session. https://developer.work.weixin.qq.com/document/path/95122
 */
import { z } from 'zod';
import type { ChannelMemory } from '../../src/channel.ts';
import { codeLife } from './capabilities.ts';

const kept = z.object({
  code: z.string().min(1),
  kind: z.enum(['welcome', 'end', 'queue']),
  until: z.number(),
  /** The message that took it, which may need it again when its first try is in doubt. */
  taken: z.string().optional(),
});

export type CodeKind = keyof typeof codeLife;

export interface Codes {
  /** `at`: when it was given, epoch ms. Replaces an earlier one of this customer. */
  keep(user: string, code: string, kind: CodeKind, at: number): Promise<void>;
  /** The code that this message may use, or null. A code is for one message. */
  take(user: string, messageId: string, msgtype: string): Promise<string | null>;
}

/** Keeps one code a customer in the memory of the account, as long as WeCom takes it. */
export function createCodes(memory: ChannelMemory, now: () => number): Codes {
  const place = (user: string) => `code:${user}`;
  return {
    async keep(user, code, kind, at) {
      const until = at + codeLife[kind];
      const left = until - now();
      if (left > 0) await memory.set(place(user), JSON.stringify({ code, kind, until }), left);
    },
    async take(user, messageId, msgtype) {
      const text = await memory.get(place(user));
      if (!text) return null;
      const found = kept.safeParse(JSON.parse(text));
      if (!found.success || found.data.until <= now()) return null;
      const { code, kind, until, taken } = found.data;
      if (taken !== undefined) return taken === messageId ? code : null;
      // Menus are for greetings and last words only.
      if (msgtype !== 'text' && !(msgtype === 'msgmenu' && kind !== 'queue')) return null;
      await memory.set(place(user), JSON.stringify({ code, kind, until, taken: messageId }), until - now());
      return code;
    },
  };
}
