/** Is a message an advertisement to the shop: services for its site, goods of a factory, quick money? Nothing in it is a customer's wish. */
import { plainly } from './said-plainly.ts';

const en = [
  /\bwe (?:are )?(?:offer|provide|specialize|specialise|supply|manufacture|help businesses|a (?:leading|professional) (?:manufacturer|supplier|factory|agency|company))\b/,
  /\b(?:seo|backlinks?|guest posts?|web ?design|app development|lead generation)\b.*\b(?:services?|offer|rank|traffic|your (?:web)?site|business)\b/,
  /\b(?:rank|boost|grow|increase) your (?:web)?(?:site|sales|traffic|business|followers|store)\b/,
  /\b(?:earn|make) (?:\$|€|£)?\d[\d,]*(?: ?(?:\$|usd|dollars))?(?: a| per)? (?:day|week|month)\b|\bcrypto (?:investment|trading)\b|\bfree followers\b/,
];
const zh = [
  /日入\d|月入\d|日赚|赚钱.*(?:微信|群|兼职)|加(?:我)?(?:微信|vx|v信|qq|群).*(?:赚|兼职|代|返利)|刷单|贷款.*(?:利息|秒批|额度)|(?:代开|代办)(?:发票|证)|涨粉|引流|(?:网站|店铺|小程序)(?:优化|推广|代运营)/u,
  /我们(?:是|公司)(?:专业|一家)?.{0,10}(?:厂家|工厂|供应商|服务商|代运营)/u,
];

/** What is offered is said at the beginning, characters. */
const longest = 400;

export function pitches(text: string): boolean {
  const plain = plainly(text.slice(0, longest));
  return [...en, ...zh].some((pattern) => pattern.test(plain));
}
