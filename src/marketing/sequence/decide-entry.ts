/** Decides whether a person enters or leaves a flow, by its condition. Pure. */
import type { EntryRow } from './entries.ts';

export interface EntrySituation {
  row: Pick<EntryRow, 'state' | 'enteredAt'> | null;
  /** They fulfil the condition. */
  holds: boolean;
  /** The flow has just gone live, or its condition changed: who fulfils it now did before. */
  base: boolean;
  now: number;
}

/** Rules of entry, as the flow says. */
export interface EntryRules {
  /** ms */
  again?: number;
  existing?: true;
  leave?: true;
}

/**
 * know: noted as one who fulfilled it before. wish: enters now, or when the moment fits. forget: as if never seen. out: no longer fulfils it. leave: the same,
 * and the flow ends.
 */
export type EntryStep = 'nothing' | 'know' | 'wish' | 'forget' | 'out' | 'leave';

export function decideEntry({ row, holds, base, now }: EntrySituation, { again, existing, leave }: EntryRules): EntryStep {
  if (!row) return !holds ? 'nothing' : base && !existing ? 'know' : 'wish';
  const { state, enteredAt } = row;
  if (holds) {
    if (state === 'waiting') return 'wish';
    return state === 'out' && again !== undefined && now - (enteredAt ?? 0) >= again ? 'wish' : 'nothing';
  }
  if (state === 'existing') return 'forget';
  if (state === 'waiting') return enteredAt === undefined ? 'forget' : 'out';
  if (state === 'entered') return leave ? 'leave' : 'out';
  return 'nothing';
}
