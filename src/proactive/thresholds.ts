import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';

/** Moments at which a page has something to report: all that any rule asks for, so that pages need not report all the time. */
export interface Thresholds {
  onPage: number[];
  idle: number[];
  scroll: number[];
  leaves: boolean;
  events: string[];
}

/** Returns the moments of all rules; null when there is no rule, and nothing to report. Pure. */
export function thresholdsOf(rules: readonly ProactiveRule[]): Thresholds | null {
  if (rules.length === 0) return null;
  const sorted = (key: 'on_page' | 'idle' | 'scroll'): number[] =>
    [...new Set(rules.flatMap(({ when }) => when[key] ?? []))].sort((a, b) => a - b).slice(0, 20);
  return {
    onPage: sorted('on_page'),
    idle: sorted('idle'),
    scroll: sorted('scroll'),
    leaves: rules.some(({ when }) => when.leaves),
    events: [...new Set(rules.flatMap(({ when }) => when.event ?? []))],
  };
}
