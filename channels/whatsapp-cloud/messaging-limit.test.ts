import { expect, test } from 'vitest';
import { limitToldBy, messagingLimit } from './messaging-limit.ts';

test.each<[unknown, number | undefined]>([
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_1K', 1_000],
  ['TIER_2K', 2_000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', Number.POSITIVE_INFINITY],
  ['tier_2k', 2_000],
  [' TIER_10K ', 10_000],
  [250, 250],
  [2_000, 2_000],
  [100_000, 100_000],
  [-1, Number.POSITIVE_INFINITY],
  ['-1', Number.POSITIVE_INFINITY],
  ['2000', 2_000],
  ['UNLIMITED', Number.POSITIVE_INFINITY],
  ['TIER_NOT_SET', undefined],
  ['TIER_500K', undefined],
  ['', undefined],
  [0, undefined],
  [-2, undefined],
  [2.5, undefined],
  ['1e9', undefined],
  ['9999999999', undefined],
  [null, undefined],
  [undefined, undefined],
  [{}, undefined],
  [['TIER_2K'], undefined],
  [true, undefined],
  ['constructor', undefined],
  [Number.NaN, undefined],
])('%j means %s people', (value, limit) => {
  expect(messagingLimit(value)).toBe(limit);
});

test.each<[unknown, number | undefined]>([
  // As documented for webhooks of v24 and newer, and as their example has it.
  [{ max_daily_conversations_per_business: 'TIER_UNLIMITED' }, Number.POSITIVE_INFINITY],
  [{ max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 25 }, 2_000],
  // Older ones.
  [{ max_daily_conversation_per_phone: 250, max_phone_numbers_per_business: 2 }, 250],
  [{ max_daily_conversation_per_phone: -1 }, Number.POSITIVE_INFINITY],
  [{ max_daily_conversation_per_phone: 250, max_daily_conversations_per_business: 'TIER_10K' }, 10_000],
  // Of a number's quality.
  [{ display_phone_number: '15550783881', event: 'FLAGGED', current_limit: 'TIER_2K' }, 2_000],
  [{ display_phone_number: '15550783881', event: 'UPGRADE', current_limit: 'TIER_NOT_SET', max_daily_conversations_per_business: 'TIER_100K' }, 100_000],
  [{ max_phone_numbers_per_waba: 25 }, undefined],
  [null, undefined],
  ['TIER_2K', undefined],
])('a webhook %j tells %s', (value, limit) => {
  expect(limitToldBy(value)).toBe(limit);
});
