/** Adds up days that are over, and on Mondays tells the team what the week before brought. */
import { type NoticeRow, notices } from '../store/collections.ts';
import { dayAfter, dayOf } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { showMoney } from '../text/money.ts';
import type { Reports } from './reports.ts';

export interface ReportWatchOptions {
  store: Store;
  reports: Reports;
  zone: string;
  /** Language of the team. */
  lang: 'en' | 'zh';
  /** The team is told on Mondays. */
  weekly: boolean;
  told(notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>): void;
}

/** Returns what is done every few seconds; it works once an hour, and tells once a week, also across restarts. */
export function watchReports({ store, reports, zone, lang, weekly, told }: ReportWatchOptions): (now: number) => Promise<void> {
  let hour = -1;
  return async (now) => {
    if (Math.floor(now / 3_600_000) === hour) return;
    hour = Math.floor(now / 3_600_000);
    await reports.days.close();
    const today = dayOf(now, zone);
    if (!weekly || new Date(`${today}T00:00:00Z`).getUTCDay() !== 1) return;
    const _id = `report:${today}`;
    if (await store.collection(notices).get(_id)) return;
    const period = reports.period(dayAfter(today, -7), dayAfter(today, -1));
    if (!period) return;
    const { total, before } = await reports.overview(period);
    const notice = { conversation: '', to: 'team', text: weekText(period, total, before, lang) };
    if ((await store.collection(notices).insert({ _id, ...notice, at: now, unread: 1 })) === 'done') told(notice);
  };
}

type Figures = Awaited<ReturnType<Reports['overview']>>['total'];

/** The week in a few lines; what did not happen is left out. */
export function weekText({ from, to }: { from: string; to: string }, total: Figures, before: Figures, lang: 'en' | 'zh'): string {
  const zh = lang === 'zh';
  const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)} %`;
  const money = total.orders.revenue.map((one) => showMoney(one, lang)).join(zh ? '、' : ', ');
  const lines = zh
    ? [
        `${from} 至 ${to} 的成绩（上一周）：`,
        `对话 ${total.conversations}（${before.conversations}），没有人工就解决 ${percent(total.containment)}（${percent(before.containment)}）`,
        total.orders.count > 0 && `带来订单 ${total.orders.count}（${before.orders.count}），销售额 ${money}`,
        total.csat.count > 0 && `评分 ${total.csat.count} 次，平均 ${total.csat.average}`,
        total.unanswered > 0 && `没能回答的问题 ${total.unanswered}：在“未答问题”里补上答案`,
        total.saved.minutes > 0 &&
          `省下人工约 ${Math.round(total.saved.minutes / 60)} 小时${total.saved.money ? `（${showMoney(total.saved.money, lang)}）` : ''}`,
      ]
    : [
        `What ${from} to ${to} brought (the week before):`,
        `${total.conversations} conversations (${before.conversations}), ${percent(total.containment)} solved without a person (${percent(before.containment)})`,
        total.orders.count > 0 && `${total.orders.count} orders (${before.orders.count}), revenue ${money}`,
        total.csat.count > 0 && `${total.csat.count} ratings, ${total.csat.average} on average`,
        total.unanswered > 0 && `${total.unanswered} questions that nothing answered: give them answers under "unanswered"`,
        total.saved.minutes > 0 &&
          `about ${Math.round(total.saved.minutes / 60)} hours of work saved${total.saved.money ? ` (${showMoney(total.saved.money, lang)})` : ''}`,
      ];
  return lines.filter((line) => line !== false).join('\n');
}
