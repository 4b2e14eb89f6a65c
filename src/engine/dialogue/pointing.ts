/** Which of the cards that were just shown a message means: "the second one", 第二个, "the cheaper of the two", 贵的那个, "how much is the grey one", 灰色的有货吗. */
import { chineseNumber } from '../answers/number.ts';
import { isNegated } from '../negated.ts';
import type { ShownCard } from '../shown-cards.ts';
import { folded, words } from '../wording.ts';

/** Words that only point, or ask what a card answers: what it costs, whether it can be had, how it is. More than these is another wish. */
const aboutCard: ReadonlySet<string> = new Set(
  (
    "the a an i'll i'd i'm it's that's what's one ones this that it its is are was and of on in for with to from at my me i you your we am ll do does did have has get can could would " +
    'how much what which about price cost costs stock available left size sizes colour colours color colors material fabric made big large small ' +
    'heavy weight warm thick more details detail info information tell show see look looks link picture pictures photo photos please like love take want need buy order ' +
    'choose pick go yes ok okay nice good great pretty beautiful there any still now so then just only also too pls how many item card product thing model style whats hows piece pieces pcs two three pair pairs'
  ).split(' '),
);
const aboutCardHan: ReadonlySet<string> = new Set(
  '的那个这款件条张双套种只把台瓶盒我你要想买看多少钱价格有货现还没吗呢是什么材质面料尺寸码大小重量怎样么卖下单链接详情细介绍一了就来给喜欢不错好可以能点吧呀啊哪些颜色选拿它图片照实和跟在起长发说请问会用厚薄两几克毫升多',
);

const ordinals: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10 };
const place =
  /(?<![\w-])(?:(?:the )?(?:(?<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(?<digits>\d{1,2})(?:st|nd|rd|th))(?: (?:one|item|card|product|picture))?|(?:the )?(?<last>last)(?: (?:one|item|card))|(?:number|no\.?|#) ?(?<number>\d{1,2}))(?![\w-])|第(?<han>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|款|件|条|张|双|套|种|只|把|台|样)?|(?<hanLast>最后(?:一)?(?:个|款|件|条|张|双|套|种|只|把|台))/u;
const itself = /^(?:it|this|that|this one|that one|这个|这款|这件|这条|它|那个|那款|那件)$/;
/** What of a single card is asked without naming it. */
const asks = /\b(?:how much|price|cost|stock|available|sizes?|colou?rs?|details)\b|多少钱|价格|有货|现货|还有吗|尺[寸码]|颜色|材质|面料/;
const pointer = /\b(?:it|this|that|one|ones)\b|[这那](?:个|款|件|条|双|张|套|只|台|把)|它|的$|的(?=[^\p{Script=Han}]*$|有|多|怎|还|是|我|要|呢|吗)/u;

/** The cards that a message calls by their place, in the order in which it does. */
export function cardsPlaced(said: string, cards: readonly ShownCard[]): ShownCard[] {
  const found = [...folded(said).matchAll(new RegExp(place, 'gu'))].flatMap(({ groups }) => cards[placeIn(groups ?? {}, cards.length) - 1] ?? []);
  return [...new Set(found)];
}

/** One that is called by what it costs; "a cheaper one", 便宜点的 is another than these. */
const byPrice = {
  least:
    /(?<![\p{L}])(?:the|your|its) (?:very )?(?:cheap(?:er|est)?|least expensive|less expensive|lowest price(?:d)?|most affordable|more affordable|inexpensive)(?: (?:ones?|of (?:the two|them|these|those|both|all)))?(?![\p{L}])|最(?:便宜|实惠|低价?)的?(?:那|这)?(?:个|款|件|种|盒|套|瓶)?|(?:便宜|实惠|价格?低|价钱低)的?(?:那|这)一?(?:个|款|件|种|盒|套|瓶)|^(?:就|我?要|选|来)*便宜的(?:吧|就行|就好)?$/u,
  most: /(?<![\p{L}])(?:the|your|its) (?:very )?(?:dear(?:er|est)?|pric(?:ey|ier|iest)|expensive|most expensive|more expensive|costl(?:y|ier|iest)|highest price(?:d)?|premium)(?: (?:ones?|of (?:the two|them|these|those|both|all)))?(?![\p{L}])|最(?:贵|高价?)的?(?:那|这)?(?:个|款|件|种|盒|套|瓶)?|(?:贵|价格?高|价钱高)(?:一?[点些])?的?(?:那|这)一?(?:个|款|件|种|盒|套|瓶)|^(?:就|我?要|选|来)*贵的(?:吧|就行|就好)?$/u,
} as const;

/** The card that a message calls by its price, and what it says besides; several where they cost the same. */
function priced(plain: string, cards: readonly ShownCard[]): { found: readonly ShownCard[]; rest: string; denied: boolean } | undefined {
  for (const [end, pattern] of [
    ['least', byPrice.least],
    ['most', byPrice.most],
  ] as const) {
    const said = pattern.exec(plain);
    if (!said) continue;
    const prices = cards.flatMap(({ price }) => price ?? []);
    if (prices.length < 2) return undefined;
    const wanted = end === 'least' ? Math.min(...prices) : Math.max(...prices);
    const before = words(plain.slice(0, said.index));
    const denied = isNegated([...before, ...words(said[0])], before.length, words(said[0]).length);
    return { found: cards.filter(({ price }) => price === wanted), rest: `${plain.slice(0, said.index)} ${plain.slice(said.index + said[0].length)}`, denied };
  }
  return undefined;
}

/** The one card that a message calls by its price, whatever else it says of it. */
export function cardPriced(said: string, cards: readonly ShownCard[]): ShownCard | undefined {
  const told = priced(folded(said).trim(), cards);
  return told && !told.denied && told.found.length === 1 ? told.found[0] : undefined;
}

/** What somebody has, ordered before or wants undone is no card; nor is one that they do not want. */
const another =
  /订单|快递|物流|退|换货|坏|破|碎|裂|漏|收到|我买的|上次|不要|不是|不喜欢|\b(?:never|arrived|arrive|returns?|refund|broken|ordered|bought|order|cancel|not|dont|don't|doesn't work)\b/;

/** May a message that names the place of a card be a question about it? */
export function isAboutOneCard(said: string): boolean {
  return said.length <= 100 && !another.test(folded(said));
}

/** The place, from 1, that an ordinal names. */
function placeIn({ nth, digits, number, han, last, hanLast }: Partial<Record<string, string>>, count: number): number {
  if (last ?? hanLast) return count;
  if (nth) return ordinals[nth] ?? 0;
  return Number(digits ?? number ?? (han && /\d/.test(han) ? han : (chineseNumber(han ?? '') ?? 0)));
}

/** The card; several that fit as well; undefined when the message is about something else. */
export function cardMeant(said: string, cards: readonly ShownCard[]): ShownCard | readonly ShownCard[] | undefined {
  const plain = folded(said).trim();
  if (cards.length === 0 || plain.length > 100) return undefined;
  const named = place.exec(plain);
  if (named?.groups) {
    const at = placeIn(named.groups, cards.length);
    const before = words(plain.slice(0, named.index));
    const denied = isNegated([...before, ...words(named[0])], before.length, words(named[0]).length);
    const rest = `${plain.slice(0, named.index)} ${plain.slice(named.index + named[0].length)}`;
    return denied || !isAboutCard(words(rest)) ? undefined : cards[at - 1];
  }
  const cost = priced(plain, cards);
  if (cost) {
    if (cost.denied || !isAboutCard(words(cost.rest))) return undefined;
    return cost.found.length === 1 ? cost.found[0] : cost.found;
  }
  const heard = words(plain);
  const told = distinguishing(heard, cards);
  if (told.found.length > 0) {
    if (told.denied || !isAboutCard(told.rest)) return undefined;
    return told.found.length === 1 ? told.found[0] : told.found.length < cards.length ? told.found : undefined;
  }
  if (cards.length === 1 && (pointer.test(plain) || asks.test(plain)) && isAboutCard(heard)) return cards[0];
  return itself.test(plain) ? cards : undefined;
}

function isAboutCard(rest: readonly string[]): boolean {
  return rest.every((word) => aboutCard.has(word) || aboutCardHan.has(word));
}

/** The cards that have the words of the message which tell cards apart, and the other words. */
function distinguishing(heard: readonly string[], cards: readonly ShownCard[]): { found: readonly ShownCard[]; denied: boolean; rest: string[] } {
  const texts = cards.map(({ title, text }) => new Set(words(`${title} ${text ?? ''}`)));
  let found: readonly ShownCard[] = cards;
  let denied = false;
  const rest: string[] = [];
  for (const [at, word] of heard.entries()) {
    const having = cards.filter((_, n) => texts[n]!.has(word));
    // A single Han says too little, unless its neighbour stands on the same cards.
    if (having.length === 0 || aboutCard.has(word) || aboutCardHan.has(word)) {
      rest.push(word);
      continue;
    }
    denied ||= isNegated(heard, at, 1);
    found = found.filter((card) => having.includes(card));
  }
  const told = rest.length < heard.length;
  return { found: told ? found : [], denied, rest };
}
