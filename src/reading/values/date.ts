/** Days as people say them: 明天, 下周三, 5月20日, 三天后, 2026-05-20, tomorrow, next Friday, 25.12., in 3 weeks. The value is `YYYY-MM-DD`. */
import { accounted } from './accounted.ts';
import { type Reader, without } from './answer.ts';
import { isoDay, localTime } from './calendar.ts';
import { clocksIn, dayApart } from './clock-spans.ts';
import { candidateDays, daysIn, theDay } from './day-spans.ts';

/** "At 3" beside a day is its time. */
const bareHour = /(?<!\p{L})(?:at|um|[aà](?:\s+las)?|às)\s+\d{1,2}(?!\d)/gu;

/** "Wednesday week", 下个月的周三: more was said than the day that was found. */
const otherSpan = /(?<![\p{L}])(?:weeks?|months?|years?|next|every)(?![\p{L}])|[周月年]/u;

/** Reads one day, and nothing beside it that turns it round: two days, a weekday that is not the date's, "not", "before" are asked about. */
export const readDate: Reader = (text, _raw, { now, zone, lang, passing }) => {
  const found = daysIn(clocksIn(dayApart(text), true).rest, localTime(now, zone).day, lang, zone);
  const day = theDay(found);
  if (typeof day !== 'number') {
    const doubt = passing ? [] : candidateDays(found);
    return doubt.length > 0 ? { doubt } : null;
  }
  const beside = without(found.rest.replace(bareHour, ' '), 0, 0);
  if (otherSpan.test(beside)) return null;
  if (!accounted(beside, { numbers: passing ? 'any' : 'none', when: true })) return null;
  // "sat down", "the sun": three letters are a day only alone, or among words that speak of days.
  if (
    found.spans.every(({ short }) => short) &&
    beside.replace(/\b(?:this|morning|afternoon|evening|night|works|for|me|works|would|be|fine|ok|good|best|i|can|do)\b|\s/g, '') !== ''
  )
    return null;
  return { value: isoDay(day), rest: without(daysIn(dayApart(text), localTime(now, zone).day, lang, zone).rest, 0, 0) };
};
