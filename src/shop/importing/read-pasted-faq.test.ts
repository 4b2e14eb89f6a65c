/** Shapes in which merchants paste their FAQ: each with what a reader would take for its questions. `?`: the merchant is asked to look. */
import { expect, it } from 'vitest';
import { readPastedFaq } from './read-pasted-faq.ts';

const yes = 'Yes, to 40 countries.';
const ship = 'Do you ship abroad?';
const back = 'How long do returns take?';
type Pair = [q: string, a: string, unsure?: '?'];
const two: Pair[] = [
  [ship, yes],
  [back, '14 days.'],
];
const 两: Pair[] = [
  ['多久发货', '48 小时内。'],
  ['怎么退货', '在订单页申请。'],
];

const forms: [form: string, text: string, pairs: Pair[]][] = [
  [
    'titles and answers apart',
    'Returns\n\nYou have 14 days.\n\nShipping costs\n\n4.90 in the UK.',
    [
      ['Returns', 'You have 14 days.', '?'],
      ['Shipping costs', '4.90 in the UK.', '?'],
    ],
  ],
  [
    'a question without a mark behind an answer',
    `${ship}\n${yes}\n\nHow long does it take\n\nThree days.`,
    [
      [ship, yes],
      ['How long does it take', 'Three days.', '?'],
    ],
  ],
  [
    'a title behind an answer, its answer below',
    `${ship}\n${yes}\n\nPayment methods\nCards and PayPal.`,
    [
      [ship, yes],
      ['Payment methods', 'Cards and PayPal.', '?'],
    ],
  ],
  [
    'a second paragraph is no question',
    `${ship}\n${yes}\n\nBy air mail.\n\n${back}\n14 days.`,
    [
      [ship, `${yes}\nBy air mail.`],
      [back, '14 days.'],
    ],
  ],
  [
    'a list within an answer, apart',
    `${ship}\nYes:\n\n- Egypt\n- Japan\n\n${back}\n14 days.`,
    [
      [ship, 'Yes:\n- Egypt\n- Japan'],
      [back, '14 days.'],
    ],
  ],
  ['the last words of an answer, with nothing behind', `${ship}\n${yes}\n\nThe tea house`, [[ship, `${yes}\nThe tea house`]]],
  [
    '吗 without a mark, apart',
    '多久发货？\n48 小时内。\n\n可以开发票吗\n\n可以，备注抬头。',
    [
      ['多久发货？', '48 小时内。'],
      ['可以开发票吗', '可以，备注抬头。', '?'],
    ],
  ],
  [
    '怎么 within the line',
    '运费怎么算\n满 99 包邮。\n\n可以货到付款吗\n支持。',
    [
      ['运费怎么算', '满 99 包邮。'],
      ['可以货到付款吗', '支持。'],
    ],
  ],
  [
    '么, 有没有, 能不能',
    '是新茶么\n是。\n\n有没有试用装\n有。\n\n能不能送礼盒\n可以。',
    [
      ['是新茶么', '是。'],
      ['有没有试用装', '有。'],
      ['能不能送礼盒', '可以。'],
    ],
  ],
  ['Q: and A:', `Q: ${ship}\nA: ${yes}\nQ: ${back}\nA: 14 days.`, two],
  ['Q1 and A1 without a point', 'Q1 多久发货\nA1 48 小时内。\nQ2 怎么退货\nA2 在订单页申请。', 两],
  ['Q and A on lines of their own', `Q\n${ship}\nA\n${yes}\nQ\n${back}\nA\n14 days.`, two],
  ['问：答：', '问：多久发货\n答：48 小时内。\n问：怎么退货\n答：在订单页申请。', 两],
  ['【问】【答】', '【问】多久发货\n【答】48 小时内。\n【问】怎么退货\n【答】在订单页申请。', 两],
  [
    '【title】',
    '【发货时间】\n48 小时内。\n\n【退换货】\n七天。',
    [
      ['发货时间', '48 小时内。'],
      ['退换货', '七天。'],
    ],
  ],
  ['客户 and 客服', '客户：多久发货\n客服：48 小时内。\n客户：怎么退货\n客服：在订单页申请。', 两],
  ['买家问 and 卖家答', '买家问：多久发货\n卖家答：48 小时内。', [两[0] ?? ['', '']]],
  ['第一问', '第一问：多久发货\n48 小时内。\n第二问：怎么退货\n在订单页申请。', 两],
  ['1. without a blank', '1.多久发货\n48 小时内。\n2.怎么退货\n在订单页申请。', 两],
  [
    'numbered titles',
    '1. Shipping\nTwo days.\n2. Returns\n14 days.',
    [
      ['Shipping', 'Two days.', '?'],
      ['Returns', '14 days.', '?'],
    ],
  ],
  [
    'all questions, then all answers',
    `1. ${ship}\n2. ${back}\n\n1. ${yes}\n2. 14 days.`,
    [
      [ship, yes, '?'],
      [back, '14 days.', '?'],
    ],
  ],
  [
    'headings',
    `## Shipping\n\n${yes}\n\n## Returns\n\n14 days.`,
    [
      ['Shipping', yes],
      ['Returns', '14 days.'],
    ],
  ],
  [
    'underlined headings',
    `Shipping\n========\n${yes}\n\nReturns\n-------\n14 days.`,
    [
      ['Shipping', yes],
      ['Returns', '14 days.'],
    ],
  ],
  ['bold', `**${ship}**\n\n${yes}\n\n**${back}**\n\n14 days.`, two],
  ['bold as WhatsApp writes it', `*${ship}*\n${yes}\n\n*${back}*\n14 days.`, two],
  [
    'bold, the answer behind',
    `**${ship}** ${yes}\n**Returns** 14 days.`,
    [
      [ship, yes],
      ['Returns', '14 days.'],
    ],
  ],
  [
    'bold with a colon',
    `**Shipping abroad:** ${yes}\n**Returns:** 14 days.`,
    [
      ['Shipping abroad', yes],
      ['Returns', '14 days.'],
    ],
  ],
  [
    'a word and a colon',
    'Shipping: two days.\nReturns: 14 days.',
    [
      ['Shipping', 'two days.', '?'],
      ['Returns', '14 days.', '?'],
    ],
  ],
  [
    '冒号',
    '发货时间：48 小时内。\n退货：七天。',
    [
      ['发货时间', '48 小时内。', '?'],
      ['退货', '七天。', '?'],
    ],
  ],
  ['arrows', `${ship} -> ${yes}\n${back} → 14 days.`, two],
  ['triangles', `▸ ${ship}\n${yes}\n▸ ${back}\n14 days.`, two],
  ['emoji', `❓ ${ship}\n✅ ${yes}\n❓ ${back}\n✅ 14 days.`, two],
  [
    'a chat',
    `[12/03/24, 10:15:22] Ann: ${ship}\n[12/03/24, 10:16:02] Shop: ${yes}\n[12/03/24, 10:17:00] Ann: ${back}\n[12/03/24, 10:18:00] Shop: 14 days.`,
    two,
  ],
  ['the source of a page', `<h3>${ship}</h3><p>${yes}</p><h3>${back}</h3><p>14 days.</p>`, two],
  [
    'a list of terms',
    `<dl><dt>Returns</dt><dd>14 days.</dd><dt>Shipping</dt><dd>${yes}</dd></dl>`,
    [
      ['Returns', '14 days.'],
      ['Shipping', yes],
    ],
  ],
  ['signs as pages write them', 'Do you ship &amp; wrap?\nYes &mdash; always.', [['Do you ship & wrap?', 'Yes — always.']]],
  ['a sheet with commas', `question,answer\n"${ship}","${yes}"\n"${back}","14 days."`, two],
  ['a sheet with semicolons', `${ship};${yes}\n${back};14 days.`, two],
  ['问题,答案', '问题,答案\n多久发货,48 小时内。\n怎么退货,在订单页申请。', 两],
  [
    'JSON',
    JSON.stringify({
      faq: [
        { question: ship, answer: yes },
        { question: back, answer: '14 days.' },
      ],
    }),
    two,
  ],
  ['YAML', `- q: ${ship}\n  a: ${yes}\n- q: ${back}\n  a: 14 days.`, two],
  ['a title and a greeting before', `FAQ\n\nWelcome to our shop.\n\n${ship}\n${yes}`, [[ship, yes]]],
  ['two questions in one', 'Can I cancel? How do I do that?\nWrite within an hour.', [['Can I cancel? How do I do that?', 'Write within an hour.']]],
  ['what asks nothing', 'We are a small tea shop, in Leeds.\nCome and see us.', []],
];

it('is a table of at least 40 forms', () => expect(forms.length).toBeGreaterThanOrEqual(40));
it.each(forms)('%s', (_form, text, pairs) => {
  expect(readPastedFaq(text).map(({ q, a, unsure }) => (unsure ? [q, a, '?'] : [q, a]))).toEqual(pairs);
  // As Windows ends its lines.
  expect(readPastedFaq(text.replaceAll('\n', '\r\n')).map(({ q }) => q)).toEqual(pairs.map(([q]) => q));
});

it.each([
  ['tags', '<p '.repeat(60_000)],
  ['commas', '"a",'.repeat(50_000)],
  ['brackets', '['.repeat(200_000)],
  ['colons', 'a: b\n'.repeat(40_000)],
  ['signs', '&amp'.repeat(50_000)],
])('reads what is made to be slow in time: %s', (_name, text) => {
  const before = performance.now();
  readPastedFaq(text);
  expect(performance.now() - before).toBeLessThan(4_000);
});

const lines = (head: string, line: (n: number) => string) => {
  const all = [head];
  for (let n = 0, size = 0; size < 190_000; n++) {
    all.push(line(n));
    size += all.at(-1)?.length ?? 0;
  }
  return all.join('\n');
};
it.each([
  ['a sheet', lines('question,answer', (n) => `${n.toString(36)},b`)],
  ['named lines', lines('Pay: now.', (n) => `x${n.toString(36)}: now.`)],
])('%s of 200,000 characters is read within 2 s', (_what, text) => {
  const begun = performance.now();
  expect(readPastedFaq(text)).toHaveLength(200);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
