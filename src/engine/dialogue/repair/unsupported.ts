/** Names what the bot cannot read, so that the customer knows what to do. */
import type { Part } from '../../../message.ts';
import { kindKey } from '../../../text/phrases.ts';
import type { Run } from '../../model/session.ts';
import { askAgain } from '../../runs/questions.ts';
import type { TurnState } from '../../turn/turn-state.ts';

/** Names a message without words that nothing asked for; false when there are words in it. */
export function nameUnreadable(turn: TurnState, run: Run | undefined): boolean {
  if (turn.event.type !== 'message' || turn.said.trim() !== '') return false;
  const part = turn.event.parts.find(({ type }) => type !== 'text');
  if (!part) return false;
  turn.note(`unsupported:${kindOf(part)}`);
  const known = !run && part.type !== 'unsupported' && part.type !== 'audio';
  const heard = part.type === 'audio' || kindOf(part) === 'audio';
  const text = turn.phrase(heard ? (turn.facts.shop.open ? 'cannot_hear' : 'cannot_hear_closed') : known ? 'got_it_text' : 'cannot_read', {
    kind: turn.phrase(kindKey(kindOf(part), known)),
  });
  if (run) askAgain(turn, run, text);
  else turn.send([{ type: 'text', text }]);
  return true;
}

function kindOf(part: Part): string {
  return part.type === 'unsupported' ? part.kind : part.type;
}
