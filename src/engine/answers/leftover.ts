/** What is left of a message beside an answer must not turn the answer round: a number, a negation, another time, an alternative. */

/** Words with a sign of negation, of the past or of a number in them that mean none of it. */
const harmless =
  /不好意思|没问题|没关系|不客气|对不起|不见不散|差不多|能不能|可不可以|行不行|好不好|是不是|要不|不错|非常|一[般些下直样起定切旦向点会]|万一|十分(?=[满好感喜])|上[午海门班面]|目前|提前|no (?:problem|worries|rush)|if (?:at all )?possible|why not/gu;
const negation =
  /[不没别勿莫]|除|非|以外|(?<![\p{L}])(?:not|no|nope|never|except|without|neither|nor|unless|other than|but|cannot|\p{L}{2,6}n['’]t|cant|dont|wont|isnt|nicht|kein\p{L}{0,2}|au(?:ß|ss)er|nie|pas|sauf|jamais|ne|excepto|menos|nunca|n[aã]o|nem|exceto|salvo|rather)(?![\p{L}])/u;
const past =
  /上(?:次|周|个|回|月|一)|以前|从前|之前|曾|过去|原来|旧|前(?![台门面])|(?<![\p{L}])(?:last|ago|previous|previously|past|former|formerly|used(?: to)?|old|before|pasad[oa]s?|passad[oa]s?|hace|derni[eè]re?s?|letzt\p{L}{0,2}|vorig\p{L}{0,2})(?![\p{L}])/u;
const bounds =
  /或|最[晚早迟]|之后|以后|之间|[^\s]后$|^后|起$|(?<![\p{L}])(?:or|after|until|till|since|between|from|earliest|latest|than|onwards?|either|o|ou|oder|nach|bis|ab|seit|vor|zwischen|avant|apr[eè]s|depuis|entre|despu[eé]s|antes|hasta|desde|depois|at[eé])(?![\p{L}])/u;
const digit = /\d/;
const count =
  /\d|[½¼¾]|[零〇一二两三四五六七八九十百千半几]|(?<![\p{L}])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple|several)(?![\p{L}])/u;

/** "Two or three", "$20 or $30": the alternative is between numbers, not between answers. */
const betweenNumbers = new RegExp(`(${count.source})\\s?(?:个|件|位|人|元|块)?\\s*(?:(?<!\\p{L})or(?!\\p{L})|或者?)\\s*[$€£¥]?(?=${count.source})`, 'gu');

export interface Strictness {
  /** Numbers that may not stand in it: none, those in digits, or those in words too. */
  numbers: 'any' | 'digits' | 'words';
  /** "Before", "after", "or" may not stand in it. */
  bounds?: boolean;
}

/** Tells whether an answer holds with these words beside it. */
export function accountedFor(rest: string, { numbers, bounds: bounded }: Strictness): boolean {
  const plain = rest.replace(harmless, ' ');
  if (negation.test(plain) || past.test(plain)) return false;
  if (bounded && bounds.test(numbers === 'any' ? plain.replace(betweenNumbers, '$1 ') : plain)) return false;
  return numbers === 'any' || !(numbers === 'digits' ? digit : count).test(plain);
}
