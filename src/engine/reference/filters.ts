/** The filters, for merchants: what each makes of an example. The results are made by the engine itself. */
import { isTextProblem, parseTemplate, renderTemplate } from '../text.ts';

type Words = { en: string; zh: string };

const items = `order.items`;

/** By name: what it does, and an example. */
export const filterDocs: Readonly<Record<string, { about: Words; example: string }>> = {
  abs: { about: { en: 'without its sign', zh: '绝对值' }, example: '{{ -5 | abs }}' },
  ago: { about: { en: 'how long ago a time was', zh: '距现在多久' }, example: '{{ order.placed_at | ago }}' },
  append: { about: { en: 'something behind it', zh: '在后面加上' }, example: "{{ 'tea' | append: ' pot' }}" },
  at_least: { about: { en: 'at least this number', zh: '不小于' }, example: '{{ 3 | at_least: 5 }}' },
  at_most: { about: { en: 'at most this number', zh: '不大于' }, example: '{{ 8 | at_most: 5 }}' },
  capitalize: { about: { en: 'a capital first', zh: '首字母大写' }, example: "{{ 'green tea' | capitalize }}" },
  ceil: { about: { en: 'rounded up', zh: '向上取整' }, example: '{{ 1.2 | ceil }}' },
  compact: { about: { en: 'a list without its empty entries', zh: '去掉列表里的空项' }, example: "{{ order.items | map: 'image' | compact | size }}" },
  concat: { about: { en: 'two lists as one', zh: '合并两个列表' }, example: "{{ contact.tags | concat: contact.tags | join: ', ' }}" },
  date: {
    about: { en: 'a time as people write it; `day`, `time`, `short`, `iso` or a pattern', zh: '按习惯显示日期；可用 `day`、`time`、`short`、`iso` 或格式' },
    example: '{{ order.placed_at | date }}',
  },
  default: { about: { en: 'something else when it is empty', zh: '为空时用别的' }, example: "{{ contact.phone | default: 'no number' }}" },
  divided_by: { about: { en: 'divided', zh: '除以' }, example: '{{ order.total | divided_by: 2 }}' },
  downcase: { about: { en: 'small letters', zh: '转小写' }, example: "{{ 'XL' | downcase }}" },
  find: {
    about: { en: 'the first entry with this value', zh: '找到第一个符合的项' },
    example: `{{ ${items} | find: 'sku', 'T2' }}`,
  },
  first: { about: { en: 'the first entry', zh: '第一项' }, example: '{{ contact.tags | first }}' },
  floor: { about: { en: 'rounded down', zh: '向下取整' }, example: '{{ 1.8 | floor }}' },
  has: { about: { en: 'whether an entry has this value', zh: '是否有符合的项' }, example: `{{ ${items} | has: 'sku', 'T2' }}` },
  join: { about: { en: 'a list as a text', zh: '把列表连成文字' }, example: "{{ contact.tags | join: ', ' }}" },
  last: { about: { en: 'the last entry', zh: '最后一项' }, example: '{{ contact.tags | last }}' },
  list: { about: { en: 'a list as people say it', zh: '按口语列出' }, example: '{{ contact.tags | list }}' },
  lstrip: { about: { en: 'without blanks at the begin', zh: '去掉开头空格' }, example: "{{ '  tea' | lstrip }}" },
  map: { about: { en: 'one field of each entry', zh: '取每项的某个字段' }, example: `{{ ${items} | map: 'title' | join: ', ' }}` },
  minus: { about: { en: 'less; beside money in main units', zh: '减；与金额相减时按元' }, example: '{{ order.total | minus: 10 }}' },
  modulo: { about: { en: 'the rest of a division', zh: '取余' }, example: '{{ 7 | modulo: 3 }}' },
  money: { about: { en: 'an amount with its currency; a plain number is in minor units', zh: '显示金额；普通数字按分计' }, example: '{{ 1990 | money }}' },
  number: { about: { en: 'a number as people write it, with so many decimals', zh: '按习惯显示数字，可指定小数位' }, example: '{{ 12345.6 | number: 2 }}' },
  phone: { about: { en: 'a phone number in groups', zh: '电话号码分段显示' }, example: "{{ '+8613800138000' | phone }}" },
  plural: { about: { en: 'the right form for a number', zh: '按数量选单复数' }, example: "{{ order.count }} {{ order.count | plural: 'piece', 'pieces' }}" },
  plus: { about: { en: 'more; beside money in main units', zh: '加；与金额相加时按元' }, example: '{{ order.total | plus: 5 }}' },
  prepend: { about: { en: 'something before it', zh: '在前面加上' }, example: "{{ 'tea' | prepend: 'green ' }}" },
  reject: { about: { en: 'the entries without this value', zh: '去掉符合的项' }, example: `{{ ${items} | reject: 'sku', 'T2' | map: 'title' | join: ', ' }}` },
  remove: { about: { en: 'without these words', zh: '删去这些字' }, example: "{{ 'SO-10001' | remove: 'SO-' }}" },
  remove_first: { about: { en: 'without the first of them', zh: '只删第一处' }, example: "{{ 'a-b-c' | remove_first: '-' }}" },
  replace: { about: { en: 'other words in their place', zh: '替换' }, example: "{{ 'a-b-c' | replace: '-', '.' }}" },
  replace_first: { about: { en: 'only the first of them', zh: '只替换第一处' }, example: "{{ 'a-b-c' | replace_first: '-', '.' }}" },
  reverse: { about: { en: 'the other way round', zh: '倒序' }, example: "{{ contact.tags | reverse | join: ', ' }}" },
  round: { about: { en: 'rounded, to so many decimals', zh: '四舍五入' }, example: '{{ 2.345 | round: 1 }}' },
  rstrip: { about: { en: 'without blanks at the end', zh: '去掉结尾空格' }, example: "{{ 'tea  ' | rstrip }}" },
  size: { about: { en: 'how many entries or characters', zh: '长度或个数' }, example: '{{ order.items | size }}' },
  slice: { about: { en: 'a part: from, and how many', zh: '截取：从第几个起、取几个' }, example: "{{ 'SO-10001' | slice: -4, 4 }}" },
  sort: { about: { en: 'in order, of a field', zh: '按某字段排序' }, example: `{{ ${items} | sort: 'title' | map: 'title' | join: ', ' }}` },
  sort_natural: { about: { en: 'in order, capitals or not', zh: '排序，不分大小写' }, example: "{{ contact.tags | sort_natural | join: ', ' }}" },
  split: { about: { en: 'a text as a list', zh: '把文字拆成列表' }, example: "{{ 'S,M,L' | split: ',' | last }}" },
  strip: { about: { en: 'without blanks around it', zh: '去掉两端空格' }, example: "{{ '  tea  ' | strip }}" },
  strip_newlines: { about: { en: 'on one line', zh: '去掉换行' }, example: "{{ 'green tea' | strip_newlines }}" },
  sum: { about: { en: 'added up, of a field', zh: '按某字段求和' }, example: `{{ ${items} | sum: 'price' }}` },
  t: {
    about: { en: 'a word of the shop in the customer’s language: states, carriers, yes and no', zh: '把状态、快递公司、是否等转成顾客的语言' },
    example: '{{ order.status | t }}',
  },
  times: { about: { en: 'so many times', zh: '乘以' }, example: '{{ order.total | times: 2 }}' },
  truncate: { about: { en: 'at most so many characters', zh: '最多几个字' }, example: "{{ 'Longjing green tea' | truncate: 11 }}" },
  truncatewords: { about: { en: 'at most so many words', zh: '最多几个词' }, example: "{{ 'Longjing green tea' | truncatewords: 2 }}" },
  uniq: { about: { en: 'each entry once', zh: '去重' }, example: '{{ contact.tags | concat: contact.tags | uniq | size }}' },
  upcase: { about: { en: 'capitals', zh: '转大写' }, example: "{{ 'xl' | upcase }}" },
  url_decode: { about: { en: 'an address as it reads', zh: '网址解码' }, example: "{{ 'green%20tea' | url_decode }}" },
  url_encode: { about: { en: 'fit for an address', zh: '网址编码' }, example: "{{ 'green tea' | url_encode }}" },
  where: { about: { en: 'the entries with this value', zh: '只留符合的项' }, example: `{{ ${items} | where: 'sku', 'T2' | map: 'title' | join: ', ' }}` },
};

const now = Date.UTC(2026, 10, 23, 2, 0);
const usd = (amount: number) => ({ amount, currency: 'USD' });
/** What the examples read. */
export const exampleScope = {
  order: {
    number: 'SO-10001',
    status: 'shipped',
    total: usd(12_800),
    count: 2,
    placed_at: now - 2 * 86_400_000,
    items: [
      { sku: 'T1', title: 'Longjing', price: usd(2_800), image: null },
      { sku: 'T2', title: 'Tea pot', price: usd(10_000), image: 'https://example.com/pot.jpg' },
    ],
  },
  contact: { tags: ['vip', 'tea'], phone: null },
};

/** What a template of the reference makes. Throws when it is not valid: that is a mistake here. */
export function shownOf(example: string, lang: 'en' | 'zh'): string {
  const template = parseTemplate(example);
  if (isTextProblem(template)) throw new Error(`${example}: ${JSON.stringify(template)}`);
  return renderTemplate(template, lang, { ...exampleScope, now }, { defaultLang: lang, zone: 'Asia/Shanghai', currency: 'USD' });
}
