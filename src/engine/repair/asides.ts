/** Questions of the engine itself, in front of the run's question for one message: did you mean, really cancel, a person? */
import { aboutFlow, firstPhrase, flowMeant, nearest } from '../faq.ts';
import { limits } from '../limits.ts';
import type { PhraseKey } from '../phrases.ts';
import { buttonToken } from '../tokens.ts';
import type { TurnState } from '../turn-state.ts';
import { words } from '../wording.ts';

export type Aside = NonNullable<TurnState['session']['aside']>;

function show(turn: TurnState, kind: Aside['kind'], text: string, options: { label: string; value: string }[]): void {
  const { session } = turn;
  const choices = options.map((option, index) => ({ ...option, token: buttonToken('0', session.turn, index.toString(36)) }));
  session.aside = { kind, choices };
  turn.send([{ type: 'text', text }], undefined, { choices: choices.map(({ token, label }) => ({ token, label })) });
}

/** Asks before many answers are thrown away. */
export function askToCancel(turn: TurnState): void {
  show(turn, 'cancel', turn.phrase('cancel_sure'), yesNo(turn, 'cancel_it', 'go_on'));
}

/** Offers a person to somebody who got no help: today, or with what they just said. */
export function offerPerson(turn: TurnState, words: 'person_first' | 'ask_colleague' | 'has_none' = 'person_first'): void {
  turn.note('person-first');
  show(turn, 'person', turn.phrase(words), yesNo(turn, 'yes_please', 'no_thanks'));
  keepWords(turn);
}

function keepWords({ session, said }: TurnState): void {
  if (session.aside) session.aside.said = said.slice(0, limits.kept);
}

function yesNo(turn: TurnState, yes: PhraseKey, no: PhraseKey): { label: string; value: string }[] {
  return [
    { label: turn.phrase(yes), value: 'yes' },
    { label: turn.phrase(no), value: 'no' },
  ];
}

/** Offers what may have been meant, up to three things; false when nothing comes near. */
export function clarify(turn: TurnState, text = turn.said): boolean {
  const options = suggestions(turn, text);
  const [first] = options;
  // One that is hardly likely is no help: it shows how little was understood.
  if (!first || (options.length === 1 && first.score < loneChoice)) return false;
  turn.note('clarification');
  show(turn, 'clarify', turn.phrase('did_you_mean'), [
    ...options.map(({ label, value }) => ({ label, value })),
    { label: turn.phrase('something_else'), value: '' },
  ]);
  keepWords(turn);
  return true;
}

/** From this score on a suggestion may stand alone. */
const loneChoice = 0.4;

/** FAQ entries and flows that may have been meant, best first. */
function suggestions(turn: TurnState, said: string): { label: string; value: string; score: number }[] {
  const { flows, lang } = turn;
  if (words(said).length === 0) return [];
  const known = nearest(turn, said, 3);
  return turn.ranked(said, 3).flatMap(({ id, score }) => {
    if (score < flows.maybe) return [];
    const ref = flowMeant(turn, id);
    if (ref?.flow.unlisted) return [];
    const about = ref && aboutFlow(turn, ref.flow);
    if (about !== undefined) return [{ label: about, value: id, score }];
    const trigger = ref?.trigger;
    const phrases = trigger && 'says' in trigger ? trigger.says : known.find((hit) => hit.id === id)?.entry.q;
    return phrases ? [{ label: firstPhrase(phrases, lang), value: id, score }] : [];
  });
}

/** Did the customer give up often today? */
export function gaveUpOften(turn: TurnState): boolean {
  const { session, facts } = turn;
  return session.gaveUp.filter((at) => facts.now - at < limits.dayMs).length >= limits.giveUps;
}
