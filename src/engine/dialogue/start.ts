/** Begins a flow because of what the customer said; a question that waits is left or comes again afterwards. */

import type { TriggerRef } from '../../flow-tree/trigger-index.ts';
import { begin } from '../runs/start-flow.ts';
import { endRun } from '../turn/runs.ts';
import { soothes } from './annoyed.ts';
import type { Asked, Heard } from './heard.ts';
import { toldSoFar } from './own-words.ts';

export function start({ turn, asked }: Heard, ref: TriggerRef): true {
  turn.session.confused = 0;
  if (asked && goesOver(asked, ref, turn.flows.live)) {
    const told = toldSoFar(asked.run);
    turn.note(`goes-over:${ref.flow.name}`);
    endRun(turn, asked.run, 'done');
    begin(turn, ref, undefined, {}, told);
  } else begin(turn, ref, asked?.run);
  return true;
}

/** Tells whether a complaint goes over into what helps with its order: nothing that was told is asked again, and the complaint's own questions are left. */
function goesOver({ run }: Asked, { flow }: TriggerRef, live: Heard['turn']['flows']['live']): boolean {
  const [first, second] = run.stack;
  const open = first && !second ? live.get(first.flow) : undefined;
  return open !== undefined && soothes(open) && flow.takes.order !== undefined;
}
