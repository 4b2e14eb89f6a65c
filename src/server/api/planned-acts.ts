/** Routes about what comes later in a conversation: what may be undone for some seconds, what is planned, and what is put off. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { conversations } from '../../store/collections.ts';
import { isOpen, type PlannedAct, plan, planNow, plannedMost, putOff, unplan, untilAnswered, wake } from '../../store/planned-act.ts';
import { actOn } from './conversation-shape.ts';
import * as examples from './examples/planned-acts.ts';
import type { ConsoleParts } from './parts.ts';
import { nameOf, type Route, refuse, route } from './route.ts';
import { conversationSummary } from './shapes.ts';
import { about } from './words.ts';

/** Time for which an act of a page may be undone, ms. */
export const undoMs = 5_000;
/** Latest time that anything is put off to, ms from now. */
const latestMs = 366 * 86_400_000;

/** `undo` of the routes that can wait. */
export const undoable = z
  .boolean()
  .default(false)
  .meta(about('Waits five seconds first, in which it can be taken back (`planned`)', '先等五秒，这段时间里可以撤回（见 `planned`）'));

const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const byAct = byId.extend({ act: z.string().max(100).meta(about('`id` of one of `planned`', '`planned` 里某一项的 `id`')) });
const moment = z.number().int().positive().meta(about('Epoch ms, at most a year from now', '毫秒时间戳，最多一年之后'));

export type PlanningParts = Pick<ConsoleParts, 'store' | 'runtime' | 'live' | 'now'>;

/** Returns what plans an act of a person, who gets the conversation with an answer. */
export function planner({ store, runtime, live, now }: PlanningParts) {
  const act = actOn({ store, now });
  const rows = store.collection(conversations);
  return async (id: string, given: Omit<PlannedAct, 'id' | 'at'> & { id?: string | undefined; at?: number | undefined }) => {
    const at = given.at ?? now() + undoMs;
    if (at < now() - 60_000 || at > now() + latestMs) return refuse(422, 'invalid', 'body: at lies behind, or more than a year ahead', 'at');
    const before = await rows.get(id);
    if ((before?.planned?.length ?? 0) >= plannedMost) return refuse(409, 'conflict', 'Too much is planned in this conversation already');
    return act(id, async () => {
      if (given.act === 'say' && before && before.owner !== given.by) await runtime.takeOver(id, given.by);
      await runtime.update(id, (row) => plan(row, { ...given, id: given.id ?? randomUUID(), at, ...(given.at !== undefined && { scheduled: true as const }) }));
      live.changed(id);
    });
  };
}

/** Routes about planned acts and what is put off. */
export function plannedRoutes(parts: PlanningParts): Route[] {
  const { store, runtime, live, now } = parts;
  const act = actOn({ store, now });
  const change = (id: string, to: Parameters<typeof runtime.update>[1]) =>
    act(id, async () => {
      await runtime.update(id, to);
      live.changed(id);
    });
  const tooLate = () => refuse(409, 'too_late', 'It has happened already, or was taken back / 已经执行，或已被撤回', 'act');
  /** Changes an act that is still to come. What the row says at the write counts: an act that begins to happen meanwhile is too late. */
  const ofAct = async (id: string, which: string, to: Parameters<typeof runtime.update>[1]) => {
    let inTime = false;
    const row = await runtime.update(id, (one) => {
      inTime = isOpen(one, which);
      return to(one);
    });
    if (!row || !inTime) return tooLate();
    return act(id, async () => live.changed(id));
  };
  return [
    route({
      method: 'delete',
      path: '/conversations/:id/planned/:act',
      summary: { en: 'Takes back what was planned: an answer, a close, an assignment', zh: '撤回还没执行的操作：回复、结束、转交' },
      example: examples.undo,
      params: byAct,
      response: conversationSummary,
      handle: async ({ params }) => ofAct(params.id, params.act, (row) => unplan(row, params.act)),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/planned/:act/now',
      summary: { en: 'Does what was planned at once', zh: '立即执行原定的操作' },
      example: examples.doNow,
      params: byAct,
      response: conversationSummary,
      handle: async ({ params }) => ofAct(params.id, params.act, (row) => planNow(row, params.act, now())),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/snooze',
      summary: {
        en: 'Puts a conversation off until a time, or until the customer writes; whoever does it has the conversation from then on',
        zh: '稍后处理：到某个时间，或到顾客再发消息时再提醒；操作的人从此接待这个对话',
      },
      example: examples.snooze,
      params: byId,
      body: z.strictObject({ until: moment.optional().meta(about('Without it until the customer writes', '不填则等顾客再发消息')) }),
      response: conversationSummary,
      handle: async ({ params, body: { until }, by }) => {
        if (until !== undefined && (until <= now() || until > now() + latestMs))
          return refuse(422, 'invalid', 'body: until lies behind, or more than a year ahead', 'until');
        const row = await store.collection(conversations).get(params.id);
        if (row && row.state !== 'handoff') {
          const taken = await act(params.id, () => runtime.takeOver(params.id, nameOf(by, 'owner')));
          if (!taken.ok) return taken;
        }
        return change(params.id, (one) => putOff(one, until ?? untilAnswered));
      },
    }),
    route({
      method: 'delete',
      path: '/conversations/:id/snooze',
      summary: { en: 'Takes a conversation up that was put off', zh: '取消稍后处理' },
      example: examples.unsnooze,
      params: byId,
      response: conversationSummary,
      handle: ({ params }) => change(params.id, (row) => wake(row, now())),
    }),
  ];
}
