/** Begins a flow because of what the customer said; a question that waits is left or comes again afterwards. */

import type { TriggerRef } from '../../flow-tree/trigger-index.ts';
import { begin } from '../runs/start-flow.ts';
import type { Heard } from './heard.ts';

export function start({ turn, asked }: Heard, ref: TriggerRef): true {
  turn.session.confused = 0;
  begin(turn, ref, asked?.run);
  return true;
}
