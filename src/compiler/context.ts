/** Knowledge of the compiler about the world beyond one file. What is left out is not checked. */
import type { CallSpec } from '../flow-tree/flow-tree.ts';
import type { Lang } from './diagnostics.ts';

/** The part of a flow that other files need to know. */
export interface FlowHead {
  name: string;
  takes: Record<string, 'required' | 'optional'>;
}

export interface LoadContext {
  /** Language of the problems; `en` unless given. */
  lang?: Lang;
  /** Looks for no repairs, which takes long: whether there is a problem is found nevertheless. */
  quick?: true;
  /** Languages that each text should have; those that the file uses unless given. */
  langs?: readonly string[];
  calls?: ReadonlyMap<string, CallSpec>;
  /** The day in the shop's zone, `2026-12-31`: what had to be looked at before is warned of. */
  today?: string;
  /** All flows of the folder, by name. */
  flows?: ReadonlyMap<string, FlowHead>;
  /** Names of the message templates that a channel has. */
  templates?: { names: ReadonlySet<string>; severity?: 'error' | 'warning' };
  /** Names of the segments that are saved. */
  segments?: ReadonlySet<string>;
  /** The merchant's own pictures, `pictures/NAME` -> bytes. */
  pictures?: ReadonlyMap<string, number>;
  /** Longest label of a button on each channel, in characters. */
  channels?: readonly { name: string; label?: number }[];
}
