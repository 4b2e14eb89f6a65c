/** The last digits of a phone, where words or stars say that they are: 尾号4821, last four digits 0142, ***0142. */

const before =
  '(?:手机|电话)?(?:尾号|尾数|后四位|后4位|后四个?数|后4位数|末四位|末4位|最后四位|最后4位|末尾)(?:数字?)?\\s*(?:是|为|:)?\\s*|(?:手机|电话)(?:号码?)?\\s*(?:是|为|:)?\\s*|(?:the\\s+)?last\\s+(?:four|4)(?:\\s+(?:digits?|numbers?))?(?:\\s+of\\s+(?:my|the)\\s+(?:phone|number|mobile))?\\s*(?:is|are|:)?\\s*|(?:phone|mobile|number|tel)?\\s*(?:number\\s+)?(?:end(?:s|ing)|finish(?:es|ing))\\s*(?:in|with|on|:)?\\s*|(?:my\\s+)?(?:phone|mobile|tel|cell)(?:\\s*(?:number|no\\.?|#))?\\s*(?:is|:)?\\s*';
const named = new RegExp(`(?:${before})(\\d{4})(?![\\d-]\\d|\\d)`, 'gu');
const starred = /(?:\+?\d{1,4}[\s-]?)?(?:[*x•]{2,}[\s)(-]*)+(?:\d{0,3}[*x•]+[\s-]*)?(\d{4})(?!\d)/gu;

/** The digits, each once, and the text without them. */
export function tailDigitsIn(text: string): { digits: string[]; rest: string } {
  const digits = new Set<string>();
  const take = (_: string, found: string): string => {
    digits.add(found);
    return ' ';
  };
  const rest = text.replace(starred, take).replace(named, take);
  return { digits: [...digits], rest };
}
