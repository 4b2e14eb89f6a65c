/** The parts of the flow language's reference that are data: starts, answers, filters, keys of the files, what a flow can read. */
import { entryKeys, flowKeys } from '../../src/compiler/fixed-words.ts';
import { answerDocs, savedOf } from './answer-kinds-reference.ts';
import { filterDocs, shownOf } from './filters-reference.ts';
import { modifierDocs, segmentDocs, startDocs } from './starts-reference.ts';

type Lang = 'en' | 'zh';
type Words = Record<Lang, string>;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${cell(text)}\``;

/** Returns a table with a head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

const fence = (yaml: string): string => `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;

const titles = {
  starts: { en: 'What begins a flow', zh: '流程从什么开始' },
  starts_note: { en: 'Each stands under `start:`. Beside each may stand:', zh: '都写在 `start:` 下面。每一项旁边还可以写：' },
  keys: { en: 'Keys of a flow file', zh: '流程文件的键' },
  faq: { en: 'Keys of a FAQ file', zh: '常见问题文件的键' },
  faq_note: {
    en: 'A FAQ file has `faq:` (its name), `about:` and `entries:`, a list of these:',
    zh: '常见问题文件有 `faq:`（名字）、`about:` 和 `entries:` 列表，每条可以写：',
  },
  answers: { en: 'Kinds of answer', zh: '回答类型' },
  answers_note: {
    en: '`expect:` takes one of these, or a list. What customers write, and what is saved (here on 23 November 2026 in a shop with US dollars):',
    zh: '`expect:` 写其中一种或几种。顾客怎么写、保存成什么（示例日期为 2026 年 11 月 23 日，店铺货币为美元）：',
  },
  filters: { en: 'Filters', zh: '过滤器' },
  reads: { en: 'What a flow can read', zh: '流程里能用的数据' },
  name: { en: 'name', zh: '名称' },
  key: { en: 'key', zh: '键' },
  meaning: { en: 'meaning', zh: '含义' },
  said: { en: 'what customers write', zh: '顾客怎么写' },
  asked_back: { en: 'asked about, not guessed', zh: '会再问清楚的' },
  saved: { en: 'saved', zh: '保存为' },
  example: { en: 'example', zh: '示例' },
  shows: { en: 'shows', zh: '显示为' },
} satisfies Record<string, Words>;

/** Returns every kind of start, with an example that the tests play. */
export function startsReference(lang: Lang): string {
  const t = (key: keyof typeof titles): string => titles[key][lang];
  const parts = Object.entries(startDocs).map(([kind, { about, example, transcript }]) =>
    [`### start: ${kind}`, `${about[lang]}${lang === 'zh' ? '。' : '.'}`, fence(example), ...(transcript ? [fence(transcript)] : [])].join('\n\n'),
  );
  const modifiers = table(
    [t('key'), t('meaning')],
    Object.entries({ ...modifierDocs, ...segmentDocs }).map(([key, about]) => [code(key), cell(about[lang])]),
  );
  return [`## ${t('starts')}`, t('starts_note'), modifiers, ...parts].join('\n\n');
}

/** Returns every kind of answer, as the engine reads it. */
export function answersReference(lang: Lang): string {
  const t = (key: keyof typeof titles): string => titles[key][lang];
  const rows = Object.entries(answerDocs).map(([type, { about, said, asked = [] }]) => {
    const known = Object.keys(answerDocs).find((name): name is keyof typeof answerDocs => name === type);
    const shown = said.map((one) => (typeof one === 'string' ? `“${cell(one)}”` : `(${one.type})`));
    const saved = said.map((one) => code(JSON.stringify(known ? savedOf(known, one) : null)));
    return [code(type), cell(about[lang]), shown.join('<br>'), saved.join('<br>'), asked.map((one) => `“${cell(one)}”`).join('<br>')];
  });
  return [`## ${t('answers')}`, t('answers_note'), table([t('name'), t('meaning'), t('said'), t('saved'), t('asked_back')], rows)].join('\n\n');
}

/** Returns every filter, with what it makes of an example. */
export function filtersReference(lang: Lang): string {
  const t = (key: keyof typeof titles): string => titles[key][lang];
  const rows = Object.entries(filterDocs).map(([name, { about, example }]) => [code(name), cell(about[lang]), code(example), cell(shownOf(example, lang))]);
  return [`## ${t('filters')}`, table([t('name'), t('meaning'), t('example'), t('shows')], rows)].join('\n\n');
}

const flowKeyDocs: Record<(typeof flowKeys)[number], Words> = {
  flow: { en: 'name: small letters, digits and `-`; one in the folder', zh: '名字：小写字母、数字和 `-`，在目录里唯一' },
  about: { en: 'what customers are told that it is, when they are asked what they mean', zh: '反问顾客时显示的名称' },
  start: { en: 'what begins it, see above; without it only other flows can', zh: '从什么开始，见上；不写则只能由别的流程调用' },
  takes: { en: 'what other flows hand over: `{ order: required, note: optional }`', zh: '别的流程要传进来的数据：`{ order: required, note: optional }`' },
  kind: {
    en: '`service` (unless written) or `promo`: consent, quiet hours and caps are checked at each send',
    zh: '`service`（默认）或 `promo`：每次发送都检查同意、免打扰时段和次数上限',
  },
  stop_on: { en: 'what ends it at once: events, `reply`, `opted_out`, `handoff`', zh: '什么会立即结束它：事件、`reply`、`opted_out`、`handoff`' },
  uninterrupted: { en: '`true`: other wishes wait until it is over', zh: '`true`：别的请求等它结束再处理' },
  unlisted: { en: '`true`: never named among "did you mean"', zh: '`true`：不出现在“您是想问”里' },
  on_edit: {
    en: 'who is in it when you save: `finish` the old one (unless written) or `move` to the new one',
    zh: '保存时还在流程里的人：`finish` 走完旧版（默认）或 `move` 转到新版',
  },
  steps: { en: 'the steps, see below', zh: '步骤，见下' },
};

const entryKeyDocs: Record<(typeof entryKeys)[number], Words> = {
  id: { en: 'a name of its own, so that figures stay together when entries move', zh: '固定的编号，调整顺序后统计仍然对得上' },
  q: { en: 'ways to ask it, in any language; the more the better', zh: '顾客会怎么问，什么语言都行，多写几种更准' },
  a: { en: 'the answer; `again` is true when it was given within the last half hour', zh: '回答；半小时内刚答过时 `again` 为真' },
  image: { en: 'a picture with it', zh: '附带的图片' },
  link: { en: 'a link below it', zh: '附带的链接' },
  then: { en: 'the flow that goes on from there', zh: '答完接着进入的流程' },
  only_if: { en: 'given only when this holds', zh: '满足条件才使用' },
  check_by: { en: 'day until which it is sure to be right (`2026-12-31`); afterwards the team is told', zh: '保证正确到哪天（`2026-12-31`），过期会提醒团队' },
};

/** Returns every key of a flow file and of a FAQ entry. */
export function keysReference(lang: Lang): string {
  const t = (key: keyof typeof titles): string => titles[key][lang];
  const rows = (keys: readonly string[], docs: Readonly<Record<string, Words>>): string[][] => keys.map((key) => [code(key), cell(docs[key]?.[lang] ?? '')]);
  return [
    `## ${t('keys')}`,
    table([t('key'), t('meaning')], rows(flowKeys, flowKeyDocs)),
    `## ${t('faq')}`,
    t('faq_note'),
    table([t('key'), t('meaning')], rows(entryKeys, entryKeyDocs)),
    fence(faqExample),
  ].join('\n\n');
}

/** Played by the tests. */
export const faqExample = `faq: tea-faq
entries:
  - q: [how do I brew it, brewing time, 怎么泡]
    a: { zh: 85 度水，泡 2 分钟。, en: "85 degrees, 2 minutes." }
    check_by: 2030-12-31
`;

/** Values that the engine gives to every text and condition. */
const readDocs: readonly { name: string; about: Words }[] = [
  { name: 'message.goods', about: { en: 'ids of goods that its photo may show, where that is not certain', zh: '照片里可能是哪几件商品（拿不准时）的编号' } },
  { name: 'message.text', about: { en: 'what the customer wrote last', zh: '顾客最近写的内容' } },
  { name: 'message.parts', about: { en: 'its parts: text, pictures, places ...', zh: '消息的各部分：文字、图片、位置等' } },
  { name: 'message.mood', about: { en: '`calm` or `angry`', zh: '`calm` 或 `angry`' } },
  { name: 'message.id', about: { en: 'the provider’s id of it', zh: '消息在渠道里的编号' } },
  { name: 'contact.name', about: { en: 'name, where the channel or the customer told it', zh: '姓名（渠道提供或顾客说过）' } },
  { name: 'contact.phone', about: { en: 'phone, where known', zh: '电话（已知时）' } },
  { name: 'contact.email', about: { en: 'e-mail, where known', zh: '邮箱（已知时）' } },
  { name: 'contact.lang', about: { en: 'language of the conversation', zh: '对话使用的语言' } },
  { name: 'contact.tags', about: { en: 'list of tags', zh: '标签列表' } },
  { name: 'contact.marketing', about: { en: '`true`, `false`, or nothing when never asked', zh: '是否同意推广：`true`、`false`，没问过为空' } },
  { name: 'contact.id', about: { en: 'our id of the person', zh: '顾客编号' } },
  { name: 'contact.x', about: { en: 'whatever `set: { contact.x: ... }` kept for good', zh: '用 `set: { contact.x: ... }` 长期保存的内容' } },
  { name: 'shop.name', about: { en: 'name of the shop in the customer’s language', zh: '店名（按顾客的语言）' } },
  { name: 'shop.open', about: { en: 'whether people answer now', zh: '现在是否在人工客服时间' } },
  { name: 'shop.currency', about: { en: 'currency of prices', zh: '价格的货币' } },
  { name: 'shop.zone', about: { en: 'time zone of the shop', zh: '店铺时区' } },
  { name: 'shop.categories', about: { en: 'names of the departments', zh: '商品分类名称' } },
  { name: 'channel', about: { en: 'name of the channel, such as `telegram`', zh: '渠道名，如 `telegram`' } },
  { name: 'now', about: { en: 'the time', zh: '当前时间' } },
  { name: 'mood', about: { en: 'how annoyed the conversation is, 0 to 1', zh: '对话的生气程度，0 到 1' } },
  { name: 'recent.x', about: { en: 'kept for half an hour of this conversation', zh: '本次对话半小时内有效的内容' } },
  {
    name: 'event.name',
    about: { en: 'the event that began the flow; its data by their own names (`order`, `cart`)', zh: '触发流程的事件；数据用各自的名字（`order`、`cart`）' },
  },
  {
    name: 'error.code, error.text',
    about: { en: 'in the `else` of a call: the outcome, and words for the customer', zh: '在 call 的 `else` 里：结果代码和给顾客看的话' },
  },
  { name: 'answer', about: { en: 'in `check`: what was answered', zh: '在 `check` 里：刚才的回答' } },
  { name: 'it, i', about: { en: 'in `each`: the entry, and its number from 1', zh: '在 `each` 里：当前项和序号（从 1 起）' } },
];

export function readsReference(lang: Lang): string {
  return [
    `## ${titles.reads[lang]}`,
    table(
      [titles.name[lang], titles.meaning[lang]],
      readDocs.map(({ name, about }) => [code(name), cell(about[lang])]),
    ),
  ].join('\n\n');
}
