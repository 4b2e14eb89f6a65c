/** The line for a customer who writes a language that the shop does not speak: the languages that it does speak, in theirs. */
import { spokenHereIn } from '../../text/phrases/spoken-here-in.ts';
import { baseOf } from '../../understanding/language-fallbacks.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** Returns the languages of a shop as a language names them, each once: "chino e inglés". */
export function namesOf(shop: readonly string[], lang: string): string {
  const names = new Intl.DisplayNames([lang, 'en'], { type: 'language' });
  return new Intl.ListFormat([lang, 'en'], { type: 'conjunction' }).format([...new Set(shop.map(baseOf))].map((one) => names.of(one) ?? one));
}

/** Returns the sentence for who writes `tongue`: the shop's own words, else those of the table, else those of the language that they are answered in. */
export function spokenHere(turn: TurnState, tongue: string): string {
  const { langs, phrases } = turn.facts.shop;
  const own = phrases?.spoken_here?.[tongue] ?? spokenHereIn[tongue];
  if (own === undefined) return turn.phrase('spoken_here', { langs: namesOf(langs, turn.lang) });
  return own.replaceAll('{langs}', namesOf(langs, tongue));
}

/** Returns the language that a message is written in when it is none of the shop's; undefined when it is one of them or does not tell. */
export function foreignTongue(turn: TurnState): string | undefined {
  const { langs } = turn.facts.shop;
  if (langs.length === 0) return undefined;
  const tongue = turn.flows.tongue(turn.said);
  return tongue === undefined || langs.some((lang) => baseOf(lang) === tongue) ? undefined : tongue;
}
