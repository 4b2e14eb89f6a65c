/** Rules of the shop for changes that customers make by themselves: `shop.changes` of the config. What is left out has the house's own rule. */
import { z } from 'zod';
import type { ChangeKind } from './change-kinds.ts';
import { type OrderStatus, orderStatuses } from './shop.ts';

const count = z.number().int().min(1).max(50);

/** `by`: the program does it, a person does, or it is not offered. */
const rule = z.strictObject({
  by: z.enum(['auto', 'person', 'off']).optional(),
  /** Hours after the order was placed. */
  within_hours: z.number().int().min(1).max(87_600).optional(),
  states: z.array(z.enum(orderStatuses)).min(1).optional(),
  /** Times that an order may be changed in this way. */
  times: count.optional(),
  /** Times that one customer may do so in 24 hours, over all orders. */
  per_day: count.optional(),
  /** Orders of this total and more need a person; in the shop's currency. */
  person_from: z.number().min(0).max(100_000_000).optional(),
  /** Way to go where the customer would have to pay more for an order that is paid. */
  dearer: z.enum(['auto', 'person', 'off']).optional(),
});

export const changeRulesSchema = z.strictObject({
  cancel: rule.optional(),
  change_address: rule.optional(),
  change_items: rule.optional(),
  change_payment: rule.optional(),
  exchange: rule.optional(),
  return: rule.optional(),
  refund_account: rule.optional(),
  profile_address: rule.optional(),
});
/** Words of the reference of the config. */
export const changeRulesAbout = {
  description: 'Which changes customers make by themselves, how often and until when, by change: docs/changes.md',
  zh: '哪些改动顾客可以自己办、多久以内、能办几次，按改动写，见 docs/changes.zh-CN.md',
  example: '{ cancel: { within_hours: 24 }, change_items: { by: person } }',
};
export type ChangeRules = z.output<typeof changeRulesSchema>;

export interface ChangeRule {
  by: 'auto' | 'person' | 'off';
  within_hours?: number | undefined;
  states: readonly OrderStatus[];
  times: number;
  per_day: number;
  person_from?: number | undefined;
  dearer: 'auto' | 'person' | 'off';
}

const unsent: readonly OrderStatus[] = ['placed', 'paid', 'packed'];
const usual = { by: 'auto', per_day: 5, dearer: 'person' } as const;

/** The house's rules. How long things can be sent back is the matter of the terms. */
const house: Readonly<Record<ChangeKind, ChangeRule>> = {
  cancel: { ...usual, states: unsent, times: 1 },
  change_address: { ...usual, states: unsent, times: 3 },
  change_items: { ...usual, states: ['placed', 'paid'], times: 2 },
  change_payment: { ...usual, states: ['placed'], times: 2 },
  exchange: { ...usual, states: orderStatuses, times: 3 },
  return: { ...usual, states: orderStatuses, times: 5 },
  refund_account: { ...usual, by: 'person', states: ['cancelled', 'return_requested', 'returned'], times: 2 },
  profile_address: { ...usual, states: orderStatuses, times: 3 },
};

/** Returns the rule that holds for a kind of change. */
export function ruleOf(rules: ChangeRules, kind: ChangeKind): ChangeRule {
  const own = Object.entries(rules[kind] ?? {}).filter(([, value]) => value !== undefined);
  return { ...house[kind], ...Object.fromEntries(own) };
}
