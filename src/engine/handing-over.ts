/** A person takes the conversation and gives it back. Until then the bot is silent. */
import { limits } from './limits.ts';
import { stopOn } from './runs.ts';
import type { TurnState } from './turn-state.ts';

/** Begins the silence. The bot wakes by itself after a time if nobody gives the conversation back. */
export function handOver(turn: TurnState, options: { team?: string; priority?: string; note?: string; run?: string } = {}): void {
  const { session, facts } = turn;
  const until = facts.now + (facts.patience?.handoffMs ?? limits.handoffMs);
  const { run, team } = options;
  stopOn(turn, 'handoff', (other) => other.id === run);
  session.handoff = { since: facts.now, until };
  if (run) session.handoff.run = run;
  if (team) session.handoff.team = team;
  session.aside = undefined;
  session.confused = 0;
  const { run: _, ...shown } = options;
  turn.effect({ type: 'handoff', action: 'begin', until, ...shown });
  session.handoff.timer = turn.effect({ type: 'timer', at: until });
  turn.note('handoff');
}

/** Ends the silence. */
export function takeBack(turn: TurnState): void {
  const { handoff } = turn.session;
  if (!handoff) return;
  if (handoff.timer && !(turn.event.type === 'timer' && turn.event.timer === handoff.timer)) turn.cancelTimer(handoff.timer);
  turn.session.handoff = undefined;
  turn.effect({ type: 'handoff', action: 'end' });
  turn.note('handback');
}

/** What the engine does by itself when a person is wanted: says so, and is silent. */
export function callPerson(turn: TurnState, note?: string): void {
  turn.say(turn.facts.shop.open ? 'handing_over' : 'handing_over_closed');
  handOver(turn, note ? { note } : {});
}
