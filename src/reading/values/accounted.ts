/**
 * Checks that everything in an answer is accounted for: what is left of it must not hold what could turn the answer round, a number, a denial, another
 * time, an alternative.
 */

/** Words that hold a sign of a numeral, of the past or of a denial, and mean none of it. */
const harmless =
  /不好意思|对不起|不客气|不用谢|不见不散|没关系|没问题|没事|差不多|不错|不急|别急|非常|一[般些下起样定直共切旦向点会]|统一|唯一|万一|第一次|麻烦|十分(?=[满好感喜])|上[午海门班面]|目前|提前|能不能|可不可以|行不行|好不好|是不是|要不|(?:可以|行|好|够)[吗么]|will do|no (?:problem|worries|rush|hurry)|if (?:at all )?possible|why not/gu;
const denies =
  /[不没别勿莫]|除|非|以外|(?<!\p{L})(?:no|not|nope|never|none|nothing|neither|nor|without|cannot|instead|rather|except|unless|other than|but|wait|oops|actually|\p{L}{2,6}n't|cant|dont|wont|isnt|nicht|kein\p{L}{0,2}|au(?:ß|ss)er|nie|pas|sauf|jamais|ne|excepto|menos|nunca|n[aã]o|nem|exceto|salvo)(?!\p{L})/u;
const past =
  /上(?:次|回|周|个|月|一)|以前|从前|之前|曾|过去|原来|旧|老(?=号|手机|电话|邮箱|地址)|前(?![台门面])|(?<!\p{L})(?:last|ago|before|previous|previously|past|former|formerly|used(?: to)?|(?<!years )old|pasad[oa]s?|passad[oa]s?|hace|derni[eè]re?s?|letzt\p{L}{0,2}|vorig\p{L}{0,2})(?!\p{L})/u;
/** Words for what was had already; a day or an address may stand beside them, "I got it on Monday", an amount may not. */
const had =
  /已经|昨天|刚才|刚刚|本来|原先|[买订付花要用拿]过|[买订付花]了|(?<!\p{L})(?:already|yesterday|bought|ordered|paid|had|was|were|got|earlier|once)(?!\p{L})/u;
/** Beside what is there already: the number is not the whole. */
const further = /再|另外|另[要来]|多[来要加]|加[个一]|每[样种款]|各|(?<!\p{L})(?:each|more|another|extra|additional|other|else)(?!\p{L})/u;
const asks = /吗|多少|怎么|什么|能不能|(?<!\p{L})(?:do|does|did|will|when|how|why|what|which|where|who|there)(?!\p{L})/u;
/** A day or a time that is only the end of what is meant. */
const bounds =
  /或|最[晚早迟]|之后|以后|之间|\S后$|^后|起$|(?<!\p{L})(?:or|after|until|till|since|between|from|earliest|latest|than|onwards?|either|o|ou|oder|nach|bis|ab|seit|vor|zwischen|avant|apr[eè]s|depuis|entre|despu[eé]s|antes|hasta|desde|depois|at[eé])(?!\p{L})/u;
const digit = /\d/;
const numeral =
  /\d|[½¼¾]|[零〇一二两三四五六七八九十百千半几]|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple|several)(?!\p{L})/u;
/** "Two or three", "$20 or $30": the alternative is between numbers, not between answers. */
const betweenNumbers = new RegExp(`(${numeral.source})\\s?[个件位人元块]?\\s*(?:(?<!\\p{L})or(?!\\p{L})|或者?)\\s*[$€£¥]?(?=${numeral.source})`, 'gu');

export interface Leftover {
  /** Numbers that may stand in it: any, those in words only, or none. */
  numbers: 'any' | 'words' | 'none';
  /** Tells how much: what is asked, or comes on top of something else, is not the whole. */
  amount?: boolean;
  /** True when the past may be spoken of. */
  past?: boolean;
  /** Tells when: "before", "after", "or" may not stand in it. */
  when?: boolean;
}

/** Tells whether an answer may be taken when this is left of the message besides it. */
export function accounted(rest: string, { numbers, amount = false, past: ofPast = false, when = false }: Leftover): boolean {
  if (rest === '') return true;
  const left = rest.replace(/[’‘`]/g, "'").replace(harmless, ' ');
  if (denies.test(left) || (!ofPast && (past.test(left) || (amount && had.test(left))))) return false;
  if (amount && (further.test(left) || asks.test(left))) return false;
  if (when && bounds.test(numbers === 'any' ? left.replace(betweenNumbers, '$1 ') : left)) return false;
  return numbers === 'any' || !(numbers === 'words' ? digit : numeral).test(left);
}

/** Returns the text without some spans of it. */
export function cut(text: string, spans: readonly { start: number; end: number }[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of spans) {
    left += `${text.slice(from, start)} `;
    from = end;
  }
  return left + text.slice(from);
}
