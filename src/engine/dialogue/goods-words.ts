/** Goods of the shop's catalogue in a message: the words that flows with `goods:` are started by. */

import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { clauses } from '../../reading/clauses.ts';
import { aboutPurchase } from '../../reading/wishes/about-purchase.ts';
import { haggles } from '../../reading/wishes/haggling.ts';
import { beyondWish } from '../../reading/wishes/wish-words.ts';
import { folded, placeOf, words } from '../../reading/wording.ts';
import { allowed, type Hit } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';

const longest = 200;
/** A question about goods comes before a phrase inside it: "is the linen shirt in stock". */
const ahead = 1_000;

/** Finds the flows that take up goods. A question goes to a flow for questions, where there is one; none is found in what is about something that was bought. */
export function goodsHits(turn: TurnState, text: string): Hit[] {
  const refs = (triggerIndex(turn.flows).others.get('goods') ?? []).filter((ref) => allowed(turn, ref));
  const read = turn.flows.goods;
  const all = clauses(text);
  const wanted = all.filter((clause) => !aboutPurchase(clause));
  if (!read || refs.length === 0 || text.length > longest || wanted.length === 0 || haggles(text)) return [];
  const { names, parts, asks } = read.said(folded(wanted.length === all.length ? text : wanted.join(', ')));
  const said = words(text);
  const inside = (names.length > 0 ? names : parts).map((name) => words(name)).filter((name) => name.length > 0);
  // A kind that stands inside a word ("phone" of "iphone12") is none that was said, where others were.
  const apart = inside.filter((name) => placeOf(name, said) >= 0);
  const found = apart.length > 0 ? apart : inside;
  if (found.length === 0) return [];
  const plain = beyondWish(text, found).length === 0;
  if (names.length === 0 && !plain) return [];
  const kindOf = asks && refs.some(({ trigger }) => takes(trigger, 'question')) ? 'question' : 'wish';
  // Goods and not a word more; what the shop has an answer for word by word is its to say.
  const bare = plain && said.length <= found.reduce((sum, name) => sum + name.length, 0);
  const whole = (kindOf === 'question' ? plain : bare) && (turn.ranked(text, 1)[0]?.score ?? 0) < 1;
  return refs
    .filter(({ trigger }) => takes(trigger, kindOf))
    .flatMap((ref) =>
      found.map((name) => ({
        ...ref,
        words: name,
        length: name.join('').length + (kindOf === 'question' ? ahead : 0),
        kind: kindOf === 'question' ? ('says' as const) : ('keyword' as const),
        at: Math.max(0, placeOf(name, said)),
        whole,
      })),
    );
}

function takes(trigger: Hit['trigger'], kind: 'wish' | 'question'): boolean {
  return 'goods' in trigger && trigger.goods.includes(kind);
}
