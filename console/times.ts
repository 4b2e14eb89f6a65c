/** Times as people read them. */
import { useEffect, useState } from 'react';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A duration in its largest unit, e.g. `5 min`; ms. */
export function duration(ms: number, lang: string): string {
  const [unit, size] = units.find(([, one]) => ms >= one) ?? (['minute', 60_000] as const);
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: lang === 'zh' ? 'short' : 'narrow' }).format(Math.max(1, Math.floor(ms / size)));
}

/** A moment for a list: the clock today, else the date. */
export function moment(at: number, now: number, lang: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(lang, sameDay ? { hour: '2-digit', minute: '2-digit', hour12: false } : { month: 'short', day: 'numeric' }).format(at);
}

/** A moment for a line of a thread: the clock today, else with the date. */
export const clock = (at: number, now: number, lang: string): string => {
  const shown = moment(at, now, lang);
  return /:/.test(shown) ? shown : whole(at, lang);
};

/** A moment to the minute. */
export const whole = (at: number, lang: string): string => new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', hour12: false }).format(at);

/** The present time, epoch ms; every half minute anew. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
