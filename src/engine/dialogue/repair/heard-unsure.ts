/** A recording whose words are not certain: the customer says whether they are right before anything is done with them. */
import { type Part, plainText } from '../../../message.ts';
import type { EngineEvent } from '../../model/engine-turn.ts';
import type { Session } from '../../model/session.ts';
import { askWhetherSaid } from '../../runs/clarification.ts';
import type { TurnState } from '../../turn/turn-state.ts';
import { valueSaid } from './clarification-answers.ts';

const isUnsure = (part: Part): boolean => part.type === 'audio' && part.transcript?.unsure === true;

/** Asks the customer; false when every word of the message is certain. */
export function askBack(turn: TurnState): boolean {
  const { event } = turn;
  if (event.type !== 'message' || !event.parts.some(isUnsure)) return false;
  askWhetherSaid(turn, event.parts.map(certain));
  return true;
}

/** The part with its words taken as said. */
function certain(part: Part): Part {
  if (part.type !== 'audio' || !part.transcript) return part;
  const { unsure: _, ...transcript } = part.transcript;
  return { ...part, transcript };
}

/** Returns the message that the customer's yes makes certain; any other event as it is. Takes the question out of the session. */
export function withHeard(session: Session, event: EngineEvent): EngineEvent {
  const { aside, handoff } = session;
  if (aside?.kind !== 'heard' || !aside.parts || handoff) return event;
  const value =
    event.type === 'pressed'
      ? aside.choices.find(({ token }) => token === event.token)?.value
      : event.type === 'message'
        ? valueSaid(aside, plainText(event.parts))
        : undefined;
  if (value !== 'yes' || !('id' in event)) return event;
  session.aside = undefined;
  return { type: 'message', id: event.id, parts: aside.parts };
}
