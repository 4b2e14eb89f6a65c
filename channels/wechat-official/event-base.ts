/** Fields of every event of the account. */
import type { Address } from '../../src/message.ts';

export interface EventBase {
  id: string;
  from: Address;
  at: number;
  odd?: string[];
}
