/** What can be told of a flow from its steps. */
import type { Target } from './fields.ts';
import type { Flow } from './flow-tree.ts';

const known = new WeakMap<Flow, boolean>();

/** Does the flow show cards? That is what nobody wants to see who tells of a broken thing. */
export function advertises(flow: Flow): boolean {
  let found = known.get(flow);
  if (found === undefined) {
    found = [...flow.steps.values()].some(({ fields }) => fields.cards !== undefined);
    known.set(flow, found);
  }
  return found;
}

/** Does a step of the flow hand over to another one, by `go` or `do`? */
export function leadsTo(flow: Flow, name: string): boolean {
  return [...flow.steps.values()].some(({ verb, fields }) => (verb === 'go' || verb === 'do') && flowNamed(fields[verb]) === name);
}

function flowNamed(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const { flow } = (target ?? {}) as Partial<Extract<Target, { flow: string }>>;
  return flow;
}
