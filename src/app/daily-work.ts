/** Work of once a day: entries that are due for a check, days that are added up, occasions to write to customers. */
import type { Config } from '../config/schema.ts';
import { faqReminder } from '../flow-folder/faq-reminder.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import type { Logger } from '../logger.ts';
import type { Reports } from '../reports/reports.ts';
import { watchReports } from '../reports/weekly.ts';
import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { Store } from '../store/store.ts';
import { occasionWatch } from './occasion-watch.ts';
import { requestWatch } from './request-watch.ts';

export interface DailyParts {
  store: Store;
  flows: FlowLibrary;
  runtime: Runtime;
  reports: Reports;
  config: Config;
  /** Language of notices to the team. */
  lang: 'en' | 'zh';
  told(notice: Parameters<NonNullable<RuntimeHooks['notify']>>[0]): void;
  log: Logger;
}

/** Returns what is done at each look of the clock; each part knows by itself when its day has come. */
export function dailyWork({ store, flows, runtime, reports, config, lang, told, log }: DailyParts): (at: number) => Promise<void> {
  const { zone, langs } = config.shop;
  const first = langs[0] ?? 'zh';
  const tasks = [
    faqReminder({ store, flows, zone, lang: first, told }),
    watchReports({ store, reports, zone, lang, weekly: config.reports.weekly, told }),
    occasionWatch({ store, runtime, rules: { zone, lang: first, lapsedAfter: config.promotions.lapsed_after }, log }),
    requestWatch({ store, runtime, lang, told, log }),
  ];
  return async (at) => {
    for (const task of tasks) await task(at);
  };
}
