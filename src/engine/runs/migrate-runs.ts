/** A saved file goes live at once. Runs in the middle of the flow finish in their version, or move over where their place still exists. */
import type { CompiledStep, Flow } from '../../flow-tree/flow-tree.ts';
import type { Frame, Run } from '../model/session.ts';
import { allRuns, flowOf } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** Returns the frames of a run in `from` moved to `to`; null when the place of one of them is gone. Does not change the run. */
function moveRun(run: Run, from: Flow, to: Flow): Run | null {
  let moved = 0;
  const places = new Map<string, string>();
  const stack: Frame[] = [];
  for (const frame of run.stack) {
    if (frame.flow !== from.name || frame.version !== from.version) {
      stack.push(frame);
      continue;
    }
    const at = placeIn(from, to, frame.at);
    if (!at) return null;
    places.set(frame.at, at.path);
    stack.push({ ...frame, version: to.version, at: at.path, rounds: undefined });
    moved++;
  }
  if (moved === 0) return null;
  const here = (at: string) => places.get(at) ?? at;
  const trail = run.trail.filter(({ frame }) => stack[frame] === run.stack[frame]);
  const next: Run = {
    ...run,
    stack: stack.map((frame) => (frame.paused ? { ...frame, paused: { ...frame.paused, at: here(frame.paused.at) } } : frame)),
    trail,
    replay: undefined,
  };
  if (run.waiting) next.waiting = { ...run.waiting, at: here(run.waiting.at) };
  return next;
}

/** Returns the same step in the other version: by its name, else by its path if the verb is the same there. */
function placeIn(from: Flow, to: Flow, path: string): CompiledStep | undefined {
  const step = from.steps.get(path);
  if (!step) return undefined;
  const same = step.name ? [...to.steps.values()].find((other) => other.name === step.name) : to.steps.get(path);
  return same?.verb === step.verb ? same : undefined;
}

/** Moves the runs of flows that say `on_edit: move` in their live version. */
export function moveToLive(turn: TurnState): void {
  const { session, flows } = turn;
  for (const run of allRuns(session)) {
    for (const frame of run.stack) {
      const live = flows.live.get(frame.flow);
      if (!live || live.version === frame.version || live.on_edit !== 'move') continue;
      const from = flowOf(turn, frame);
      const moved = from && moveRun(run, from, live);
      if (!moved) continue;
      Object.assign(run, moved);
      turn.note(`moved:${live.name}`);
      break;
    }
  }
}
