/** Times of day: 15:30, 3pm, half past seven, 下午3点半, 晚上八点一刻, noon. The value is `HH:MM`. */
import { accounted } from './accounted.ts';
import { type Reader, without } from './answer.ts';
import { localTime } from './calendar.ts';
import { clocksIn, dayApart } from './clock-spans.ts';
import { daysIn } from './day-spans.ts';

/** Four digits of a clock of 24 hours are a time only when nothing else was said. */
const digitsAlone = /^\s*(0\d|1\d|2[0-3])([0-5]\d)\s*(?:h|hrs|hours)?\s*[.!]?\s*$/;

function shown(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Reads one time, and nothing beside it that turns it round. Three o'clock without morning or afternoon is asked about. */
export const readTime: Reader = (text, _raw, { now, zone, lang, passing }) => {
  const bare = digitsAlone.exec(text);
  if (bare && !passing) return { value: `${bare[1]}:${bare[2]}`, rest: '' };
  const found = clocksIn(dayApart(text));
  const [first] = found.spans;
  if (!first || first.minute === null || found.spans.some(({ minute }) => minute !== first.minute)) return null;
  const beside = without(daysIn(found.rest, localTime(now, zone).day, lang, zone).rest, 0, 0);
  if (!accounted(beside, { numbers: passing ? 'any' : 'none', when: true })) return null;
  return { value: shown(first.minute), rest: without(found.rest, 0, 0) };
};
