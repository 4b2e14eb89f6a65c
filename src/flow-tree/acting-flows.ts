/** Flows that change something in the shop or at the customer, by themselves or by a flow that they lead to. */
import { flowNamed } from './flow-steps.ts';
import type { CompiledStep, Flow, FlowSet } from './flow-tree.ts';

const known = new WeakMap<FlowSet, Map<string, boolean>>();

/** Verbs that change something at the customer. */
const changing = new Set(['consent', 'tag', 'untag', 'call_link']);
/** Fields that may name a flow to go on with. */
const targets = ['go', 'do', 'give_up', 'no_reply', 'then'];

/** Tells whether the flow may act: then nobody but the customer begins it. Of a flow that is not known it is true. */
export function mayAct(flows: FlowSet, name: string): boolean {
  let acting = known.get(flows);
  if (!acting) {
    acting = new Map();
    known.set(flows, acting);
  }
  let found = acting.get(name);
  if (found === undefined) {
    found = reaches(flows, name, new Set());
    acting.set(name, found);
  }
  return found;
}

function reaches(flows: FlowSet, name: string, seen: Set<string>): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const flow = flows.live.get(name);
  if (!flow) return true;
  return [...flow.steps.values()].some((step) => acts(flows, step)) || next(flow).some((one) => flows.live.has(one) && reaches(flows, one, seen));
}

function acts({ calls }: FlowSet, { verb, fields }: CompiledStep): boolean {
  if (verb === 'call') return calls.get(String(fields.call))?.mode !== 'reads';
  return changing.has(verb);
}

function next({ steps }: Flow): string[] {
  return [...steps.values()].flatMap(({ fields }) => targets.flatMap((field) => flowNamed(fields[field]) ?? []));
}
