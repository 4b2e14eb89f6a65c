import type { SendResult } from '../../src/channel.ts';
import type { Heard } from '../turns.ts';

export interface Peer {
  receive(heard: Heard): void;
  /** Resolves when what was received is answered. */
  idle(): Promise<unknown>;
}

/** `provide` takes what is sent, as JSON. */
export type MakePeer = (load: NodeJS.Require, provide: (user: string, json: string) => Promise<SendResult>) => Peer;

/** What is sent, as the floor by hand writes it. */
export function bubble(user: string, [text, choices = []]: readonly [text: string, choices?: string[]]): string {
  return JSON.stringify({ chat_id: user, text, reply_markup: { inline_keyboard: choices.map((label, n) => [{ text: label, callback_data: `b${n}` }]) } });
}

/** Keeps the promises of what is under way, so that it can be waited for. */
export function underWay(): { add(work: Promise<unknown>): void; idle(): Promise<unknown> } {
  const works = new Set<Promise<unknown>>();
  return {
    add(work) {
      works.add(work);
      void work.finally(() => works.delete(work));
    },
    idle: () => Promise.all(works),
  };
}
