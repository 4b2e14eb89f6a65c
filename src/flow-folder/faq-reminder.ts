import { dayIn, overdueEntries } from '../compiler/faq-dates.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { type NoticeRow, notices } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';

export interface FaqReminderOptions {
  store: Store;
  flows: { set(): Pick<FlowSet, 'faqs'> };
  /** IANA zone of the shop. */
  zone: string;
  /** Language of the team. */
  lang: string;
  /** Called with each notice that was written. */
  told(notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>): void;
}

/** Most entries that a notice names; of more it says how many. */
const named = 20;

/** Tells the team in its list of notices which FAQ entries had to be checked before today: once a day as long as there are any, also across restarts. */
export function faqReminder({ store, flows, zone, lang, told }: FaqReminderOptions): (now: number) => Promise<void> {
  let last = '';
  return async (now) => {
    const today = dayIn(zone, now);
    if (today === last) return;
    const due = overdueEntries(flows.set().faqs.values(), today);
    if (due.length === 0) return;
    const words = bilingual(texts, lang);
    const lines = due.slice(0, named).map(({ file, entry, checkBy }) => words.line(file, (entry.q[0] ?? entry.id).slice(0, 80), checkBy));
    const more = due.length > named ? [words.more(due.length - named)] : [];
    const notice = { conversation: '', to: 'team', text: [words.head, ...lines, ...more].join('\n') };
    const done = await store.collection(notices).insert({ _id: `faq-check:${today}`, ...notice, at: now, unread: 1 });
    last = today;
    if (done === 'done') told(notice);
  };
}

const texts = {
  zh: {
    head: '以下常见问题已过复核日期。请看看答案是否还对，再把 check_by 改到以后，或删掉它：',
    line: (file: string, question: string, day: string) => `${file}：“${question}”，最迟应在 ${day} 复核`,
    more: (count: number) => `另有 ${count} 条`,
  },
  en: {
    head: 'These FAQ answers are past the day they were to be checked by. See whether they are still right, then write a later check_by, or remove it:',
    line: (file: string, question: string, day: string) => `${file}: "${question}", to be checked by ${day}`,
    more: (count: number) => `and ${count} more`,
  },
};
