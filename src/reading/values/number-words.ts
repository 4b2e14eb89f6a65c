/** The words in which people write numbers, as data. Chinese in simplified characters, English in lower case. */

export const hanDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  倆: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  叄: 3,
  参: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
export const hanUnits: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
export const hanGroups: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };
/** Signs of amounts on paper. They are other words as well (收拾, 队伍, 大陆), so one of them alone is no number inside of a sentence. */
export const formalHan = /[壹贰叁叄参肆伍陆柒捌玖拾佰仟]/;

export const englishNumbers: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value): [string, number] => [word, value])
    .concat(
      'thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index): [string, number] => [word, 30 + 10 * index]),
      [
        ['fourty', 40],
        ['ninty', 90],
        ['twelf', 12],
        ['fourten', 14],
      ],
    ),
);
const irregular: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
const ordinalOf = (word: string): string => irregular[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`);
const plainNumbers = [...englishNumbers].filter(([word, value]) => value > 0 && !['fourty', 'ninty', 'twelf', 'fourten'].includes(word));

/** Places up to 99 in words; those of two words with a hyphen: `first`, `twelfth`, `twenty-first`. */
export const englishOrdinals: ReadonlyMap<string, number> = new Map([
  ...plainNumbers.map(([word, value]): [string, number] => [ordinalOf(word), value]),
  ...plainNumbers
    .filter(([, value]) => value >= 20)
    .flatMap(([tens, value]) =>
      plainNumbers.filter(([, unit]) => unit < 10).map(([unit, more]): [string, number] => [`${tens}-${ordinalOf(unit)}`, value + more]),
    ),
]);
export const englishScales: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
  ['grand', 1000],
  ['million', 1_000_000],
]);

/** Behind digits: 5k, 1.5万, 2 dozen. */
export const scaleAfterDigits: ReadonlyMap<string, number> = new Map([...englishScales, ['dozens', 12], ['k', 1000], ['w', 10_000], ['打', 12]]);

/** Words that hold a numeral and are no number. The longest first where one begins another. */
export const idioms =
  /一模一样|乱七八糟|七七八八|三三两两|百分百|双十[一二]|一般般|一会儿?|一(?:般|些|下子?|直|样|起|定|切|旦|向|律|共|时|边|再|并|点儿?|半|路|致|贯|键)|统一|唯一|之一|万一|十分(?=[满好不感喜高])|千万(?=[别不要记])|二手|百货|五金|[三四五六七八]件套|四川|三亚|多半|大半|半(?:天|夜|价|路|折)/y;

/** Counter words, right behind a number. */
export const counters =
  /(?:个(?:人|月|小时|星期)?|件|条|双|套|只|份|张|位|人|盒|箱|包|瓶|公斤|千克|斤|岁|天|次|块|元|本|支|枝|枚|对|台|部|款|罐|袋|桶|杯|片|颗|粒|串|束|朵|把|根|卷|捆|米|厘米|毫米|克|升|毫升|小时|分钟|周|晚|间|桌|寸|码|辆|顶|幅|副|面|盆|两(?=$|[^一-龥])|(?:pcs?|pieces?|items?|pairs?|people|persons?|guests?|adults?|kids?|units?|sets?|box(?:es)?|packs?|bottles?|bags?|cups?|kgs?|kilos?|g|grams?|lbs?|pounds?(?= of)|ml|l|cm|mm|m|days?|weeks?|months?|nights?|hours?|times?|each|ea|copies|x)(?![a-z]))/y;
/** Counters that are money as well, so that an amount may end in them. */
export const moneyCounters = /^[块元]$/;

/** No exact number: 几个, 好几十, 数百, 上千, a few. Whatever numeral follows belongs to it. */
export const vagueHan = /(?:好几|几|数(?=[十百千万亿])|上(?=[百千万]))[十百千万亿]*/y;
export const vagueEnglish =
  /(?:a\s+)?(?:couple(?:\s+of)?|few|several|dozens|hundreds|thousands|handful|bunch|tons|lots)(?:\s+(?:dozen|hundred|thousand|of them))?(?![a-z])/y;

/** Behind a number: it is a share, a place, a time, a date, a discount, but no number of things. */
export const otherKind =
  /\s*(?:%|‰|°|折|成(?![人套])|分之|点钟|点(?!\d)|时(?![候间])|[月日号年](?![元币圆])|:\d|(?:st|nd|rd|th|am|pm|a\.m|p\.m|o'clock)(?![a-z]))/y;
/** Before a number, the same. */
export const otherKindBefore =
  /(?:第|周|星期|礼拜|百分之|初|分之|型号|version\s?|no\.\s?|iphone\s?|ipad\s?|galaxy\s?|order\s?(?:no\.?|number|id)?\s?[:#]?\s?|订单号?是?\s?[:#]?\s?)$/;

/** A limit and no number: at least 3, 最多五个, 200以上. */
export const boundsBefore: readonly (readonly ['up' | 'low', RegExp])[] = [
  [
    'up',
    /(?:(?:no|not)\s+(?:more|higher)\s+than|not\s+over|up\s+to|at\s+most|less\s+than|cheaper\s+than|lower\s+than|under|below|within|max(?:imum)?(?:\s+of)?|<=?|≤|不超过|不高于|不多于|不大于|低于|少于|最多|最高|顶多|至多|不到|不足)\s*[:是]?\s*(?:[a-z]{0,3}[$€£¥₩₹฿₽]|rmb|cny|usd|eur|gbp|hkd|人民币)?\s*$/,
  ],
  [
    'low',
    /(?:at\s+least|no\s+less\s+than|more\s+than|over|above|beyond|from|min(?:imum)?(?:\s+of)?|>=?|≥|至少|最少|最低|起码|不少于|不低于|超过|高于|多于|大于)\s*[:是]?\s*(?:[a-z]{0,3}[$€£¥₩₹฿₽]|rmb|cny|usd|eur|gbp|hkd|人民币)?\s*$/,
  ],
];
export const boundsAfter: readonly (readonly ['up' | 'low', RegExp])[] = [
  ['up', /\s*(?:以内|以下|之内|之下|内(?![部容])|封顶|or\s+less|or\s+under|or\s+below|at\s+most|max(?:imum)?(?![a-z])|tops(?![a-z]))/y],
  ['low', /\s*(?:及?以上|之上|起(?![来床])|往上|\+|or\s+more|or\s+above|and\s+up|and\s+above|plus(?![a-z]))/y],
];
/** Right behind a number: it is more than that, by how much is not said. */
export const vagueAfter = /(?:[多余]|来(?=[个件条双套只份张位人盒箱包瓶斤岁天次块元本支]|$)|几)|\s+(?:something|odd)(?![a-z])|\s?-?ish(?![a-z])/y;

/** Letters that may stand right before digits without making a code of them. */
export const gluedBefore: ReadonlySet<string> = new Set(['x', 'qty', 'quantity', 'budget', 'about', 'around']);
