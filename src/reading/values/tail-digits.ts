/** The last digits of a phone, where words or stars say that they are: 尾号4821, last four digits 0142, ***0142. */

const before =
  '(?:手机|电话)?(?:尾号|尾数|后四位|后4位|后四个?数|后4位数|末四位|末4位|最后四位|最后4位|末尾)(?:数字?)?\\s{0,3}(?:是|为|:)?\\s{0,3}|(?:手机|电话)(?:号码?)?\\s{0,3}(?:是|为|:)?\\s{0,3}|(?:the\\s{1,3})?last\\s{1,3}(?:four|4)(?:\\s{1,3}(?:digits?|numbers?))?(?:\\s{1,3}of\\s{1,3}(?:my|the)\\s{1,3}(?:phone|number|mobile))?\\s{0,3}(?:is|are|:)?\\s{0,3}|(?:phone|mobile|number|tel)?\\s{0,3}(?:number\\s{1,3})?(?:end(?:s|ing)|finish(?:es|ing))\\s{0,3}(?:in|with|on|:)?\\s{0,3}|(?:my\\s{1,3})?(?:phone|mobile|tel|cell)(?:\\s{0,3}(?:number|no\\.?|#))?\\s{0,3}(?:is|:)?\\s{0,3}';
const named = new RegExp(`(?:${before})(\\d{4})(?![\\d-]\\d|\\d)`, 'gu');
const starred = /(?:\+?\d{1,4}[\s-]?)?(?<![*x•])[*x•]{2,20}(?:[\s)(-]{1,4}[*x•]{2,20}){0,4}[\s)(-]{0,4}(?:\d{0,3}[*x•]{1,20}[\s-]{0,4})?(\d{4})(?!\d)/gu;

/** Returns the digits, each once, and the text without them. */
export function tailDigitsIn(text: string): { digits: string[]; rest: string } {
  const digits = new Set<string>();
  const take = (_: string, found: string): string => {
    digits.add(found);
    return ' ';
  };
  const rest = text.replace(starred, take).replace(named, take);
  return { digits: [...digits], rest };
}
