/** Forms in which merchants have their questions: pasted from documents, sheets and chats, and pages of shops. */
import { describe, expect, it } from 'vitest';
import { readFaq } from './read-faq.ts';
import { readFaqPage } from './read-faq-page.ts';

const ship = 'Do you ship abroad?';
const yes = 'Yes, to 40 countries.';
const back = 'How long do returns take?';
const days = '14 days.';
const two: [string, string][] = [
  [ship, yes],
  [back, days],
];
const 寄 = '多久发货？';
const 天 = '48 小时内发货。';
const 退 = '怎么退货？';
const 申 = '在订单页申请退货。';
const 两: [string, string][] = [
  [寄, 天],
  [退, 申],
];

const texts: [form: string, text: string, pairs: [string, string][]][] = [
  ['a question a line, the answer below', `${ship}\n${yes}\n${back}\n${days}`, two],
  ['with empty lines', `${ship}\n\n${yes}\n\n\n${back}\n\n${days}`, two],
  ['line ends of Windows', `${ship}\r\n${yes}\r\n${back}\r\n${days}`, two],
  ['Q: and A:', `Q: ${ship}\nA: ${yes}\nQ: ${back}\nA: ${days}`, two],
  ['Q1. and A1.', `Q1. ${ship}\nA1. ${yes}\n\nQ2. ${back}\nA2. ${days}`, two],
  ['Question: and Answer:', `Question: ${ship}\nAnswer: ${yes}\nQuestion: ${back}\nAnswer: ${days}`, two],
  ['Q) and A)', `Q) ${ship}\nA) ${yes}\nQ) ${back}\nA) ${days}`, two],
  ['numbered', `1. ${ship}\n${yes}\n2. ${back}\n${days}`, two],
  ['numbered with a bracket', `1) ${ship}\n${yes}\n2) ${back}\n${days}`, two],
  ['points', `- ${ship}\n${yes}\n- ${back}\n${days}`, two],
  ['headings of Markdown', `## ${ship}\n${yes}\n## ${back}\n${days}`, two],
  ['bold questions', `**${ship}**\n${yes}\n\n**${back}**\n${days}`, two],
  ['bold Q and A', `**Q: ${ship}**\nA: ${yes}\n\n**Q: ${back}**\nA: ${days}`, two],
  ['both on one line', `${ship} ${yes}\n${back} ${days}`, two],
  ['Q and A on one line', `Q: ${ship} A: ${yes}\nQ: ${back} A: ${days}`, two],
  ['two columns of a sheet', `${ship}\t${yes}\n${back}\t${days}`, two],
  ['two columns with a head', `Question\tAnswer\n${ship}\t${yes}\n${back}\t${days}`, two],
  ['a table of Markdown', `| Question | Answer |\n|---|---|\n| ${ship} | ${yes} |\n| ${back} | ${days} |`, two],
  ['a title before the first', `Frequently asked questions\n\n${ship}\n${yes}\n${back}\n${days}`, two],
  ['an answer of two paragraphs', `${ship}\n${yes}\n\nBy air mail.\n${back}\n${days}`, [[ship, `${yes}\nBy air mail.`], two[1] ?? ['', '']]],
  ['a list within an answer', `Q: ${ship}\nA: Yes:\n- Egypt\n- Japan\nQ: ${back}\nA: ${days}`, [[ship, 'Yes:\n- Egypt\n- Japan'], two[1] ?? ['', '']]],
  [
    'a question within an answer, where they are marked',
    `Q: ${ship}\nA: ${yes}\nQuestions?\nWrite to us.\nQ: ${back}\nA: ${days}`,
    [[ship, `${yes}\nQuestions?\nWrite to us.`], two[1] ?? ['', '']],
  ],
  [
    'headings that ask nothing',
    `## Shipping abroad\n${yes}\n## Returns\n${days}`,
    [
      ['Shipping abroad', yes],
      ['Returns', days],
    ],
  ],
  [
    'no question mark',
    `How long does shipping take\nThree days.\nWhere are you\nIn Leeds.`,
    [
      ['How long does shipping take', 'Three days.'],
      ['Where are you', 'In Leeds.'],
    ],
  ],
  ['a question twice', `${ship}\n${yes}\n${ship}\nNo.`, [[ship, yes]]],
  ['a question without an answer', `${ship}\n\n${back}\n${days}`, [two[1] ?? ['', '']]],
  ['问 and 答', `问：${寄}\n答：${天}\n问：${退}\n答：${申}`, 两],
  ['问题1 and 答案', `问题1：${寄}\n答案：${天}\n问题2：${退}\n答案：${申}`, 两],
  ['Q and A with Chinese', `Q：${寄}\nA：${天}\nQ：${退}\nA：${申}`, 两],
  ['一、 二、', `一、${寄}\n${天}\n二、${退}\n${申}`, 两],
  ['1、 2、', `1、${寄}\n${天}\n2、${退}\n${申}`, 两],
  ['① ②', `① ${寄}\n${天}\n② ${退}\n${申}`, 两],
  ['（1） （2）', `（1）${寄}\n${天}\n（2）${退}\n${申}`, 两],
  ['one line each in Chinese', `${寄}${天}\n${退}${申}`, 两],
  ['问 and 答 on one line', `问：${寄}答：${天}\n问：${退}答：${申}`, 两],
  ['a sheet in Chinese', `问题\t回答\n${寄}\t${天}\n${退}\t${申}`, 两],
  [
    'Chinese without a sign',
    `运费多少\n满 99 包邮。\n怎么退货\n${申}`,
    [
      ['运费多少', '满 99 包邮。'],
      ['怎么退货', 申],
    ],
  ],
  ['no-break spaces and marks of no width', `\ufeff${ship}\u200b\n\u00a0${yes}`, [[ship, yes]]],
  ['no question at all', 'We are a small tea shop in Leeds.\nCome and see us.', []],
  ['nothing', '  \n ', []],
];

it.each(texts)('a text: %s', (_form, text, pairs) => {
  expect(readFaq(text).map(({ q, a }) => [q, a])).toEqual(pairs);
});

it('takes no more than fits an entry, and answers a long text at once', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => `Is number ${n} good?\n${'Yes, it is. '.repeat(1_000)}`).join('\n');
  const before = performance.now();
  const found = readFaq(many);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(found).toHaveLength(200);
  expect(Math.max(...found.map(({ a }) => a.length))).toBeLessThanOrEqual(4_000);
});

const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>FAQ</title>${head}</head><body><nav><a href="/">Home?</a></nav>${body}<footer>Any questions? Mail us.</footer></body></html>`;
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const question = (q: string, a: string) => ({ '@type': 'Question', name: q, acceptedAnswer: { '@type': 'Answer', text: a } });
const pages: [form: string, html: string, pairs: [string, string][]][] = [
  ['for search engines', page('', ld({ '@type': 'FAQPage', mainEntity: [question(ship, `<p>${yes}</p>`), question(back, days)] })), two],
  ['for search engines, in a graph', page('', ld({ '@graph': [{ '@type': 'WebPage' }, question(ship, yes), question(back, days)] })), two],
  [
    'for search engines, an answer in a list',
    page('', ld([{ mainEntity: [{ ...question(ship, ''), acceptedAnswer: [{ text: yes }] }, question(back, days)] }])),
    two,
  ],
  [
    'a broken one beside the page',
    page(`<h3>${ship}</h3><p>${yes}</p><h3>${back}</h3><p>${days}</p>`, '<script type="application/ld+json">{oops</script>'),
    two,
  ],
  ['details and summary', page(`<details><summary>${ship}</summary><p>${yes}</p></details><details><summary>${back}</summary><p>${days}</p></details>`), two],
  ['headings', page(`<h1>FAQ</h1><h3>${ship}</h3><p>${yes}</p><h3>${back}</h3><p>${days}</p>`), two],
  [
    'headings in buttons',
    page(`<h3><button aria-expanded="false">${ship}</button></h3><div>${yes}</div><h3><button>${back}</button></h3><div>${days}</div>`),
    two,
  ],
  ['a list of terms', page(`<dl><dt>${ship}</dt><dd>${yes}</dd><dt>${back}</dt><dd>${days}</dd></dl>`), two],
  ['bold paragraphs', page(`<p><strong>${ship}</strong></p><p>${yes}</p><p><strong>${back}</strong><br>${days}</p>`), two],
  ['divisions of a builder', page(`<div><div role="button">${ship}</div><div>${yes}</div><div role="button">${back}</div><div>${days}</div></div>`), two],
  ['a page in Chinese', page(`<h4>${寄}</h4><p>${天}</p><h4>${退}</h4><p>${申}</p>`), 两],
  ['a page that scripts fill', page('<div id="app"></div><script>render()</script>'), []],
];
describe('a page', () => {
  it.each(pages)('%s', (_form, html, pairs) => {
    expect(readFaqPage(html).map(({ q, a }) => [q, a])).toEqual(pairs);
  });
});

// Each took from seconds to minutes where a pattern looks from every place to the end; the limit of the test is what it must keep.
describe('what is made to be slow is read in time', () => {
  it.each([
    ['blanks and a letter', `${' '.repeat(100_000)}x`],
    ['a mark and tabs', `Q${'\t'.repeat(150_000)}`],
    ['one question and thousands of lines', `Q: what\nA: x\n${'a\n'.repeat(60_000)}`],
    ['bars and blanks', '| '.repeat(90_000)],
  ])('%s', (_form, text) => expect(readFaq(text).length).toBeLessThanOrEqual(1));
  it.each([
    ['openings of scripts', '<script '.repeat(100_000)],
    ['scripts without an end', '<script type="application/ld+json">'.repeat(25_000)],
    ['open tags', '<div>'.repeat(150_000)],
  ])('a page of %s', (_form, html) => expect(readFaqPage(html)).toEqual([]));
});
