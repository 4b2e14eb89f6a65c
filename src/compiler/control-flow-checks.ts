/** Checks of a flow's course: steps that nothing leads to, loops that never wait, places without a way out. */
import type { CompiledStep } from '../flow-tree/flow-tree.ts';
import type { Compilation } from './compilation.ts';
import { reachable, reaching, type Ways, waitingVerbs, waysOf } from './graph.ts';

function inOrder(steps: Iterable<CompiledStep>): CompiledStep[] {
  return [...steps].sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

/** Returns the step of a loop that leads back, so that the place to look at is named. */
function closing(loop: readonly CompiledStep[], ways: ReadonlyMap<string, Ways>): CompiledStep | undefined {
  const order = new Map(loop.map((step, index) => [step.path, index]));
  return loop.find((step, index) => ways.get(step.path)?.steps.some((path) => (order.get(path) ?? Number.POSITIVE_INFINITY) <= index)) ?? loop[0];
}

export function checkControlFlow(c: Compilation): void {
  const ways = new Map([...c.steps].map(([path, step]) => [path, waysOf(step)]));
  const next = (path: string): string[] => ways.get(path)?.steps ?? [];
  const reached = reachable(['0'], next);

  const told = new Set<string>();
  for (const step of inOrder(c.steps.values())) {
    if (reached.has(step.path) || told.has(step.path)) continue;
    c.diagnostics.report('unreachable', step.position, { verb: step.verb });
    for (const path of reachable([step.path], next)) told.add(path);
    for (const path of c.steps.keys()) if (path.startsWith(`${step.path}.`)) told.add(path);
  }

  const exits = [...ways].filter(([, way]) => way.exit || way.flows.length > 0).map(([path]) => path);
  const waits = [...c.steps.values()].filter((step) => waitingVerbs.has(step.verb)).map((step) => step.path);
  const calm = reaching(c.steps.keys(), [...exits, ...waits], next);
  const endless = inOrder(c.steps.values()).filter((step) => reached.has(step.path) && !calm.has(step.path));
  const loop = closing(endless, ways);
  if (loop) {
    c.diagnostics.report('endless-loop', loop.position, {});
    return;
  }
  if (told.size > 0) return;
  const out = reaching(c.steps.keys(), exits, next);
  const stuck = closing(
    inOrder(c.steps.values()).filter((step) => reached.has(step.path) && !out.has(step.path)),
    ways,
  );
  if (stuck) c.diagnostics.report('dead-end', stuck.position, {});
  for (const step of c.steps.values()) {
    const { wait } = step.fields;
    if (step.verb === 'wait' && typeof wait === 'object' && wait !== null && 'event' in wait && step.fields.up_to === undefined) {
      c.diagnostics.report('waits-forever', step.position, { event: String(wait.event) });
    }
  }
}
