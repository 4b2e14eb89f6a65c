/** Facts about a flow that its steps tell. */
import type { Target } from './fields.ts';
import type { Flow } from './flow-tree.ts';

const known = new WeakMap<Flow, boolean>();

/** Tells whether the flow shows cards: nobody who reports a broken thing wants to see them. */
export function advertises(flow: Flow): boolean {
  let found = known.get(flow);
  if (found === undefined) {
    found = [...flow.steps.values()].some(({ fields }) => fields.cards !== undefined);
    known.set(flow, found);
  }
  return found;
}

/** Tells whether a step of the flow hands over to the one named `name`, by `go` or `do`. */
export function leadsTo(flow: Flow, name: string): boolean {
  return [...flow.steps.values()].some(({ verb, fields }) => (verb === 'go' || verb === 'do') && flowNamed(fields[verb]) === name);
}

/** Returns the flow that a target names. */
export function flowNamed(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const { flow } = (target ?? {}) as Partial<Extract<Target, { flow: string }>>;
  return flow;
}
