/** How an answer of some kind is found in what a customer wrote. */
import type { Part } from '../../message.ts';
import type { Json } from '../session.ts';

/** `rest`: what was said besides the answer, blanks around it removed. Empty when the answer is all. */
export interface Found {
  value: Json;
  rest: string;
}

export interface AnswerContext {
  now: number;
  /** IANA zone of the shop. */
  zone: string;
  /** What the shop's own order numbers look like, as a pattern. */
  order_pattern?: string | null;
  /** ISO 4217 of the shop. */
  currency: string;
  lang: string;
  parts: readonly Part[];
  /** Other answers may stand in the text: the first of the kind is taken, and the caller looks at what is left. */
  passing?: boolean;
}

/** There is an answer of the kind, but not which: several that may be meant (of days each as a `Day`), or none that is exact. */
export interface Doubt {
  doubt: readonly number[];
}

/** Finds an answer in folded text (NFKC, lower case) or in the parts; null when there is none. `raw` is the text as it was written. */
export type Reader = (text: string, raw: string, context: AnswerContext) => Found | Doubt | null;

/** Words around an answer that carry nothing: "it is", "我要", "please", "订单号是" ... */
const filler =
  /^(it'?s|it is|its|i'?d like|i want|i need|my|the|is|are|about|around|for|on|at|by|no|nr|number|order|phone|email|e-mail|mail|to|please|pls|thanks|thank you|maybe|make it|let'?s say|say|that'?s|号码|订单号码|订单号|订单|单号|电话|手机号|手机|邮箱|预算|大概|大约|差不多|左右|我的|我要|我想要|我想|要|就|是|为|给我|来|的|吧|呢|啊|哦|请|麻烦|谢谢|以内|之内|上下|那就)$/;

/** What is left when a span is cut out, without words that carry nothing; '' when nothing else was said. */
export function without(text: string, start: number, end: number): string {
  // Marks between digits are part of a number or a time; commas go on parting what is left.
  const rest = `${text.slice(0, start)} ${text.slice(end)}`
    .replace(/[，、；;]|(?<!\d),|,(?!\d)/g, ' , ')
    .replace(/[\s。!！：#]+|(?<!\d)[.:]|[.:](?!\d)/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/(?: ,)+/g, ' ,')
    .trim();
  let bare = rest;
  for (let round = 0; round < 6 && bare !== ''; round++) {
    const before = bare;
    bare = bare
      .split(' ')
      .filter((piece) => !filler.test(piece))
      .join(' ')
      .replace(/^(订单号码|订单号|单号|电话|手机号?|邮箱|大概|大约|我的|我想|我要|要|就|是|给我|来)+(?=\S|$)/, '')
      .replace(/(左右|以内|之内|上下|吧|呢|啊|哦|的|谢谢){1,12}$/, '')
      .replace(/^[ ,]+|[ ,]+$/g, '');
    if (bare === before) break;
  }
  return bare.replace(/ ,(?: ,)*/g, ',');
}

/** Cuts the match of a pattern out. */
export function found(value: Json, text: string, match: RegExpExecArray): Found {
  return { value, rest: without(text, match.index, match.index + match[0].length) };
}
