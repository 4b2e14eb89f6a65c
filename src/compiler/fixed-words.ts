/** The small fixed vocabularies of the language, used by the checks and by the editor's schema. */

import { troubles } from '../reading/wishes/trouble.ts';

/** Names that cannot be given to a step or flow. */
export const reservedTargets = ['start', 'end', 'back', 'again', 'menu', 'handoff'] as const;

/** Names that a flow can always read. */
export const builtinNames = ['message', 'contact', 'shop', 'channel', 'now', 'event', 'recent', 'mood'] as const;

export const flowKeys = ['flow', 'about', 'start', 'takes', 'kind', 'stop_on', 'uninterrupted', 'unlisted', 'on_edit', 'steps'] as const;
export const faqKeys = ['faq', 'about', 'entries'] as const;
export const proactiveKeys = ['proactive', 'about', 'when', 'show', 'say', 'flow', 'at_most', 'not_after', 'hold_out'] as const;
/** Conditions of a rule for speaking first. */
export const whenKeys = [
  'path',
  'product',
  'on_page',
  'scroll',
  'leaves',
  'idle',
  'visits',
  'cart',
  'cart_value',
  'source',
  'event',
  'hours',
  'lang',
  'shop',
] as const;
export const entryKeys = ['id', 'q', 'a', 'image', 'link', 'then', 'only_if', 'check_by'] as const;
export const triggerKinds = [
  'says',
  'keyword',
  'event',
  'referral',
  'joins',
  'schedule',
  'segment',
  'media',
  'mood',
  'card',
  'cards',
  'trouble',
  'goods',
  'fallback',
] as const;
export const triggerModifiers = ['if', 'at_most', 'channel'] as const;
/** Words that only stand beside `segment`. */
export const segmentModifiers = ['once', 'again', 'existing', 'leave'] as const;
export const triggerMedia = ['photo', 'voice', 'cart', 'place', 'goods'] as const;
export const triggerTroubles = troubles;
export const triggerGoods = ['wish', 'question'] as const;
export const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export const stopWords = ['reply', 'opted_out', 'handoff'] as const;
export const optionKeys = ['label', 'value', 'also', 'then', 'only_if', 'image'] as const;
export const fieldKeys = ['ask', 'expect', 'options', 'check', 'retry', 'skip', 'why'] as const;
export const cardKeys = ['title', 'text', 'image', 'link', 'button'] as const;
export const wayKeys = ['share', 'then', 'label'] as const;
export const stepKeys = ['name', 'only_if'] as const;
/** Outcomes that every call can have. */
export const commonOutcomes = ['any', 'unavailable', 'timeout', 'invalid', 'failed'] as const;

/** Fields that take one of a few words, by `verb.field`. */
export const allowedWords: Readonly<Record<string, readonly string[]>> = {
  'handoff.priority': ['low', 'normal', 'high'],
  'consent.for': ['marketing', 'review'],
  'notify.to': ['team', 'owner'],
  'rate.scale': ['5', '10'],
};

/** Values that something is found or compared by, as `verb.field`: the same in every language. */
export const sameInAllLanguages: readonly string[] = ['tag.tag', 'untag.untag', 'wait.until', 'choose.value', 'form.value'];

/** Values that are shown as they are, as `verb.field`: a map can only be one text in several languages. */
export const alwaysText: readonly string[] = ['say.link'];

/** Words of Liquid that cannot be names of variables. */
export const liquidWords = ['and', 'or', 'not', 'contains', 'matches', 'true', 'false', 'nil', 'null', 'empty', 'blank'] as const;

const durationUnits: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Returns the ms of `30s 10m 2h 3d 2w`. */
export function durationOf(text: string): number | undefined {
  const match = /^(\d{1,5})\s?([smhdw])$/.exec(text);
  const unit = match?.[2] === undefined ? undefined : durationUnits[match[2]];
  const ms = unit === undefined ? 0 : Number(match?.[1]) * unit;
  return ms > 0 && ms <= 366 * 86_400_000 ? ms : undefined;
}

export const stepName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
