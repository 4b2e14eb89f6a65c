/** Is everything in an answer accounted for? What is left of it must not hold what could turn the answer round. */

const digit = /[\d零〇一二两三四五六七八九十]/;
/** Words that hold a numeral or a denial, and mean neither. */
const harmless =
  /不好意思|对不起|不用谢|没关系|没问题|没事|差不多|不错|不急|别急|一[般些下起样定直共会点]|统一|唯一|第一次|麻烦|(?:可以|行|好|够)[吗么]|will do|no problem|no worries|no rush|no hurry/g;
const denies =
  /[不没别勿]|(?:^|[^a-z])(?:no|not|nope|never|none|nothing|neither|nor|without|cannot|instead|rather|except|wait|oops|actually|isn'?t|aren'?t|wasn'?t|don'?t|doesn'?t|didn'?t|won'?t|can'?t|haven'?t|wouldn'?t)(?![a-z])/;
const past =
  /上次|上回|之前|以前|已经|昨天|前天|刚才|刚刚|原来|本来|原先|[买订付花要用拿]过|[买订付花]了|(?:^|[^a-z])(?:last|before|previous(?:ly)?|already|yesterday|bought|ordered|paid|had|was|were|got|used to|earlier|ago|once)(?![a-z])/;
/** Beside what is there already: the number is not the whole. */
const further = /再|另外|另[要来]|多[来要加]|加[个一]|每[样种款]|各|(?:^|[^a-z])(?:each|more|another|extra|additional|other|else)(?![a-z])/;
const asks = /[吗]|多少|怎么|什么|能不能|(?:^|[^a-z])(?:do|does|did|will|when|how|why|what|which|where|who|there)(?![a-z])/;

/** May an answer be taken when this is left of the message besides it? `numbers`, `past`: other answers, the past may stand there. */
export function accounted(rest: string, { numbers = false, past: ofPast = false } = {}): boolean {
  if (rest === '') return true;
  const left = rest.replace(harmless, ' ').replace(/[’‘`]/g, "'");
  return (numbers || !digit.test(left)) && !denies.test(left) && (ofPast || !past.test(left)) && !further.test(left) && !asks.test(left);
}

/** The text without some spans of it. */
export function cut(text: string, spans: readonly { start: number; end: number }[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of spans) {
    left += `${text.slice(from, start)} `;
    from = end;
  }
  return left + text.slice(from);
}
