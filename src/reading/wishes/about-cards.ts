/**
 * Questions about the cards that were just shown, taken together: which is better, anything else, something stronger, anything cheaper, how do I buy,
 * what sizes are there.
 */
import { plainly } from '../said-plainly.ts';

/** `compare`, `more` (others of the kind), `cheaper`, `like` (others with a quality or within a price), `else` (only how it should be else), `buy`, `these` (stock, sizes, colours of all), `none` (they do not please). */
export type CardsAsk = 'compare' | 'more' | 'cheaper' | 'like' | 'else' | 'buy' | 'these' | 'none';

/** Only how it should be else: "bigger?", 再小一点呢. */
const bareZh =
  /^(?:那|有没有|有|要|来|还有|换)*(?:再|更|稍微|便宜)?(?:大|小|长|短|宽|窄|轻|重|高|矮|厚|薄|软|硬|浓|淡|甜|快|亮|深|浅|便宜|贵)?(?:一?[点些])(?:的|儿)*(?:款)?(?:有吗|有没有|有么|呢|吗|么)?$/u;
const bare =
  /^(?:(?:any|a|the|and|or|bit|slightly|much) )*(?:bigger|larger|smaller|longer|shorter|wider|narrower|lighter|heavier|stronger|softer|firmer|thicker|thinner|taller|lower|faster|sweeter|newer|darker|cheaper|less expensive)(?: ones?)?$/;

/** Longest text that is about the cards alone, characters. */
const longest = 80;

/** Tells whether a text only says how something should be else, and not what. */
export function saysHowElse(text: string): boolean {
  if (text.length > longest) return false;
  const plain = plainly(text).replace(/[\p{P}\s]+$/u, '');
  return bareZh.test(plain) || bare.test(plain);
}

/** The first that fits decides. */
const asks: readonly (readonly [CardsAsk, RegExp])[] = [
  [
    'cheaper',
    /(?:有没有|有|还有|来|看看?|推荐|要|想要|找|换)[^，。？?]{0,6}(?:便宜|实惠|平价)(?:一?点|一?些)?(?:儿)?(?:的|款)|便宜(?:一?点|一?些)的|更便宜|太贵|有点(?:小)?贵|(?:有些|好|挺|略)贵|贵了|超(?:出)?预算|预算不够/u,
  ],
  [
    'cheaper',
    /\b(?:anything|something|any|one|ones|got|have|show|see|looking for)\b[^.?!]*\b(?:cheaper|less expensive|more affordable|lower priced?)\b|\b(?:too|bit|so|quite|very|kinda) (?:expensive|pricey|dear)\b|\btoo much (?:money|for me)\b|\b(?:cheaper|less expensive|more affordable) (?:ones?|options?|alternatives?|versions?|models?)\b|^(?:cheaper|less expensive)\b|\bover (?:my )?budget\b/,
  ],
  [
    'compare',
    /哪一?[个款种件条双张套只把台盒瓶罐副](?!付|快递|物流|国家|时间|地址|平台)|哪(?:更|比较|最)|第[一二三四五1-5][个款种].{0,3}比第[一二三四五1-5][个款种]|(?:什么|啥|有)(?:区别|不同|差别)|不一样|区别|差别|怎么选|[选买推荐]+哪|对比|比较一下|比一比|纠结/u,
  ],
  [
    'compare',
    /\bwhich (?:ones?|of (?:them|these|those|the \w+)|is|are|has|have|would|do|should|lasts|looks|comes|fits|suits|works|goes|smells|tastes)\b|\b(?:is|are) (?:the )?(?:first|second|third|last|other|\w+) one .{0,30}than (?:the )?(?:first|second|third|last|other|\w+)\b|\b(?:which|what)(?: of (?:them|these|those|the two))?(?: ones?)?(?: is|s| are| would you| do you| should i| would| will)? ?(?:the |be )?(?:better|best|recommend|suggest|nicer|buy|get|pick|choose)\b|\bdif+e?ren(?:ce|ces|t)\b|\bcompare\b|\bcomparison\b/,
  ],
  ['else', bareZh],
  ['else', bare],
  [
    'like',
    /(?:有没有|有|还有|来|看看?|推荐|要|想要|找|换|喜欢)[^，。？?]{0,6}(?<!便宜|实惠|平价)(?:一?点|一?些)(?:儿)?的|(?:块|元|刀|\d)\s?(?:钱)?(?:以内|以下|左右|之内|内|上下)(?:的)?|不超过\s?\d/u,
  ],
  [
    'like',
    /\b(?:anything|something|any|one|ones|got|have|show|see|prefer|want|like|need)\b[^.?!]*\b(?:(?!cheap|oth|number|order|water|paper|letter|eith|wheth|after|rather|under\b|over\b|never\b|ever\b|better\b)[a-z]{3,}er|more (?!expensive|options|choices|like)[a-z]+|less (?!expensive)[a-z]+)(?: (?:one|ones|version|tea))?$|\b(?:anything|something|any|ones?|got|have|show|see)\b[^.?!]*\b(?:under|below|less than|within|up to|max|around|about) ?[$€£¥]? ?\d+|^(?:under|below|less than|within|up to|max) ?[$€£¥]? ?\d+/,
  ],
  [
    'like',
    /^(?:我|就|那|要|想要|来|拿|选|看看|喜欢)*(?:黑|白|灰|红|蓝|绿|粉|紫|黄|金|银|棕|米|透明|深|浅)[黑白灰红蓝绿粉紫]?色?的?(?:那|这)?一?[个款种件条]?(?:吧|就行)?$/u,
  ],
  [
    'like',
    /^(?:(?:ok|okay|and|i|ill|id|want|would|like|take|need|just|the|a) )*(?:black|white|grey|gray|red|blue|green|pink|purple|yellow|gold|silver|brown|beige|clear|transparent)(?: colou?r)?(?: ones?| version)?(?: please| pls)?$/,
  ],
  [
    'these',
    /^(?:那|这个|它)?(?:的)?(?:内存|容量|重量|净重|材质|面料|长度|宽度|高度|尺寸|大小|功率|续航|电池|产地|年份|等级|厚度|口感|味道|规格|接口|像素)(?:呢|多少|多大|是多少|怎么样|是什么|是啥)?$/u,
  ],
  [
    'these',
    /^(?:and |what |whats |the |about )*(?:memory|capacity|storage|weight|material|fabric|length|width|height|depth|dimensions|measurements|wattage|power|battery|origin|harvest|grade|strength|thickness|flavou?r|taste|size|resolution|ram)(?: (?:is|of) (?:it|they|them|these|this))?$/,
  ],
  [
    'more',
    /^(?:那|那么)?(?:还|再)?(?:有没有|有|看看?|推荐|来|换)(?:点|些|几[个款种]|一?[批些下])?(?:别的|其他|其它|另外|更多)|(?:还|再)(?:有|看|推荐)[^，。？?]{0,3}(?:别的|其他|其它|另外|更多|吗$|么$|没有?$|几[个款])|^换(?:一?批|几[个款]|别的)|^(?:就)?(?:只有)?(?:这些|这几[个款]|这两[个款])(?:吗|了吗|么)?$|^没(?:有)?别的了?/u,
  ],
  [
    'more',
    /\b(?:anything|something|what|any(?:thing)?) else\b|\b(?:any|some|show(?: me)?|see|have|got)(?: \w+){0,2} (?:other|others|more)\b|\bmore (?:options|choices|like (?:this|these))\b|^(?:more|others?|next)$|\bother (?:ones|models|options|designs|styles|choices)\b|\bis that (?:it|all)\b/,
  ],
  [
    'buy',
    /(?:怎么|怎样|如何|咋)(?:才能)?(?:买|下单|购买|拍|订|订购)|(?:哪里|在哪儿?|去哪儿?|从哪儿?)(?:能|可以)?(?:买|下单|购买|拍)|链接|^(?:我)?(?:要|想)?(?:下单|购买|买)(?:了)?$|直接下单|可以(?:直接)?(?:买|下单|拍)/u,
  ],
  [
    'buy',
    /\b(?:how|where) (?:do|can|to|would|should|could) ?(?:i |we )?(?:buy|order|get|purchase)(?: (?:it|them|this|these|that|one|here))*$|\b(?:send|give|got|have)(?: me)?(?: the| a)? link\b|^(?:the )?link\b|(?<!\b(?:can|could|may|should|if|when|where|how|must|do) )\bi(?:ll| will)? (?:take|buy|want) (?:it|them|both|this|all)\b(?! (?:on|to|with|in|into|apart|back|off|through)\b)/,
  ],
  [
    'these',
    /有(?:没有)?(?:现)?货|现货|库存|(?:什么|哪些|哪几种|几种|有啥)(?:颜色|尺码|尺寸|码|规格|材质|色)|^(?:这[些几两个款种件]*|都|它们)?(?:是|有)?(?:多大|多重|多高|多宽|多长|多少钱|什么材质|什么价|怎么卖|尺码|尺寸|颜色|规格|材质|价格)|[大小]一?[号点码](?:的|吗|点)|(?:大|小)码/u,
  ],
  [
    'these',
    /\bin stock\b|\bavailable\b|\b(?:what|which|other|any|all) (?:sizes?|colou?rs?|materials?)\b|^how (?:much|big|large|heavy|long|wide|tall|many)(?: (?:is|are) (?:it|they|these|those))?$|\b(?:bigger|larger|smaller) (?:size|one|version)s?\b|^(?:sizes?|colou?rs?|prices?)$/,
  ],
  [
    'none',
    /^(?:都|全|哪个都|一个都)?(?:不(?:太|是很|怎么)?(?:喜欢|合适|满意|好看|想要|行)|没(?:有)?(?:合适|喜欢|看上|看中|想要)的?|看不上|不要)(?:了|呢|啊|的)?$|^(?:都)?不是(?:这[种个些款]|我要的|我想要的)$/u,
  ],
  [
    'none',
    /^(?:no|nah|nope|not really|none|none of (?:them|these|those)|(?:i )?dont (?:really )?(?:like|want) (?:any|them|these|any of (?:them|these|those))|(?:no |nah |nope )?not (?:what i (?:want|need|meant)|for me|my style|my taste))$/,
  ],
];

/** Wishes for a lower price of the very same goods are for the shop to answer; so is what was ordered, sent or came broken. */
const haggling =
  /能(?:不能|否)?(?:再)?(?:便宜|少|优惠|打折)|可以(?:再)?(?:便宜|少点|优惠)|便宜(?:一?点|一?些)?(?:吧|呗|嘛|啊|呀|卖|行|可以|给|我就)|^(?:再)?便宜(?:一?点|一?些)?(?:吗|么)?$|再便宜|最低(?:价|多少)|打折|折扣|优惠|抹零|砍价|包邮|\b(?:can|could|will|would) (?:you|u) (?:do|go|make|give|lower|drop)\b|\bdiscount|\blower the price\b|\bbest price\b|\d ?% ?off\b|\bcoupon|\bdeal\b/;
const elsewhere =
  /订单|快递|物流|退|换货|发票|签收|没收到|收到|坏了|破了|碎|裂|漏|客服|人工|售后|保修|运费|我买的|上次买|\b(?:refund|returns?|broken|my order|order (?:number|status)|arriv|ship|deliver|track|invoice|warranty|agent|human|person)/;

/** A question about the cards, and what else the message says. */
export interface AskedOfCards {
  ask: CardsAsk;
  rest: readonly string[];
}

/** Returns the clauses of a message; in Chinese a space ends one, and so does a face. */
function clausesOf(said: string): string[] {
  return plainly(said)
    .split(/[。！!？?；;,，、\n…]+|\.(?=\s|$)|\p{Extended_Pictographic}+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u)
    .map((clause) =>
      clause.replace(/^(?:(?:那|嗯|哦|额|呃|好吧|谢谢|请问|(?:ok|okay|so|and|but|hmm+|well|thanks|no thanks)(?![a-z]))[\s,]*)+(?=\S)/u, '').trim(),
    )
    .filter((clause) => clause !== '');
}

/** Returns what a message asks of the cards; undefined when it asks nothing of them as they lie there. Who only says no says so in every clause. */
export function askedOfCards(said: string): AskedOfCards | undefined {
  const plain = plainly(said);
  if (plain.length > longest || elsewhere.test(plain) || haggling.test(plain)) return undefined;
  const clauses = clausesOf(said);
  for (const [ask, pattern] of asks) {
    const fitting = clauses.filter((clause) => pattern.test(clause));
    if (fitting.length === 0 || (ask === 'none' && fitting.length < clauses.length)) continue;
    return { ask, rest: clauses.filter((clause) => !fitting.includes(clause)) };
  }
  return undefined;
}

/** A clause that says that the cards are not what is wanted; what comes behind it in the same clause is wanted instead. */
const refusal =
  /^(?:(?:no|nah|nope|hmm|sorry)[\s,]*)*(?:(?:i )?(?:dont|do not) (?:really )?(?:like|want|need) (?:any of )?(?:the )?[a-z]+(?: [a-z]+)?(?: ones?)?|(?:not|none of) (?:them|these|those|this|that|it)(?: ones?)?|(?:thats |these are |they are |its )?not (?:really |quite |exactly )?what (?:i|im|i am|i was)\b[^,.;]*?(?:want(?:ed)?|need(?:ed)?|meant|mean|after|looking for|look for)|no(?: thanks| thank you)?|nah|nope|wrong ones?)$/;
const refusalZh =
  /^(?:都|全|哪个都|一个都)?(?:不(?:太|是很|怎么)?(?:喜欢|合适|满意|好看|想要|行|要|对|是)|没(?:有)?(?:合适|喜欢|看上|看中|想要)的?|看不上)(?:这[些种个款几]个?|那[些种个款])?(?:了|呢|啊|的)?$|^(?:都)?不是(?:这[种个些款]|我要的|我想要的|我想找的)(?:的)?$|^不要这[些种个款几](?:个|款)?$/u;

/** Words behind a refusal that begin the new wish in the same clause: "no i meant a floor lamp". */
const corrected = /^(?:(?:no|nah|nope)[\s,]+)+(?:(?:i (?:meant|mean|want|need)|rather|more like|show me|looking for|do you have|for)\s+.+)$/;

/** Returns what is wanted instead of the cards, when they are refused; undefined when nothing is. */
export function wantedInsteadOfCards(said: string): string | undefined {
  const plain = plainly(said);
  if (plain.length > 120 || elsewhere.test(plain.replace(/\b(?:instead|exchange)\b/g, ''))) return undefined;
  if (corrected.test(plain)) return plain.replace(/^(?:(?:no|nah|nope)[\s,]+)+/, '').replace(/^i (?:meant|mean) /, '');
  const all = plain
    .split(/[。！!？?；;,，、\n…]+|\.(?=\s|$)|\s+-+\s+|\s+but\s+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const wanted = all.findIndex((clause) => !refusal.test(clause) && !refusalZh.test(clause));
  if (wanted < 1) return undefined;
  const rest = all
    .slice(wanted)
    .join(', ')
    .replace(/\s*\binstead\b\s*/g, ' ')
    .trim();
  return rest.length > 1 ? rest : undefined;
}
