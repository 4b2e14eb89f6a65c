/** Times at which flows start by the clock (`schedule: "mon 09:00"`), so that the runtime can raise the events. */

import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { localTime, momentOf, weekday } from '../../reading/values/calendar.ts';

export interface DueSchedule {
  flow: string;
  /** Epoch ms. */
  at: number;
}

/** Days that are looked back at most: after a longer stop only the last week's start is made up for. */
const mostDays = 7;

/**
 * Returns the starts that fall into (after, until], oldest first, in the shop's zone; of several of one trigger the last. For each one send `{ type:
 * 'event', name: 'schedule', data: { flow } }` to the conversations that the flow is meant for.
 * @example
 * ```ts
 * import { parseFlow } from '../../compiler/flow.ts';
 * import { flowSet } from '../../flow-folder/flow-set.ts';
 * import { dueSchedules } from './due-schedules.ts';
 * const flow = parseFlow('flow: weekly\nstart:\n  - schedule: "mon 09:00"\nsteps:\n  - say: Good morning\n', 'weekly.yaml');
 * const set = flowSet({ flows: Array.isArray(flow) ? [] : [flow], faqs: [], calls: new Map() });
 * const monday = Date.UTC(2026, 10, 23, 1);
 * dueSchedules(set, 'Asia/Shanghai', monday - 60_000, monday); // => [{ flow: 'weekly', at: monday }]
 * ```
 */
export function dueSchedules(flows: FlowSet, zone: string, after: number, until: number): DueSchedule[] {
  const last = localTime(until, zone).day;
  const first = Math.max(localTime(after, zone).day, last - mostDays);
  const due: DueSchedule[] = [];
  for (const flow of flows.live.values()) {
    for (const trigger of flow.start) {
      if (!('schedule' in trigger)) continue;
      const { day: wanted, hour, minute } = trigger.schedule;
      for (let day = last; day >= first; day--) {
        if (wanted !== undefined && weekday(day) !== wanted) continue;
        const at = momentOf(day, hour * 60 + minute, zone);
        if (at <= after || at > until) continue;
        // Nobody wants the same good morning of three days at once: of what was missed the last one is made up for.
        due.push({ flow: flow.name, at });
        break;
      }
    }
  }
  return due.sort((a, b) => a.at - b.at);
}
