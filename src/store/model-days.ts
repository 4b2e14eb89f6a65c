/** What models were asked for on one day, and what that cost: nothing of anybody in it. */
import type { CollectionSpec, Row } from './store.ts';

export const modelTasks = ['phrases', 'vectors', 'choice', 'rewording', 'draft'] as const;
export type ModelTask = (typeof modelTasks)[number];

/** Requests, tokens read and written, and the cost in millionths of a minor unit of the shop's currency. */
export interface ModelCount {
  calls: number;
  in: number;
  out: number;
  cost: number;
}

/** `_id` is the day in the zone of the shop, `2026-11-30`. */
export interface ModelDayRow extends Row {
  at: number;
  tasks: Partial<Record<ModelTask, ModelCount>>;
}

export const modelDays: CollectionSpec<ModelDayRow> = { name: 'model_days', indexes: [], ttlField: 'at' };

/** How long the rows are kept, ms. */
export const modelDaysKept = 400 * 86_400_000;

export const noCount: ModelCount = { calls: 0, in: 0, out: 0, cost: 0 };
export const plus = (a: ModelCount, b: ModelCount): ModelCount => ({ calls: a.calls + b.calls, in: a.in + b.in, out: a.out + b.out, cost: a.cost + b.cost });
export const totalOf = ({ tasks }: Pick<ModelDayRow, 'tasks'>): ModelCount => Object.values(tasks).reduce(plus, noCount);
