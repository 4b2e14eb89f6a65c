/** Keys of a rule for speaking first, for merchants and for the editor's schema. */
import type { proactiveKeys, whenKeys } from '../../src/compiler/fixed-words.ts';

type Lang = 'en' | 'zh';
type Words = Readonly<Record<Lang, string>>;

export interface KeyDoc {
  about: Words;
  /** A value as it stands in a file; the tests compile each. */
  example: string;
}

export const ruleDocs: Readonly<Record<(typeof proactiveKeys)[number], KeyDoc>> = {
  proactive: {
    about: { en: 'name of the rule; one in the folder, flows and FAQs included', zh: '规则的名字，在目录里唯一（流程、常见问题也算）' },
    example: 'size-help',
  },
  about: { about: { en: 'what the report calls it', zh: '报表里显示的名称' }, example: '{ zh: 尺码帮助, en: Help with sizes }' },
  when: { about: { en: 'what has to hold, all of it; see below', zh: '同时满足的条件，见下表' }, example: '{ product: any, on_page: 40s }' },
  show: {
    about: {
      en: '`bubble`: a line beside the button; `teaser`: the line with the card of the product on the page; `chat`: the open chat with the flow (on a phone a bubble comes instead)',
      zh: '`bubble`：按钮旁的一句话；`teaser`：一句话加当前商品的卡片；`chat`：直接打开聊天并开始流程（手机上改为一句话）',
    },
    example: 'teaser',
  },
  say: {
    about: {
      en: 'the line, by language; it may read `product`, `page.path`, `cart.value`, `cart.count`, `shop` and `contact`',
      zh: '要说的话，按语言写；可以用 `product`、`page.path`、`cart.value`、`cart.count`、`shop`、`contact`',
    },
    example: '{ zh: "{{ product.title }}不知道选哪个码？", en: "Not sure which size of {{ product.title }}?" }',
  },
  flow: {
    about: {
      en: 'the flow that begins when the visitor follows it; it may read `page.product` and `page.path`',
      zh: '访客点开后开始的流程；流程里可以用 `page.product`、`page.path`',
    },
    example: 'menu',
  },
  at_most: { about: { en: 'so often for one visitor; `1 in 1d` unless written', zh: '每位访客最多几次；不写是 `1 in 1d`' }, example: '1 in 7d' },
  not_after: {
    about: { en: 'silent for so long after the visitor wrote; `1h` unless written', zh: '访客说过话之后多久不再打扰；不写是 `1h`' },
    example: '2d',
  },
  hold_out: {
    about: {
      en: 'percent of visitors who are never shown it, always the same ones, so that the report can compare; 0 unless written',
      zh: '百分之几的访客永远看不到（固定的一批），供报表对比；不写是 0',
    },
    example: '10',
  },
};

export const whenDocs: Readonly<Record<(typeof whenKeys)[number], KeyDoc>> = {
  path: {
    about: { en: 'path of the page, one or a list; `*` stands for anything', zh: '页面路径，一个或多个；`*` 代表任意内容' },
    example: '[/sale, /collections/*]',
  },
  product: { about: { en: '`any`: the page of a product; or ids of products', zh: '`any`：任意商品页；或写商品编号' }, example: 'any' },
  on_page: { about: { en: 'so long on this page', zh: '在本页停留多久' }, example: '40s' },
  scroll: { about: { en: 'percent of the page that was scrolled to', zh: '页面滚动到百分之几' }, example: '60' },
  leaves: { about: { en: '`true`: the pointer goes for the tabs or the close button', zh: '`true`：鼠标移向标签栏或关闭按钮，准备离开' }, example: 'true' },
  idle: { about: { en: 'so long without a movement, touch or key', zh: '多久没有任何操作' }, example: '30s' },
  visits: { about: { en: 'at the earliest in this visit; 2 is the first return', zh: '第几次来访起；2 是第一次回访' }, example: '2' },
  cart: { about: { en: '`filled` or `empty`', zh: '`filled` 有商品，`empty` 空' }, example: 'filled' },
  cart_value: {
    about: {
      en: 'value of the cart in the currency of the shop: `"> 200"`, `"< 200"` or `200..500`',
      zh: '购物车金额（店铺货币）：`"> 200"`、`"< 200"` 或 `200..500`',
    },
    example: '"> 200"',
  },
  source: {
    about: { en: '`utm_source` of the visit, or the site that it came from', zh: '来访的 `utm_source`，或来自哪个网站' },
    example: '[xiaohongshu, google.com]',
  },
  event: { about: { en: 'name that the page gave to `Zhanggui.track`', zh: '页面用 `Zhanggui.track` 上报的名称' }, example: 'size-chart' },
  hours: { about: { en: 'part of the day in the zone of the shop', zh: '一天中的时段（店铺时区）' }, example: '09:00-21:00' },
  lang: { about: { en: 'language of the page, one or a list', zh: '页面语言，一个或多个' }, example: '[zh, en]' },
  shop: { about: { en: '`open` or `closed`: whether people answer now', zh: '`open` 或 `closed`：现在是否在人工客服时间' }, example: 'open' },
};

/** A rule with every key once, played by the tests. */
export const ruleExample = `proactive: size-help
about: { zh: 尺码帮助, en: Help with sizes }
when:
  product: any
  on_page: 40s
  lang: [zh, en]
show: teaser
say: { zh: "{{ product.title }}不知道选哪个码？问我就好。", en: "Not sure which size of {{ product.title }}? Just ask." }
flow: menu
at_most: 1 in 7d
not_after: 2d
hold_out: 10
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');
const titles = {
  rule: { en: 'Keys of a rule for speaking first', zh: '主动搭话规则的键' },
  rule_note: {
    en: 'A file with `proactive:` is a rule for the shop’s own site. Texts and limits are decided by the server: the page only reports what happened.',
    zh: '带 `proactive:` 的文件是自家网站上主动搭话的规则。说什么、说不说由服务器决定，页面只上报发生了什么。',
  },
  when: { en: 'Keys of `when`', zh: '`when` 的键' },
  key: { en: 'key', zh: '键' },
  meaning: { en: 'meaning', zh: '含义' },
  example: { en: 'example', zh: '示例' },
} as const;

/** Returns the tables of the keys, with a whole rule. */
export function proactiveReference(lang: Lang): string {
  const head = [titles.key, titles.meaning, titles.example].map((words) => words[lang]).join(' | ');
  const table = (docs: Readonly<Record<string, KeyDoc>>): string =>
    [
      `| ${head} |`,
      '|---|---|---|',
      ...Object.entries(docs).map(([key, { about, example }]) => `| \`${key}\` | ${cell(about[lang])} | \`${cell(example)}\` |`),
    ].join('\n');
  return [
    `## ${titles.rule[lang]}`,
    titles.rule_note[lang],
    table(ruleDocs),
    `\`\`\`yaml\n${ruleExample.trimEnd()}\n\`\`\``,
    `### ${titles.when[lang]}`,
    table(whenDocs),
  ].join('\n\n');
}
