/** Notices of a broadcast for the staff, in words. */
import type { BroadcastRow } from './rows.ts';

const told: Readonly<Record<string, { en: string; zh: string }>> = {
  completed: { en: 'is completed. Its report says what came of it.', zh: '已发完，结果见报告。' },
  missed: {
    en: 'was not sent: the program did not run at its time. Resume it if it still fits.',
    zh: '没有发出：到点时程序没有运行。如果现在发仍然合适，请恢复发送。',
  },
  budget: { en: 'is paused: its budget is used up.', zh: '已暂停：预算用完了。' },
  problem: { en: 'is paused: {detail}', zh: '已暂停：{detail}' },
};

/** Returns the notice for the staff of a broadcast that ended or was paused by the program; `what` is a word of the table, or the code of the provider's failure. */
export function noticeText({ name, detail }: BroadcastRow, what: string, lang: 'en' | 'zh'): string {
  const known = told[what] ?? {
    en: 'is paused: the provider keeps promotions of this account back ({detail}). Look at the channel, then resume it.',
    zh: '已暂停：平台限制了该账号发送推广（{detail}）。请查看渠道状态后再恢复。',
  };
  const words = known[lang].replace('{detail}', detail ?? what);
  return lang === 'zh' ? `群发“${name}”${words}` : `Broadcast "${name}" ${words}`;
}
