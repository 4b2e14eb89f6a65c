import { z } from 'zod';
import { rule } from '../text/rule.ts';

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `30s`, `10m`, `2h`, `3d`, `2w`, `250ms` in ms; null for anything else. */
export function duration(text: string): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h|d|w)$/.exec(text.trim());
  const unit = match?.[2] === undefined ? undefined : units[match[2]];
  return unit === undefined ? null : Math.round(Number(match?.[1]) * unit);
}

/** A time span as the config has it, read in ms. */
export const time = z.string().transform((text, context) => {
  const ms = duration(text);
  if (ms !== null) return ms;
  context.addIssue({ code: 'custom', message: rule('write a time span as 30s, 10m, 2h, 3d or 2w', '时长请写成 30s、10m、2h、3d 或 2w') });
  return z.NEVER;
});
