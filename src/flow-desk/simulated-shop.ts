import type { AskShop } from './talk.ts';

/** A shop that a talk may ask, apart from the live one. */
export interface SimulatedShop {
  ask: AskShop;
  close(): Promise<void>;
}
