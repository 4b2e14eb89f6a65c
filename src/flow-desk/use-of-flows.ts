/** The use of flows, and the steps at which customers leave them: counted from what the last conversations did. */
import { conversationStates, conversations, type TraceRow, traces } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export interface UseOfFlows {
  /** Conversations that were looked at. */
  of: number;
  /** Since when, epoch ms. */
  since: number;
  /** Conversations that visited each flow. */
  flows: Record<string, number>;
  /** Of the asked flow: conversations that came to each step, and those of them that went no further in it. */
  steps: Record<string, { came: number; left: number }>;
}

/** Most conversations that are looked at: those that were heard of last. */
const mostConversations = 300;
const days = 7 * 86_400_000;

/** Counts the last seven days. `flow`: the one whose steps are counted. */
export async function useOfFlows(store: Store, now: number, flow?: string): Promise<UseOfFlows> {
  const since = now - days;
  const recent = await store
    .collection(conversations)
    .find({ where: { state: { in: conversationStates }, lastAt: { gte: since } }, sort: { by: 'lastAt', desc: true }, limit: mostConversations });
  const talks: TraceRow[][] = [];
  for (const { _id } of recent)
    talks.push(await store.collection(traces).find({ where: { conversation: _id, at: { gte: since } }, sort: { by: 'at' }, limit: 200 }));
  return { of: recent.length, since, ...countUse(talks, flow) };
}

/** Counts by conversation: each counts once for a flow and once for a step. Pure. */
export function countUse(talks: readonly (readonly Pick<TraceRow, 'trace'>[])[], flow?: string): Pick<UseOfFlows, 'flows' | 'steps'> {
  const flows: Record<string, number> = {};
  const steps: UseOfFlows['steps'] = {};
  for (const rows of talks) {
    const visited = rows.flatMap(({ trace }) => trace.steps);
    for (const name of new Set(visited.map((step) => step.flow))) flows[name] = (flows[name] ?? 0) + 1;
    const inside = visited.filter((step) => step.flow === flow);
    const last = inside.at(-1)?.at;
    for (const at of new Set(inside.map((step) => step.at))) {
      const { came, left } = steps[at] ?? { came: 0, left: 0 };
      steps[at] = { came: came + 1, left: left + Number(at === last) };
    }
  }
  return { flows, steps };
}
