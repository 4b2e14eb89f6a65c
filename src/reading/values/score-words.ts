/** Words that rate, each with its share of the scale; text folded, Chinese in simplified characters. The first that fits at a place counts. */

export const ratings: readonly (readonly [share: number, pattern: RegExp])[] = [
  [0, /(?:很|太|非常|特别|极其|极|超级?|十分|相当)(?:不满意?|不好|差劲?|烂|糟糕?|失望|垃圾)(?:了|透了?)?|差劲|垃圾|糟糕?透了?|差评|最低分|零分好评|👎|😡|🤬/u],
  [
    0,
    /(?<![a-z])(?:(?:very|extremely|really|so|absolutely|totally|super|most)\s+(?:bad|poor|disappoint(?:ed|ing)|dissatisfied|unsatisfied|unhappy)|terribl[ey]|awful|horribl[ey]|worst(?:\s+ever)?|hated?(?:\s+it)?|disgusting|garbage|rubbish|trash|useless)(?![a-z])/,
  ],
  [0.75, /(?:还|挺|很|真)?不错|(?<![a-z])(?:not\s+(?:so\s+|too\s+|that\s+)?bad(?:\s+at\s+all)?|no\s+complaints?)(?![a-z])/],
  [0.5, /一般般?|还行|还可以|凑合|马马虎虎|中等|普普通通|普通|中评|(?<![a-z])(?:neither\s+good\s+nor\s+bad|so[\s-]so|average|meh|mediocre|neutral)(?![a-z])/],
  [0.25, /不(?:是|太|怎么|够|很|算)*(?:满意|好(?!意思)|行)|没有?(?:很|太|多)?满意|较差|不怎么样|有点(?:差|失望)|失望|糟糕?/],
  [
    0.25,
    /(?<![a-z])(?:not\s+(?:\w+\s+)?(?:good|great|nice|happy|satisfied|perfect|impressed|pleased)|bad|poor|unhappy|dissatisfied|unsatisfied|disappoint(?:ed|ing))(?![a-z])/,
  ],
  [1, /(?:非常|很|十分|超级?|特别|相当|极其|太)(?:满意|好|赞|棒|完美|喜欢)(?:了)?|棒+(?:哒|极了)?|赞|完美|好评|满分|最高分|[1一]0?百分|👍|😍/u],
  [
    1,
    /(?<![a-z])(?:excellent|perfect|amazing|awesome|great|outstanding|fantastic|brilliant|wonderful|superb|terrific|full\s+marks|loved?\s+it|the\s+best|(?:very|extremely|really|so|super)\s+(?:good|happy|satisfied|nice|pleased))(?![a-z])/,
  ],
  [
    0.75,
    /(?:比较|挺|蛮)?满意|(?:挺|蛮)好|(?<![a-z])(?:(?:pretty|quite)\s+)?(?:good(?!\s+(?:morning|afternoon|evening|day|night))|nice|fine|satisfied|happy|pleased)(?!\s+to(?![a-z]))(?![a-z])/,
  ],
];

/** Too short or too common to rate inside of a sentence: only as the whole message. */
export const alone: ReadonlyMap<string, number> = new Map([
  ['好', 0.75],
  ['差', 0.25],
  ['ok', 0.5],
  ['okay', 0.5],
  ['it was ok', 0.5],
  ['it was okay', 0.5],
  ["it's ok", 0.5],
  ["it's okay", 0.5],
  ['just ok', 0.5],
]);

/** One side and the other: what is rated then is not said. */
export const contrast = /但是?|不过|可是|就是|只是|(?<![a-z])(?:but|however|although|though|except|would|if|was it|is it)(?![a-z])|[?？吗]/;
