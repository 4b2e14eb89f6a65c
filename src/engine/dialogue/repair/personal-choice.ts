/** Recommendations by what somebody bought are refused, and wanted again, anywhere, also while a person has the conversation (PIPL, article 24). */
import type { TurnState } from '../../turn/turn-state.ts';

/** Keeps what the customer chose, with their words, and says so; an open question waits on, unsaid. */
export function choosePersonal(turn: TurnState, granted: boolean): void {
  turn.note(granted ? 'personal-on' : 'personal-off');
  turn.remember({ consent: 'personal', granted, words: turn.said });
  turn.say(granted ? 'personal_on' : 'personal_off');
}
