/** Questions with their answers on a page of the shop's own site: what it says for search engines, else what opens on a click, else its headings. */
import { compile } from 'html-to-text';
import { z } from 'zod';
import { type FaqPair, pairsMost, readFaq } from './read-faq.ts';

const around = ['nav', 'header', 'footer', 'script', 'style', 'noscript', 'form', 'img', 'svg', 'iframe', 'template'].map((selector) => ({
  selector,
  format: 'skip',
}));
const shared = [
  { selector: 'a', options: { ignoreHref: true } },
  { selector: 'ul', options: { itemPrefix: '· ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
];
const answerText = compile({ wordwrap: false, selectors: [...around.slice(3), ...shared] });
/** Most characters of a page that are looked at. */
const pageMost = 1_000_000;
/** Stands before what is a question by its element. */
const mark = '## ';
const pageText = compile({
  wordwrap: false,
  limits: { maxInputLength: pageMost, maxDepth: 200 },
  selectors: [
    ...around,
    ...shared,
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'summary', 'button', '[role=button]'].map((selector) => ({ selector, format: 'asked' })),
  ],
  formatters: {
    asked(element, walk, builder) {
      builder.openBlock({ leadingLineBreaks: 2 });
      builder.addInline(mark);
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 1 });
    },
  },
});

const answer = z.union([z.object({ text: z.string() }), z.array(z.object({ text: z.string() })).transform(([first]) => first ?? { text: '' })]);
const asked = z.object({ name: z.string(), acceptedAnswer: answer });

/** Every question of schema.org anywhere in the value: pages nest them in graphs and lists, each in its own way. */
function questionsIn(value: unknown, depth = 0): FaqPair[] {
  if (typeof value !== 'object' || value === null || depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((one) => questionsIn(one, depth + 1));
  const found = asked.safeParse(value);
  if (found.success) return [{ q: answerText(found.data.name), a: answerText(found.data.acceptedAnswer.text) }];
  return Object.values(value).flatMap((one) => questionsIn(one, depth + 1));
}

/** What the scripts of kind `application/ld+json` hold. Walked by places: a pattern would look from each opening to the end of the page. */
function scriptsOf(html: string): string[] {
  const found: string[] = [];
  const low = html.toLowerCase();
  for (let at = low.indexOf('<script'); at >= 0; at = low.indexOf('<script', at)) {
    const open = low.indexOf('>', at);
    const close = open < 0 ? -1 : low.indexOf('</script', open);
    if (close < 0) break;
    if (low.slice(at, Math.min(open, at + 300)).includes('application/ld+json')) found.push(html.slice(open + 1, close));
    at = close;
  }
  return found;
}

function toldToSearch(html: string): FaqPair[] {
  return scriptsOf(html).flatMap((text) => {
    try {
      return questionsIn(JSON.parse(text.replace(/^\s*(?:\/\/\s*)?<!\[CDATA\[|(?:\/\/\s*)?\]\]>\s*$/gu, '').trim()));
    } catch {
      return [];
    }
  });
}

/** Elements that hold nothing. */
const empty = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr', 'col', 'area', 'embed', 'track', 'base']);
/** Most elements that stand open at a time: pages have some dozens, or hundreds of paragraphs that nobody closed; readers take the square of it. */
const openMost = 5_000;

function isTooDeep(html: string): boolean {
  let open = 0;
  for (const [, close, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (close) open = Math.max(0, open - 1);
    else if (!empty.has(name.toLowerCase())) open += 1;
    if (open > openMost) return true;
  }
  return false;
}

/** Returns the pairs of a page; empty where none is to be seen (a page that its own scripts fill has none). */
export function readFaqPage(html: string): FaqPair[] {
  const page = html.slice(0, pageMost);
  const told = new Map<string, FaqPair>();
  for (const pair of toldToSearch(page)) if (pair.q.trim() !== '' && pair.a.trim() !== '' && !told.has(pair.q)) told.set(pair.q, pair);
  if (told.size > 0) return [...told.values()].slice(0, pairsMost);
  if (isTooDeep(page)) return [];
  const text = pageText(page).replace(/^(?:## ?)+[+\-–×✕▼▾]?\s*$/gmu, '');
  // Menus and buttons stand apart on every page.
  return readFaq(text, { apart: false });
}
