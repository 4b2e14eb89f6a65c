/** What a message says beside the goods in it: nothing more than a wish for them, something an entry speaks of, or a story of its own. */

import { advertises } from '../../flow-tree/flow-steps.ts';
import type { Flow } from '../../flow-tree/flow-tree.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { clauses } from '../../reading/clauses.ts';
import { wantsGoods } from '../../reading/wishes/wanted-goods.ts';
import { beyondWish, saysBudget, wantsPlainly } from '../../reading/wishes/wish-words.ts';
import { looksLikeQuestion, words } from '../../reading/wording.ts';
import { namesMatter } from '../runs/familiar.ts';
import type { Hit } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Heard } from './heard.ts';

/** Tells whether the flow shows goods or is started by them. */
export function isGoods(flow: Flow): boolean {
  return advertises(flow) || flow.start.some((trigger) => 'goods' in trigger);
}

/** Words beside goods from which a message without a question or a wish tells something of them: "the sofa smells of glue". */
const storyHan = 4;
const storyLatin = 2;
/** Words that a sentence has and the name of a thing has not. */
const sentence =
  /\b(?:i|we|he|she|it|its|they|your|you|has|have|had|is|are|was|were|came|comes?|got|left|keeps?|doesnt|doesn't|dont|isnt|isn't|wont|not|after|because|smells?|looks?|[a-z]{3,}ed)\b|[了很太不没我您你就都得]|有[股点条些]|一直|总是/iu;

/** Tells whether a message neither asks nor wants anything and says more of the goods than the catalogue writes: it is no wish to see them. */
export function tellsOfGoods({ turn, core, phrases }: Heard, best: Hit): boolean {
  if (
    !('goods' in best.trigger) ||
    best.whole ||
    clauses(core).some(looksLikeQuestion) ||
    looksLikeQuestion(core) ||
    wantsPlainly(core) ||
    wantsGoods(core) ||
    saysBudget(core) ||
    !sentence.test(core)
  )
    return false;
  const left = beyondWish(
    core,
    phrases.filter((hit) => isGoods(hit.flow)).map((hit) => hit.words),
  );
  const han = left.filter((word) => /\p{Script=Han}/u.test(word));
  const latin = left.filter((word) => !/\p{Script=Han}/u.test(word));
  const isStory = han.length >= storyHan || latin.length >= storyLatin;
  return isStory && !turn.flows.goods?.writes([han.join(''), ...latin].join(' ').trim());
}

/** Tells whether the phrases of an entry or flow have something of what is said beside the goods. */
export function speaksOfRest(turn: TurnState, text: string, goods: readonly string[], rest: readonly string[], id: string): boolean {
  const phrases = phrasesOf(turn, id);
  const said = new Set(phrases.flatMap(words));
  // Two signs of Chinese are too little to compare.
  if (rest.some((word) => said.has(word)) || (rest.length <= 2 && rest.every((word) => /\p{Script=Han}/u.test(word)))) return true;
  const without = goods.reduce((left, name) => left.replaceAll(name, ' '), text.toLowerCase());
  return namesMatter(without, phrases);
}

function phrasesOf(turn: TurnState, id: string): readonly string[] {
  const { faq, flows } = triggerIndex(turn.flows);
  return faq.get(id)?.q ?? flows.get(id)?.flatMap(({ trigger }) => ('says' in trigger ? trigger.says : [])) ?? [];
}
