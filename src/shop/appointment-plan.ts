/** `shop.appointments` of the config: when customers can have somebody come, or come themselves. */
import { z } from 'zod';
import { rule } from '../text/rule.ts';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const span = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, rule('write hours as 09:00-18:00', '时间段请写成 09:00-18:00'));
const whole = (least: number, most: number) => z.number().int().min(least).max(most);

export const appointmentPlan = z.strictObject({
  /** Purpose, by language: installation, a fitting, a repair at home. */
  what: z.record(z.string(), z.string().min(1).max(40)),
  hours: z.partialRecord(z.enum(weekdays), z.array(span).min(1)),
  /** Length of one, minutes. */
  minutes: whole(10, 1_440).default(120),
  /** Number of appointments at the same time. */
  at_once: whole(1, 100).default(1),
  /** Days ahead that can be booked. */
  days: whole(1, 90).default(14),
  /** Hours before it from which it can be neither booked nor changed. */
  notice_hours: whole(0, 168).default(12),
});
export type AppointmentPlan = z.output<typeof appointmentPlan>;
