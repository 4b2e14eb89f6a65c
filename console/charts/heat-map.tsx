/** A week by hours, drawn: the darker, the more. The table behind it has the numbers. */
import { useId } from 'react';
import { useOwnWords, useWords } from '../language.tsx';
import { number } from '../money.ts';
import { reportWords } from '../reports/words.ts';
import { DataTable } from './bar-chart.tsx';

const cell = 24;
const left = 44;
const top = 20;
/** Steps of colour: the eye tells no more apart. */
const steps = 5;
/** A Monday; which one does not matter. */
const monday = Date.UTC(2026, 0, 5);

const dayNames = (lang: string, weekday: 'short' | 'long'): string[] =>
  Array.from({ length: 7 }, (_, n) => new Intl.DateTimeFormat(lang, { weekday, timeZone: 'UTC' }).format(monday + n * 86_400_000));
const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `days`: Monday first, each with 24 counts. */
export function HeatMap({ title, days, file }: { title: string; days: readonly (readonly number[])[]; file: string }) {
  const { lang } = useWords();
  const w = useOwnWords(reportWords);
  const id = useId();
  const [short, long] = [dayNames(lang, 'short'), dayNames(lang, 'long')];
  const most = Math.max(1, ...days.flat());
  const all = days.flatMap((counts, day) => counts.map((count, hour) => ({ day, hour, count })));
  const top1 = all.reduce((best, one) => (one.count > best.count ? one : best), { day: 0, hour: 0, count: 0 });
  const busiest = top1.count > 0 ? w.busiest(`${long[top1.day]} ${hourName(top1.hour)}`, number(top1.count, lang)) : '';
  return (
    <figure className="chart heat">
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys */}
      <section className="wide" aria-label={title} tabIndex={0}>
        <svg viewBox={`0 0 ${left + 24 * cell} ${top + 7 * cell}`} role="img" aria-labelledby={id}>
          <title id={id}>{`${title}. ${busiest}`}</title>
          {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
            <text key={hour} x={left + hour * cell + 1} y="14">
              {String(hour).padStart(2, '0')}
            </text>
          ))}
          {short.map((name, day) => (
            <text key={name} x={left - 8} y={top + day * cell + 17} textAnchor="end">
              {name}
            </text>
          ))}
          {all.map(({ day, hour, count }) => (
            <rect
              key={`${day}-${hour}`}
              x={left + hour * cell + 1}
              y={top + day * cell + 1}
              width={cell - 2}
              height={cell - 2}
              rx="3"
              data-heat={count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * steps))}
            >
              <title>{`${long[day]} ${hourName(hour)}: ${number(count, lang)}`}</title>
            </rect>
          ))}
        </svg>
      </section>
      {busiest && <p>{busiest}</p>}
      <DataTable
        title={title}
        file={file}
        heads={[w.weekday, ...Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')), w.inAll]}
        rows={days.map((counts, day) => [
          long[day] ?? '',
          ...counts.map((count) => number(count, lang)),
          number(
            counts.reduce((sum, one) => sum + one, 0),
            lang,
          ),
        ])}
      />
    </figure>
  );
}
