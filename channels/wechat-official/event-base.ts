/** What every event of the account brings. */
import type { Address } from '../../src/message.ts';

export interface EventBase {
  id: string;
  from: Address;
  at: number;
  odd?: string[];
}
