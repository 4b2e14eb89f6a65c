/** The world of a flow folder, as the compiler wants to know it. */
import { dayIn } from '../compiler/faq-dates.ts';
import type { LoadContext } from '../compiler/flow.ts';
import type { CallSpec } from '../flow-tree/flow-tree.ts';

/** Returns the specs of calls without the functions that make them: these cannot go to another thread. */
export function specsOf(calls: ReadonlyMap<string, CallSpec>): Map<string, CallSpec> {
  return new Map([...calls].map(([key, { name, mode, params, outcomes, about }]) => [key, { name, mode, params, outcomes, about }]));
}

/** What the options of a library say of the world; see there. */
interface Known {
  calls: ReadonlyMap<string, CallSpec>;
  langs: readonly string[];
  templates?: Readonly<Record<string, { channels: readonly string[] }>>;
  channels?: readonly { name: string; label?: number }[];
  zone?: string;
  now(): number;
}

export function loadContext(
  { calls, langs, templates, channels, zone, now }: Known,
  pictures: ReadonlyMap<string, number>,
  segments: ReadonlySet<string> | undefined,
): LoadContext {
  return {
    calls: specsOf(calls),
    langs,
    pictures,
    ...(zone && { today: dayIn(zone, now()) }),
    ...(channels && { channels }),
    ...(segments && { segments }),
    ...(templates && { templates: { names: new Set(Object.keys(templates)) } }),
  };
}
