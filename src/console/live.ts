/** Changes while a page of the console is open: conversations, and who else looks at one or types in it. */
import { z } from 'zod';

/** A page that says nothing for so long is gone, ms. */
export const presenceMs = 150_000;

const changedSchema = z.object({ type: z.literal('changed'), conversation: z.string() });
const presenceSchema = z.object({
  type: z.literal('presence'),
  page: z.string(),
  who: z.string(),
  conversation: z.string().nullable(),
  typing: z.boolean(),
});
const saidSchema = z.discriminatedUnion('type', [changedSchema, presenceSchema]);
type Said = z.infer<typeof saidSchema>;

export interface Present {
  who: string;
  typing: boolean;
}
export type LiveEvent = { type: 'changed'; conversation: string } | { type: 'presence'; conversation: string; present: Present[] };

export interface Live {
  /** A conversation is not as it was. */
  changed(conversation: string): void;
  /** What a page shows now; null: no conversation. Pages repeat it within `presenceMs`. */
  present(page: string, who: string, conversation: string | null, typing: boolean): void;
  /** Everybody who looks at the conversation, each once. */
  presentIn(conversation: string): Present[];
  /** Returns what ends it. */
  listen(heard: (event: LiveEvent) => void): () => void;
  /** What another process told. Anything else than our words is dropped: it comes from another version. */
  hear(text: string): void;
}

/** `tell` brings what happens here to the other processes that share the work. */
export function createLive(now: () => number, tell: (text: string) => void = () => {}): Live {
  const pages = new Map<string, { who: string; conversation: string; typing: boolean; until: number }>();
  const listeners = new Set<(event: LiveEvent) => void>();
  const emit = (event: LiveEvent): void => {
    for (const heard of listeners) heard(event);
  };
  const presentIn = (conversation: string): Present[] => {
    const found = new Map<string, boolean>();
    for (const [page, one] of pages) {
      if (one.until < now()) pages.delete(page);
      else if (one.conversation === conversation) found.set(one.who, found.get(one.who) || one.typing);
    }
    return [...found].map(([who, typing]) => ({ who, typing }));
  };
  const take = (said: Said): void => {
    if (said.type === 'changed') return emit(said);
    const { page, who, conversation, typing } = said;
    const before = pages.get(page);
    if (conversation === null) pages.delete(page);
    else pages.set(page, { who, conversation, typing, until: now() + presenceMs });
    for (const one of new Set([before?.conversation, conversation])) {
      if (one === null || one === undefined) continue;
      if (before?.conversation === one && conversation === one && before.typing === typing && before.until > now()) continue;
      emit({ type: 'presence', conversation: one, present: presentIn(one) });
    }
  };
  const say = (said: Said): void => {
    take(said);
    tell(JSON.stringify(said));
  };
  return {
    changed: (conversation) => say({ type: 'changed', conversation }),
    present: (page, who, conversation, typing) => say({ type: 'presence', page, who, conversation, typing }),
    presentIn,
    listen(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    hear(text) {
      const said = saidSchema.safeParse(JSON.parse(text));
      if (said.success) take(said.data);
    },
  };
}
