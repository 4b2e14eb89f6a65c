/** What a call needs of the shop's goods. */
import type { Card } from '../message.ts';

export interface FoundGood {
  id: string;
  card: Card;
}

export interface CallGoods {
  /** At most five products for what was said; none when nothing fits. */
  find(words: string, conversation: string): Promise<FoundGood[]>;
  /** Sends a card into the conversation as that person; the same `id` sends it once. */
  send(conversation: string, who: string, card: Card, id: string): Promise<void>;
}
