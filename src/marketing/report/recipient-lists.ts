/** The lists behind the numbers of a report, and the file of those who did not get it. */
import { errorTexts } from '../../errors.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type Exclusion, type Mark, type RecipientRow, type RecipientState, recipientId, recipients } from '../broadcast/rows.ts';

export interface Asked {
  states?: readonly RecipientState[];
  mark?: Mark;
  reason?: string;
}

const pageSize = 500;
/** Rows read for one page at most: a rare reason is found over several pages. */
const mostRead = 20 * pageSize;

/** One page of recipients in the order of their ids, those behind `after`; `next` is the `after` of the page that follows. */
export async function listRecipients(
  store: Store,
  broadcast: string,
  { states, mark, reason }: Asked,
  after: string,
  limit: number,
): Promise<{ items: RecipientRow[]; next?: string }> {
  const items: RecipientRow[] = [];
  let at = after;
  for (let read = 0; read < mostRead; read += pageSize) {
    const page = mark === undefined ? await byState(store, broadcast, states, at) : await byMark(store, broadcast, mark, at);
    for (const [n, { row, cursor }] of page.found.entries()) {
      if ((states && !states.includes(row.state)) || (reason !== undefined && (row.reason ?? 'other') !== reason)) continue;
      items.push(row);
      if (items.length === limit) return page.more || n < page.found.length - 1 ? { items, next: cursor } : { items };
    }
    at = page.last;
    if (!page.more) return { items };
  }
  return { items, next: at };
}

interface Page {
  /** `cursor`: where a page that follows this row begins. */
  found: { row: RecipientRow; cursor: string }[];
  last: string;
  more: boolean;
}

async function byState(store: Store, broadcast: string, states: readonly RecipientState[] | undefined, after: string): Promise<Page> {
  const where = { broadcast, ...(states && { state: { in: states } }), _id: { gt: after } };
  const rows = await store.collection(recipients).find({ where, sort: { by: '_id' }, limit: pageSize });
  return { found: rows.map((row) => ({ row, cursor: row._id })), last: rows.at(-1)?._id ?? after, more: rows.length === pageSize };
}

/** One row for each mark: who ordered twice stands in the list twice, as in the number. */
async function byMark(store: Store, broadcast: string, mark: Mark, after: string): Promise<Page> {
  const marked = await store.collection(broadcastMarks).find({ where: { broadcast, mark, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
  const ids = [...new Set(marked.map(({ contact }) => recipientId(broadcast, contact)))];
  const rows = new Map((await store.collection(recipients).getMany(ids)).map((row) => [row._id, row]));
  const found = marked.flatMap(({ _id: cursor, contact }) => {
    const row = rows.get(recipientId(broadcast, contact));
    return row ? [{ row, cursor }] : [];
  });
  return { found, last: marked.at(-1)?._id ?? after, more: marked.length === pageSize };
}

const words: Readonly<Record<Exclude<Exclusion, keyof typeof errorTexts>, { en: string; zh: string }>> = {
  no_address: { en: 'Has not written yet: known from a file alone.', zh: '还没来过消息，只有导入的资料。' },
  no_channel: { en: 'None of the channels that are on reaches them.', zh: '已开通的渠道都联系不到。' },
  hold_out: { en: 'Left out for comparison.', zh: '留作对照组，不发送。' },
  missing_variable: { en: 'A value that the text needs is missing.', zh: '缺少内容所需的变量。' },
  too_late: { en: 'The time is over where they live.', zh: '在顾客所在时区已经过了时间。' },
  just_ordered: { en: 'Ordered within the last 24 hours.', zh: '24 小时内刚下过单。' },
  monthly_limit: { en: 'The channel’s limit of the month is used up.', zh: '渠道本月的群发次数已用完。' },
  daily_limit: { en: 'The channel’s limit of the day is used up.', zh: '渠道今天的群发人数已用完。' },
  too_alike: {
    en: 'Too many would get nearly the same text through this account within a day. It waits; write several versions of the text.',
    zh: '一天内通过该账号收到几乎相同内容的人太多，先等待发送；请准备几个不同写法的版本。',
  },
  not_allowed_there: { en: 'The provider allows no promotions there.', zh: '平台不允许向当地发送推广。' },
  no_longer_fits: { en: 'No longer fits the condition.', zh: '已不符合条件。' },
  merged: { en: 'Is the same person as another contact.', zh: '与另一位联系人是同一人。' },
  erased: { en: 'Was erased.', zh: '资料已删除。' },
  budget: { en: 'The budget is used up.', zh: '预算已用完。' },
  already_got: { en: 'Got it already.', zh: '已经收到过。' },
};

/** Returns the reason for which somebody did not get it, in words for the merchant. */
export function reasonText(reason: string, lang: 'en' | 'zh'): string {
  const found = Object.entries({ ...words, ...errorTexts }).find(([code]) => code === reason)?.[1];
  return found?.[lang] ?? (lang === 'zh' ? '其他原因。' : 'Another reason.');
}

/**
 * A field of CSV. Spreadsheets run what begins with `=`, `+`, `-` or `@`: an apostrophe makes it text, also behind a semicolon, a tab or the end of a line,
 * since where the list separator is one of those a field begins there, whatever quotes stand around.
 */
export function csvField(value: string): string {
  const within = value.replace(/([;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])/g, "$1'");
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${within}` : within;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const heads = { en: ['contact', 'name', 'address', 'state', 'reason', 'why', 'detail'], zh: ['联系人', '姓名', '地址', '状态', '原因代码', '原因', '详情'] };
const statesInChinese: Readonly<Record<(typeof notSent)[number], string>> = {
  excluded: '不发送',
  failed: '失败',
  unknown: '不确定',
  stopped: '已停止',
  waiting: '待发',
  released: '发送中',
};
const notSent = ['excluded', 'failed', 'unknown', 'stopped', 'waiting', 'released'] as const;

/** Lines of the file of those who were not sent it, page by page, with a mark of UTF-8 for spreadsheets. */
export async function* notSentCsv(store: Store, broadcast: string, lang: 'en' | 'zh'): AsyncGenerator<string> {
  yield `\uFEFF${heads[lang].join(',')}\r\n`;
  for (const state of notSent) {
    for (let after = ''; ; ) {
      const { found, last, more } = await byState(store, broadcast, [state], after);
      const rows = found.map(({ row }) => row);
      const people = new Map((await store.collection(contacts).getMany(rows.map(({ contact }) => contact))).map((person) => [person._id, person]));
      const lines = rows.map(({ contact, conversation, reason = '', detail = '' }) => {
        const person = people.get(contact);
        const why = reason === '' ? '' : reasonText(reason, lang);
        return [contact, person?.name ?? '', conversation ?? person?.addresses[0] ?? '', lang === 'zh' ? statesInChinese[state] : state, reason, why, detail]
          .map(csvField)
          .join(',');
      });
      if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
      after = last;
      if (!more) break;
    }
  }
}
