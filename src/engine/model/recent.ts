/** `recent.x`: what the talk was about a moment ago, so that "it" and "that order" mean it for the next half hour, in whatever flow. */

import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { Session } from './session.ts';

interface Talk {
  session: Session;
  facts: { now: number };
}

/** Keeps a value; the oldest names give way. One that is too long, or nothing, is forgotten. */
export function keepRecent({ session, facts }: Talk, name: string, value: Json): void {
  const others = Object.entries(session.recent ?? {}).filter(([known, { at }]) => known !== name && facts.now - at < limits.recentMs);
  const fits = value !== null && JSON.stringify(value).length <= limits.recentValue;
  const all = fits ? [...others, [name, { value, at: facts.now }] as const] : others;
  session.recent = Object.fromEntries(all.slice(-limits.recent));
}

/** Returns the values that are not too old, by name. */
export function recentValues({ session, facts }: Talk): Record<string, Json> {
  const fresh = Object.entries(session.recent ?? {}).filter(([, { at }]) => facts.now - at < limits.recentMs);
  return Object.fromEntries(fresh.map(([name, { value }]) => [name, value]));
}
