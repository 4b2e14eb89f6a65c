import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json } from '../../json.ts';
import { type When, whenSaid } from '../../reading/values/when.ts';
import { localText } from '../local-text.ts';
import { book, type Calendar, cancelAppointment, freeSlots, nextAppointment } from '../orders/appointments.ts';
import { refuse } from '../outcome-texts.ts';
import type { AppointmentRow } from '../request-rows.ts';
import { numberOf, textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

/** Days and times that are offered, a page at a time. */
const most = { days: 31, times: 48 };

/** Places of the entries that fit what the customer said, the last that names a day or a time; null when nothing does. */
function whenNamed(words: Json | undefined, entries: readonly When[], { zone }: Calendar, { now, lang }: CallContext): number[] | null {
  const said = (textOf(words) ?? '').slice(-500).split(' / ').reverse();
  for (const text of said) {
    const found = whenSaid(text, entries, { now, zone, lang });
    if (found) return found.fit;
  }
  return null;
}

export function appointmentCalls({ store, calendar }: ShopTools): Call[] {
  const view = (row: AppointmentRow, { plan }: Calendar, lang: string) => ({
    id: row._id,
    start: row.start,
    day_before: row.start - 86_400_000,
    what: localText(plan.what, lang),
    order: row.order ?? null,
  });
  const withPlan = (run: (calendar: Calendar, context: CallContext) => Promise<CallOutcome>, context: CallContext): Promise<CallOutcome> =>
    calendar ? run(calendar, context) : Promise.resolve(refuse('not_offered', 'no_appointments', context.lang));

  return [
    defineCall(
      'appointment.days',
      'reads',
      ['words?'],
      ['not_offered', 'full'],
      [
        '还能约的日子；words：顾客说的话，missed 表示话里说的那天约不了',
        'Days that still have free times; words: what the customer said, `missed` tells that the day named there is not free',
      ],
      (args, context) =>
        withPlan(async (plan) => {
          const days = new Map<string, { start: number; free: number }>();
          for (const { day, start, free } of await freeSlots(store, plan, context.now))
            days.set(day, { start, ...days.get(day), free: (days.get(day)?.free ?? 0) + free });
          if (days.size === 0) return refuse('full', 'appointments_full', context.lang);
          const named = whenNamed(args.words, [...days.keys()], plan, context);
          const missed = named !== null && named.length === 0;
          return {
            ok: true,
            value: [...days].slice(0, most.days).map(([day, { start, free }]) => ({ day, start, free, missed, what: localText(plan.plan.what, context.lang) })),
          };
        }, context),
    ),
    defineCall(
      'appointment.times',
      'reads',
      ['day', 'words?'],
      ['not_offered', 'full'],
      [
        '某一天还能约的时间；words：顾客说的话，例如“下午”，有合适的就只给合适的',
        'Free times of a day; words: what the customer said, such as "in the afternoon": only what fits, where anything does',
      ],
      (args, context) =>
        withPlan(async (plan) => {
          const day = textOf(args.day, 'day');
          const found = (await freeSlots(store, plan, context.now)).filter((slot) => slot.day === day);
          if (found.length === 0) return refuse('full', 'appointments_full', context.lang);
          const places =
            whenNamed(
              args.words,
              found.map(({ start }) => start),
              plan,
              context,
            ) ?? [];
          const fitting = places.flatMap((place) => found[place] ?? []);
          return { ok: true, value: (fitting.length > 0 ? fitting : found).slice(0, most.times).map(({ start, free }) => ({ start, free })) };
        }, context),
    ),
    defineCall('appointment.mine', 'reads', [], ['not_offered', 'none'], ['顾客已约的时间', 'The customer’s next appointment'], (_, context) =>
      withPlan(async (plan) => {
        const row = await nextAppointment(store, context.contact.id, context.now);
        return row ? { ok: true, value: view(row, plan, context.lang) } : refuse('none', 'no_appointment', context.lang);
      }, context),
    ),
    defineCall(
      'appointment.book',
      'does',
      ['start', 'order?', 'note?', 'instead?'],
      ['not_offered', 'taken', 'too_late', 'already'],
      ['约一个时间；instead: yes 表示替换已约的', 'Books a time; instead: yes puts it in the place of the one that they have'],
      (args, context) =>
        withPlan(async (plan) => {
          const { contact, conversation, key, lang, now } = context;
          const start = numberOf(args.start);
          if (start === undefined) return refuse('taken', 'appointment_taken', lang);
          const instead = textOf(args.instead) === 'yes' ? await nextAppointment(store, contact.id, now) : null;
          const wish = {
            start,
            contact: contact.id,
            conversation,
            key,
            order: textOf(args.order, 'number')?.slice(0, 40),
            note: textOf(args.note)?.slice(0, 500),
          };
          const result = await book(store, plan, wish, instead, now);
          return result.ok ? { ok: true, value: view(result.row, plan, lang) } : refuse(result.code, `appointment_${result.code}`, lang);
        }, context),
    ),
    defineCall(
      'appointment.cancel',
      'does',
      [],
      ['not_offered', 'none', 'too_late'],
      ['取消已约的时间', 'Gives the customer’s appointment back'],
      (_, context) =>
        withPlan(async (plan) => {
          const row = await cancelAppointment(store, plan, context.contact.id, context.now);
          if (row === 'too_late') return refuse('too_late', 'appointment_too_late', context.lang);
          return row ? { ok: true, value: view(row, plan, context.lang) } : refuse('none', 'no_appointment', context.lang);
        }, context),
    ),
  ];
}
