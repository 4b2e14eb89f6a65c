/** The reports as tables: columns, words, and files for spreadsheets. Pure. */
import { z } from 'zod';
import { csvField } from '../marketing/report/recipient-lists.ts';
import { minorDigits } from '../numbers/minor-digits.ts';
import { showMoney } from '../text/money.ts';
import type { Cell, Table } from './table.ts';

type Lang = 'en' | 'zh';

/** `pages`: the list goes on behind `next`. */
export const reportNames = {
  overview: 'whole',
  flows: 'whole',
  channels: 'whole',
  campaigns: 'whole',
  orders: 'pages',
  csat: 'whole',
  proactive: 'whole',
} as const;
export type ReportName = keyof typeof reportNames;
export const isReportName = (name: string): name is ReportName => name in reportNames;

const money = z.object({ amount: z.number(), currency: z.string() });
const share = z.number().nullable();
const earned = z.object({ count: z.number(), revenue: z.array(money) });
const csat = z.object({ count: z.number(), average: share, satisfied: share });
const figures = z.object({
  conversations: z.number(),
  solved: z.number(),
  with_person: z.number(),
  containment: share,
  unanswered: z.number(),
  first_answer: z.object({ bot: z.object({ median_ms: share }), person: z.object({ median_ms: share }) }),
  csat,
  orders: earned,
  spent: z.object({ messages: z.array(money), unpriced: z.number() }),
  saved: z.object({ minutes: z.number(), money: money.nullable() }),
});
const range = z.object({ from: z.string(), to: z.string(), zone: z.string() });
const keyed = <T extends z.ZodType>(shape: T) => z.array(z.object({ key: z.string(), name: z.string(), figures: shape }));
const words = z.object({ en: z.string(), zh: z.string() });
const lift = z
  .object({ recovered: z.array(z.object({ currency: z.string(), amount: z.number(), low: z.number(), high: z.number() })), enough: z.boolean(), words })
  .nullable();
const side = z.object({
  moments: z.number(),
  people: z.number(),
  opened: z.number(),
  answered: z.number(),
  ordered: z.number(),
  revenue: z.record(z.string(), z.number()),
});

const shapes = {
  overview: z.object({ range, total: figures, before: figures, rows: keyed(figures) }),
  channels: z.object({ range, rows: keyed(figures) }),
  flows: z.object({
    range,
    rows: z.array(
      z.object({
        flow: z.string(),
        conversations: z.number(),
        started: z.number(),
        containment: share,
        handoffs: z.number(),
        csat,
        told: z.number(),
        held: z.number(),
        orders: earned,
      }),
    ),
  }),
  campaigns: z.object({
    range,
    rows: z.array(
      z.object({ kind: z.string(), name: z.string(), reached: z.number(), clicked: z.number().nullable(), orders: earned, spent: z.array(money), lift }),
    ),
  }),
  orders: z.object({
    range,
    total: earned,
    rows: keyed(earned),
    items: z.array(z.object({ order: z.string(), day: z.string(), money, campaign: z.object({ name: z.string() }), by: z.string(), why: words })),
  }),
  csat: z.object({ range, total: csat, rows: keyed(csat), comments: z.array(z.object({ score: z.number(), scale: z.number(), comment: z.string() })) }),
  proactive: z.object({ range, rules: z.array(z.object({ rule: z.string(), shown: side, held: side, lift })), complete: z.boolean() }),
} as const;

const titles: Record<ReportName, Record<Lang, string>> = {
  overview: { zh: '总览', en: 'Overview' },
  flows: { zh: '流程', en: 'Flows' },
  channels: { zh: '渠道', en: 'Channels' },
  campaigns: { zh: '活动', en: 'Campaigns' },
  orders: { zh: '带来的订单', en: 'Orders that count' },
  csat: { zh: '满意度', en: 'Satisfaction' },
  proactive: { zh: '主动搭话', en: 'Speaking first' },
};
const heads: Record<string, Record<Lang, string>> = {
  day: { zh: '日期', en: 'day' },
  flow: { zh: '流程', en: 'flow' },
  channel: { zh: '渠道', en: 'channel' },
  campaign: { zh: '活动', en: 'campaign' },
  kind: { zh: '类型', en: 'kind' },
  conversations: { zh: '对话', en: 'conversations' },
  contained: { zh: '独自解决', en: 'contained' },
  person: { zh: '人工', en: 'with person' },
  unanswered: { zh: '未答', en: 'unanswered' },
  answer: { zh: '首次回复', en: 'first answer' },
  csat: { zh: '满意度', en: 'CSAT' },
  ratings: { zh: '评分', en: 'ratings' },
  orders: { zh: '订单', en: 'orders' },
  revenue: { zh: '销售额', en: 'revenue' },
  spent: { zh: '花费', en: 'spent' },
  started: { zh: '开始', en: 'started' },
  handoffs: { zh: '转人工', en: 'handoffs' },
  told: { zh: '推广', en: 'told' },
  held: { zh: '对照', en: 'held out' },
  reached: { zh: '收到', en: 'reached' },
  clicked: { zh: '点击', en: 'clicked' },
  recovered: { zh: '净增销售额', en: 'recovered' },
  order: { zh: '订单号', en: 'order' },
  why: { zh: '为什么算', en: 'why' },
  opened: { zh: '点开', en: 'opened' },
  shown: { zh: '看到', en: 'shown' },
  wrote: { zh: '说了话', en: 'wrote' },
  currency: { zh: '货币', en: 'currency' },
  average: { zh: '平均分', en: 'average' },
  rule: { zh: '规则', en: 'rule' },
};
const kindWords: Record<string, Record<Lang, string>> = {
  broadcast: { zh: '群发', en: 'broadcast' },
  flow: { zh: '流程', en: 'flow' },
  cart: { zh: '购物车', en: 'cart' },
  proactive: { zh: '主动搭话', en: 'speaking first' },
  coupon: { zh: '优惠码', en: 'coupon' },
};

type Column = [head: string, cell: Cell];

/** Returns the table of a report from the answers of the API, page by page; undefined when they are not what this version knows. */
export function tableOf(name: ReportName, bodies: readonly unknown[], lang: Lang, by = 'day'): Table | undefined {
  const made = build(name, bodies, lang, by);
  if (!made) return undefined;
  const { rows, notes, bar, from, to, zone } = made;
  const names = rows[0]?.map(([head]) => head) ?? [];
  return {
    title: `${titles[name][lang]}  ${from} – ${to}  ${zone}`,
    heads: names.map((head) => heads[head]?.[lang] ?? head),
    rows: rows.map((row) => row.map(([, cell]) => cell)),
    notes,
    none: lang === 'zh' ? '这段时间没有数据。' : 'There is nothing in these days.',
    ...(bar !== undefined && names.includes(bar) && { bar: names.indexOf(bar) }),
  };
}

interface Built {
  rows: Column[][];
  notes: string[];
  bar?: string;
  from: string;
  to: string;
  zone: string;
}

function build(name: ReportName, bodies: readonly unknown[], lang: Lang, by: string): Built | undefined {
  const text = (value: string): Cell => ({ text: value });
  const number = (value: number): Cell => ({ text: value.toLocaleString(lang), value });
  const percent = (value: number | null): Cell => (value === null ? text('-') : { text: `${(value * 100).toFixed(1)} %`, value });
  const sums = (all: readonly z.infer<typeof money>[]): Cell => {
    const [only] = all;
    const shown = all.map((one) => showMoney(one, lang)).join(' + ');
    // A sum of one currency is a number of it; several are never one number.
    return all.length === 1 && only ? { text: shown, value: only.amount / 10 ** minorDigits(only.currency), unit: only.currency } : text(shown || '-');
  };
  const pause = (ms: number | null): Cell => {
    if (ms === null) return text('-');
    const seconds = ms / 1_000;
    const shown = seconds < 60 ? `${seconds.toFixed(1)} s` : seconds < 3_600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
    return { text: shown, value: Math.round(seconds * 10) / 10 };
  };
  const recovered = (one: z.infer<typeof lift>): Cell => {
    if (!one) return text('-');
    if (!one.enough) return text(lang === 'zh' ? '人数太少' : 'too few');
    const show = (amount: number, currency: string): string => showMoney({ amount, currency }, lang);
    return text(
      one.recovered.map(({ amount, low, high, currency }) => `${show(amount, currency)} (${show(low, currency)} – ${show(high, currency)})`).join(' + ') || '-',
    );
  };
  const ofFigures = (head: string, rows: z.infer<ReturnType<typeof keyed<typeof figures>>>): Column[][] =>
    rows.map(({ name: called, figures: one }) => [
      [head, text(called)],
      ['conversations', number(one.conversations)],
      ['contained', percent(one.containment)],
      ['orders', number(one.orders.count)],
      ['revenue', sums(one.orders.revenue)],
      ['csat', percent(one.csat.satisfied)],
      ['person', number(one.with_person)],
      ['unanswered', number(one.unanswered)],
      ['answer', pause(one.first_answer.bot.median_ms)],
      ['spent', sums(one.spent.messages)],
    ]);
  const read = <T extends z.ZodType>(shape: T): z.output<T>[] | undefined => {
    const all = z.array(shape).safeParse(bodies);
    return all.success && all.data.length > 0 ? all.data : undefined;
  };
  const grouping = by in heads ? by : 'day';
  switch (name) {
    case 'overview': {
      const [one] = read(shapes.overview) ?? [];
      if (!one) return undefined;
      const { total, before } = one;
      const was = (value: string): string => (lang === 'zh' ? `（之前 ${value}）` : ` (before: ${value})`);
      const saved = total.saved.money ? ` = ${showMoney(total.saved.money, lang)}` : '';
      const hours = Math.round(total.saved.minutes / 6) / 10;
      const notes =
        lang === 'zh'
          ? [
              `对话 ${total.conversations}${was(String(before.conversations))}，独自解决 ${percent(total.containment).text}${was(percent(before.containment).text)}，满意度 ${percent(total.csat.satisfied).text}`,
              `带来订单 ${total.orders.count}${was(String(before.orders.count))}，销售额 ${sums(total.orders.revenue).text}`,
              `首次回复：机器人 ${pause(total.first_answer.bot.median_ms).text}，人工 ${pause(total.first_answer.person.median_ms).text}；省下人工 ${hours} 小时${saved}，消息费 ${sums(total.spent.messages).text}`,
            ]
          : [
              `${total.conversations} conversations${was(String(before.conversations))}, ${percent(total.containment).text} contained${was(percent(before.containment).text)}, CSAT ${percent(total.csat.satisfied).text}`,
              `${total.orders.count} orders${was(String(before.orders.count))}, revenue ${sums(total.orders.revenue).text}`,
              `first answer: bot ${pause(total.first_answer.bot.median_ms).text}, person ${pause(total.first_answer.person.median_ms).text}; ${hours} hours saved${saved}, spent on messages ${sums(total.spent.messages).text}`,
            ];
      return { rows: ofFigures(grouping, one.rows), notes, bar: grouping === 'campaign' ? 'orders' : 'conversations', ...one.range };
    }
    case 'channels': {
      const [one] = read(shapes.channels) ?? [];
      return one && { rows: ofFigures('channel', one.rows), notes: [], bar: 'conversations', ...one.range };
    }
    case 'flows': {
      const [one] = read(shapes.flows) ?? [];
      const rows = one?.rows.map((row): Column[] => [
        ['flow', text(row.flow)],
        ['conversations', number(row.conversations)],
        ['contained', percent(row.containment)],
        ['orders', number(row.orders.count)],
        ['revenue', sums(row.orders.revenue)],
        ['csat', percent(row.csat.satisfied)],
        ['started', number(row.started)],
        ['handoffs', number(row.handoffs)],
        ['told', number(row.told)],
        ['held', number(row.held)],
      ]);
      return one && rows && { rows, notes: [], bar: 'conversations', ...one.range };
    }
    case 'campaigns': {
      const [one] = read(shapes.campaigns) ?? [];
      const rows = one?.rows.map((row): Column[] => [
        ['campaign', text(row.name)],
        ['kind', text(kindWords[row.kind]?.[lang] ?? row.kind)],
        ['orders', number(row.orders.count)],
        ['revenue', sums(row.orders.revenue)],
        ['reached', number(row.reached)],
        ['clicked', row.clicked === null ? text('-') : number(row.clicked)],
        ['recovered', recovered(row.lift)],
        ['spent', sums(row.spent)],
      ]);
      const notes = one?.rows.flatMap((row) => (row.lift ? [`${row.name}: ${row.lift.words[lang]}`] : [])) ?? [];
      return one && rows && { rows, notes, bar: 'orders', ...one.range };
    }
    case 'orders': {
      const pages = read(shapes.orders);
      const [one] = pages ?? [];
      if (!pages || !one) return undefined;
      const notes = [
        lang === 'zh' ? `共 ${one.total.count} 张，${sums(one.total.revenue).text}` : `${one.total.count} orders, ${sums(one.total.revenue).text}`,
      ];
      const rows = pages.flatMap(({ items }) =>
        items.map((item): Column[] => [
          ['order', text(item.order)],
          ['day', text(item.day)],
          ['revenue', sums([item.money])],
          ['currency', text(item.money.currency)],
          ['campaign', text(item.campaign.name)],
          ['why', text(item.why[lang])],
        ]),
      );
      return { rows, notes, ...one.range };
    }
    case 'csat': {
      const [one] = read(shapes.csat) ?? [];
      const rows = one?.rows.map((row): Column[] => [
        [grouping, text(row.name)],
        ['ratings', number(row.figures.count)],
        ['csat', percent(row.figures.satisfied)],
        ['average', text(row.figures.average === null ? '-' : `${row.figures.average} / 5`)],
      ]);
      const notes =
        one?.comments.slice(0, 10).map(({ score, scale, comment }) => `${score}/${scale}  ${comment.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200)}`) ?? [];
      return one && rows && { rows, notes, bar: 'ratings', ...one.range };
    }
    case 'proactive': {
      const [one] = read(shapes.proactive) ?? [];
      const revenue = (all: Record<string, number>): Cell => sums(Object.entries(all).map(([currency, amount]) => ({ currency, amount })));
      const rows = one?.rules.map(({ rule, shown, held, lift: own }): Column[] => [
        ['rule', text(rule)],
        ['shown', number(shown.people)],
        ['opened', number(shown.opened)],
        ['wrote', number(shown.answered)],
        ['orders', number(shown.ordered)],
        ['revenue', revenue(shown.revenue)],
        ['held', number(held.people)],
        ['recovered', recovered(own)],
      ]);
      const notes = one?.rules.flatMap((row) => (row.lift ? [`${row.rule}: ${row.lift.words[lang]}`] : [])) ?? [];
      if (one && !one.complete) notes.push(lang === 'zh' ? '次数太多，没有数完。' : 'There were more moments than are counted at once.');
      return one && rows && { rows, notes, bar: 'shown', ...one.range };
    }
  }
}

/**
 * Lines of the file, with a mark of UTF-8 for spreadsheets; no text that a spreadsheet would run. Numbers stand as they are, sums of money only where the whole
 * column is in one currency, which its title then names.
 */
export function csvOf({ heads: names, rows }: Table): string[] {
  const units = names.map((_, n) => [...new Set(rows.flatMap((row) => (row[n] === undefined || row[n].text === '-' ? [] : [row[n].unit ?? ''])))]);
  const isPlain = (n: number): boolean => units[n]?.length === 1;
  const titled = names.map((name, n) => (isPlain(n) && units[n]?.[0] ? `${name} (${units[n][0]})` : name));
  const field = ({ text, value }: Cell, n: number): string => {
    if (text === '-') return '';
    return value === undefined || !isPlain(n) ? csvField(text) : String(value);
  };
  const line = (fields: string[]): string => `${fields.join(',')}\r\n`;
  return [`\uFEFF${line(titled.map(csvField))}`, ...rows.map((row) => line(row.map(field)))];
}
