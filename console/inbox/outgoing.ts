/** Answers on their way to the program: shown at once, sent again under the same id until it has them. */
import { useState } from 'react';
import { ApiError, ask, pathOf } from '../api.ts';
import { conversation } from '../shapes.ts';

export interface OutgoingText {
  id: string;
  text: string;
  failed?: true;
}

export type SendResult = 'sent' | 'failed' | 'taken';

export interface Outgoing {
  items: readonly OutgoingText[];
  /** `anyway`: also when a colleague has the conversation. */
  send(text: string, anyway: boolean): Promise<SendResult>;
  again(item: OutgoingText): void;
}

export function useOutgoing(conversationId: string, sent: () => unknown): Outgoing {
  const [items, setItems] = useState<readonly OutgoingText[]>([]);
  const deliver = async (item: OutgoingText, anyway: boolean): Promise<SendResult> => {
    try {
      const body = { text: item.text, id: item.id, anyway };
      await ask(pathOf('conversations', conversationId, '/messages'), conversation, { method: 'POST', body });
      await sent();
      setItems((before) => before.filter(({ id }) => id !== item.id));
      return 'sent';
    } catch (error) {
      if (error instanceof ApiError && error.code === 'taken') {
        setItems((before) => before.filter(({ id }) => id !== item.id));
        return 'taken';
      }
      setItems((before) => before.map((one) => (one.id === item.id ? { ...one, failed: true } : one)));
      return 'failed';
    }
  };
  return {
    items,
    send(text, anyway) {
      const item = { id: crypto.randomUUID(), text };
      setItems((before) => [...before, item]);
      return deliver(item, anyway);
    },
    again(item) {
      setItems((before) => before.map((one) => (one.id === item.id ? { id: one.id, text: one.text } : one)));
      // Whoever sends again has been asked before.
      void deliver(item, true);
    },
  };
}
