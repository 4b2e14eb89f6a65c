import { expect, test } from 'vitest';
import { decideEntry, type EntryRules, type EntryStep } from './decide-entry.ts';
import type { EntryState } from './entries.ts';

const day = 86_400_000;
const now = 100 * day;
const again: EntryRules = { again: 30 * day };

test.each<[string, EntryState | null, number | undefined, boolean, boolean, EntryRules, EntryStep]>([
  ['fulfils it for the first time', null, undefined, true, false, {}, 'wish'],
  ['does not fulfil it', null, undefined, false, false, {}, 'nothing'],
  ['fulfilled it before the flow went live', null, undefined, true, true, {}, 'know'],
  ['the same, and those are wanted', null, undefined, true, true, { existing: true }, 'wish'],
  ['did not when it went live', null, undefined, false, true, {}, 'nothing'],
  ['still fulfils what they did before', 'existing', undefined, true, false, {}, 'nothing'],
  ['no longer fulfils what they did before: anew it counts', 'existing', undefined, false, false, {}, 'forget'],
  ['waits for the moment', 'waiting', undefined, true, false, {}, 'wish'],
  ['waited too long', 'waiting', undefined, false, false, {}, 'forget'],
  ['waits to enter again', 'waiting', now - 40 * day, true, false, again, 'wish'],
  ['no longer fulfils it while waiting to enter again', 'waiting', now - 40 * day, false, false, again, 'out'],
  ['entered and still fulfils it', 'entered', now - day, true, false, {}, 'nothing'],
  ['entered long ago and still fulfils it: it never ended', 'entered', now - 90 * day, true, false, again, 'nothing'],
  ['entered and no longer fulfils it', 'entered', now - day, false, false, {}, 'out'],
  ['leaves with the condition', 'entered', now - day, false, false, { leave: true }, 'leave'],
  ['fulfils it anew, once', 'out', now - 90 * day, true, false, {}, 'nothing'],
  ['fulfils it anew too soon', 'out', now - 29 * day, true, false, again, 'nothing'],
  ['fulfils it anew in time', 'out', now - 30 * day, true, false, again, 'wish'],
  ['stays out', 'out', now - 90 * day, false, false, again, 'nothing'],
  ['a changed condition does not bring in who was in', 'entered', now - day, true, true, { existing: true }, 'nothing'],
])('%s', (_, state, enteredAt, holds, base, rules, step) => {
  const row = state === null ? null : { state, ...(enteredAt !== undefined && { enteredAt }) };
  expect(decideEntry({ row, holds, base, now }, rules)).toBe(step);
});
