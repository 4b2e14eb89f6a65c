/** Questions with their answers on a page of the shop's own site: what it says for search engines, else what opens on a click, else its headings. */
import { compile } from 'html-to-text';
import { z } from 'zod';
import { type FaqPair, readFaq } from './read-faq.ts';

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
/** Stands before what is a question by its element. */
const mark = '## ';
const pageText = compile({
  wordwrap: false,
  limits: { maxInputLength: 4_000_000 },
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

function toldToSearch(html: string): FaqPair[] {
  return [...html.matchAll(/<script\b[^>]*application\/ld\+json[^>]*>([\s\S]*?)<\/script>/giu)].flatMap(([, text = '']) => {
    try {
      return questionsIn(JSON.parse(text.replace(/^\s*(?:\/\/\s*)?<!\[CDATA\[|(?:\/\/\s*)?\]\]>\s*$/gu, '').trim()));
    } catch {
      return [];
    }
  });
}

/** Returns the pairs of a page; empty where none is to be seen (a page that its own scripts fill has none). */
export function readFaqPage(html: string): FaqPair[] {
  const told = toldToSearch(html);
  if (told.length > 0) return told.filter(({ q, a }, at) => q.trim() !== '' && a.trim() !== '' && told.findIndex((one) => one.q === q) === at).slice(0, 200);
  const text = pageText(html).replace(/^(?:## ?)+[+\-–×✕▼▾]?\s*$/gmu, '');
  return readFaq(text);
}
