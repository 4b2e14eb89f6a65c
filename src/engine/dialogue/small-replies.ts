/** Small talk and commands where nothing is going on: what is said to each. */
import type { GlobalCommand } from '../../reading/global-words.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';

/** Wishes that want an answer and nothing else; a menu that is open need not come again for them. */
export const social: ReadonlySet<GlobalCommand> = new Set(['thanks', 'hello', 'bye', 'fine', 'moment', 'settled', 'browsing', 'laugh']);

/** The phrase that answers a global command where nothing is going on. */
export const replies: Partial<Record<GlobalCommand, PhraseKey>> = {
  cancel: 'nothing_to_cancel',
  back: 'menu_default',
  hello: 'hello_help',
  thanks: 'welcome',
  bye: 'goodbye',
  fine: 'fine',
  moment: 'take_your_time',
  settled: 'any_time',
  browsing: 'look_around',
  laugh: 'at_your_service',
};
