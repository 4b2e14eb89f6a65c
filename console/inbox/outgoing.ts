/** Answers on their way to the program: shown at once, sent again under the same id until it has them. */
import { useEffect, useRef, useState } from 'react';
import { ApiError, ask, pathOf } from '../api.ts';
import { type Conversation, conversation, type KeptFile } from '../shapes.ts';

/** What a person wants to send. `anyway`: also when a colleague has the conversation. `at`: then, epoch ms; else at once, after the time to undo it. */
export interface Wish {
  text: string;
  files: readonly KeptFile[];
  anyway: boolean;
  at?: number;
}

/** Why an answer did not go out: the network was away, a colleague has the conversation, or the program did not take it. */
export type Failure = 'offline' | 'taken' | 'refused';

export interface OutgoingText {
  id: string;
  text: string;
  wish: Wish;
  failed?: Failure;
}

export type SendResult = 'sent' | 'failed' | 'taken';

export interface Outgoing {
  items: readonly OutgoingText[];
  send(wish: Wish): Promise<SendResult>;
  again(item: OutgoingText): void;
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

export function useOutgoing(conversationId: string, sent: (now: Conversation) => unknown): Outgoing {
  const [items, setItems] = useState<readonly OutgoingText[]>([]);
  /** `typed`: it comes from the composer, which takes its text back and asks; else it stays in the thread, with the question. */
  const deliver = async (item: OutgoingText, anyway: boolean, typed = false): Promise<SendResult> => {
    const { wish } = item;
    try {
      const when = wish.at === undefined ? { undo: true } : { at: wish.at };
      const body = { ...(wish.files.length > 0 ? { parts: partsOf(wish) } : { text: wish.text }), id: item.id, anyway, ...when };
      await sent(await ask(pathOf('conversations', conversationId, '/messages'), conversation, { method: 'POST', body }));
      setItems((before) => before.filter(({ id }) => id !== item.id));
      return 'sent';
    } catch (error) {
      const failed = failureOf(error);
      if (failed === 'taken' && typed) {
        setItems((before) => before.filter(({ id }) => id !== item.id));
        return 'taken';
      }
      setItems((before) => before.map((one) => (one.id === item.id ? { ...one, failed } : one)));
      return 'failed';
    }
  };
  const again = (item: OutgoingText): void => {
    setItems((before) => before.map((one) => (one.id === item.id ? { id: one.id, text: one.text, wish: one.wish } : one)));
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
    send(wish) {
      const item = { id: crypto.randomUUID(), text: wish.text || wish.files.map(({ name }) => name).join(', '), wish };
      setItems((before) => [...before, item]);
      return deliver(item, wish.anyway, true);
    },
    again,
  };
}
