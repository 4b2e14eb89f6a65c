/** The shop's hours in words: 周一至周五 9:00–18:00，周六 10:00–16:00; "Monday to Friday 9:00–18:00, Saturday 10:00–16:00". */
import type { Weekday, WeekHours } from './opening-hours.ts';

const week: readonly { day: Weekday; zh: string; en: string }[] = [
  { day: 'mon', zh: '周一', en: 'Monday' },
  { day: 'tue', zh: '周二', en: 'Tuesday' },
  { day: 'wed', zh: '周三', en: 'Wednesday' },
  { day: 'thu', zh: '周四', en: 'Thursday' },
  { day: 'fri', zh: '周五', en: 'Friday' },
  { day: 'sat', zh: '周六', en: 'Saturday' },
  { day: 'sun', zh: '周日', en: 'Sunday' },
];

const spans = (hours: readonly string[]): string => hours.map((span) => span.replace(/\b0(?=\d:)/g, '').replace('-', '–')).join(', ');

/** Puts the opening hours into words. Days in a row with the same hours are one entry. Both texts are empty when the shop opens on no day. */
export function openingHoursText(hours: WeekHours): { zh: string; en: string } {
  const runs: { first: (typeof week)[number]; last: (typeof week)[number]; hours: string; days: number }[] = [];
  let before = '';
  for (const one of week) {
    const said = spans(hours[one.day] ?? []);
    const run = runs.at(-1);
    if (said !== '' && run && said === before) Object.assign(run, { last: one, days: run.days + 1 });
    else if (said !== '') runs.push({ first: one, last: one, hours: said, days: 1 });
    before = said;
  }
  if (runs.length === 1 && runs[0]?.days === 7) return { zh: `每天 ${runs[0].hours.replaceAll(', ', '、')}`, en: `every day ${runs[0].hours}` };
  const text = (lang: 'zh' | 'en', to: string, and: string) =>
    runs.map(
      ({ first, last, days, hours: said }) =>
        `${days === 1 ? first[lang] : days === 2 ? `${first[lang]}${and}${last[lang]}` : `${first[lang]}${to}${last[lang]}`} ${said}`,
    );
  return { zh: text('zh', '至', '、').join('，').replaceAll(', ', '、'), en: text('en', ' to ', ' and ').join(', ') };
}
