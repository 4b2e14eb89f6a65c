/** Answers on their way to the program: shown at once, kept in the browser, and sent again under the same id until it has them. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { ApiError, ask, pathOf } from '../api.ts';
import { type Conversation, conversation, keptFile } from '../shapes.ts';
import { ownKey } from './drafts.ts';
import { withDetail } from './kept-detail.ts';

const wish = z.object({ text: z.string(), files: z.array(keptFile), anyway: z.boolean(), at: z.optional(z.number()) });
/** What a person wants to send. `anyway`: also when a colleague has the conversation. `at`: then, epoch ms; else at once, after the time to undo it. */
export type Wish = z.infer<typeof wish>;

/** Why an answer did not go out: the network was away, a colleague has the conversation, or the program did not take it. */
export type Failure = 'offline' | 'taken' | 'refused';

export interface OutgoingText {
  id: string;
  conversation: string;
  text: string;
  wish: Wish;
  failed?: Failure;
}

export type SendResult = 'sent' | 'failed' | 'taken';

export interface Outgoing {
  /** All of this browser, whichever conversation is open. */
  items: readonly OutgoingText[];
  send(conversation: string, wish: Wish): Promise<SendResult>;
  again(item: OutgoingText): void;
  /** It arrived, or a person took it back. */
  drop(id: string): void;
}

/** What the browser keeps of one, until the program has it. */
const keptItem = z.object({ id: z.string(), conversation: z.string(), wish });

const textOf = ({ text, files }: Wish): string => text || files.map(({ name }) => name).join(', ');

/** Answers of an earlier tab that did not get through: a person sends them again, as they may be old. */
export function readKept(stored: readonly string[]): OutgoingText[] {
  return stored.flatMap((text) => {
    try {
      const item = keptItem.parse(JSON.parse(text));
      return [{ ...item, text: textOf(item.wish), failed: 'refused' as const }];
    } catch {
      return [];
    }
  });
}

/** Tells the network's failures, which pass by themselves, from those that a person has to look at. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return 'refused';
  return error.code === 'offline' || error.code === 'taken' ? error.code : 'refused';
}

/** The files first: their text stands below them. */
const partsOf = ({ text, files }: Wish) => [
  ...files.map(({ type, stored, name }) => ({ type, media: { stored, name } })),
  ...(text === '' ? [] : [{ type: 'text', text }]),
];

/** The answers of a person that are on their way; it lives as long as the page, so that who goes to the next conversation takes nothing from them. */
export function useOutgoing(me: string): Outgoing {
  const queries = useQueryClient();
  // One entry each: tabs of one person do not write over each other's.
  const keyOf = (id: string): string => ownKey(me, `outgoing:${id}`);
  const [items, setItems] = useState<readonly OutgoingText[]>(() =>
    readKept(Object.keys(localStorage).flatMap((key) => (key.startsWith(keyOf('')) ? (localStorage.getItem(key) ?? []) : []))),
  );
  const drop = (gone: string): void => {
    localStorage.removeItem(keyOf(gone));
    setItems((before) => before.filter(({ id }) => id !== gone));
  };
  const sent = (after: Conversation): Promise<void> => {
    queries.setQueryData<Conversation>(['conversation', after.id], (before) => withDetail(after, before));
    return queries.invalidateQueries({ queryKey: ['messages', after.id] });
  };
  /** `typed`: it comes from the composer, which takes its text back and asks; else it stays in the thread, with the question. */
  const deliver = async (item: OutgoingText, anyway: boolean, typed = false): Promise<SendResult> => {
    const { wish } = item;
    try {
      const when = wish.at === undefined ? { undo: true } : { at: wish.at };
      const body = { ...(wish.files.length > 0 ? { parts: partsOf(wish) } : { text: wish.text }), id: item.id, anyway, ...when };
      await sent(await ask(pathOf('conversations', item.conversation, '/messages'), conversation, { method: 'POST', body }));
      drop(item.id);
      return 'sent';
    } catch (error) {
      const failed = failureOf(error);
      if (failed === 'taken' && typed) {
        drop(item.id);
        return 'taken';
      }
      setItems((before) => before.map((one) => (one.id === item.id ? { ...one, failed } : one)));
      return 'failed';
    }
  };
  const again = (item: OutgoingText): void => {
    setItems((before) => before.map(({ failed, ...one }) => (one.id === item.id || failed === undefined ? one : { ...one, failed })));
    // Only who has read that a colleague has it takes it over by sending again.
    void deliver(item, item.wish.anyway || item.failed === 'taken');
  };
  // What the network kept back goes out with it, under the id that it had: the program has it once.
  const failed = useRef<() => void>(() => {});
  failed.current = () => {
    for (const item of items) if (item.failed === 'offline') again(item);
  };
  useEffect(() => {
    const back = () => failed.current();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, []);
  return {
    items,
    send(conversation, wish) {
      const item = { id: crypto.randomUUID(), conversation, text: textOf(wish), wish };
      localStorage.setItem(keyOf(item.id), JSON.stringify({ id: item.id, conversation, wish }));
      setItems((before) => [...before, item]);
      return deliver(item, wish.anyway, true);
    },
    again,
    drop,
  };
}
