/**
 * Number of people to whom a business may write first in 24 hours, as Meta names it. Pure.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
 */
import { z } from 'zod';

/** `TIER_NOT_SET` and words that are not known say nothing. */
const tiers: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
};

/** What webhooks and answers have in these fields: a word, or a number; -1 is no limit. */
const named = z.union([z.string(), z.number()]);

/** Returns the number that Meta means; Infinity: no limit; undefined for what says nothing. */
export function messagingLimit(value: unknown): number | undefined {
  const read = named.safeParse(value);
  if (!read.success) return undefined;
  const word = String(read.data).trim().toUpperCase();
  const tier = Object.hasOwn(tiers, word) ? tiers[word] : undefined;
  if (tier !== undefined) return tier;
  if (word === '-1' || word === 'UNLIMITED') return Number.POSITIVE_INFINITY;
  return /^[1-9]\d{0,8}$/.test(word) ? Number(word) : undefined;
}

/** Fields of `business_capability_update` and `phone_number_quality_update`, the newest first. */
const told = z.object({
  max_daily_conversations_per_business: z.unknown().optional(),
  max_daily_conversation_per_phone: z.unknown().optional(),
  current_limit: z.unknown().optional(),
});

/** Returns the limit that such a webhook tells; undefined when it tells none. */
export function limitToldBy(value: unknown): number | undefined {
  const read = told.safeParse(value).data;
  return (
    messagingLimit(read?.max_daily_conversations_per_business) ?? messagingLimit(read?.max_daily_conversation_per_phone) ?? messagingLimit(read?.current_limit)
  );
}
