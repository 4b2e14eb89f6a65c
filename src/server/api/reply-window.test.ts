/** Until when, and how often, an answer may go on a channel with a reply window. */
import { expect, it } from 'vitest';
import { windowOf } from './reply-window.ts';

const hour = 3_600_000;
const day = { ms: 24 * hour };
const row = (set: object) => ({ lastInAt: 1_000, sentSince: 0, ...set });

it.each([
  ['a channel without a window', row({}), null, 5_000, undefined],
  ['within it', row({}), day, hour, { open: true, until: 24 * hour + 1_000 }],
  ['at its end', row({}), day, 24 * hour + 1_000, { open: false, until: 24 * hour + 1_000 }],
  ['nobody wrote yet', row({ lastInAt: 0 }), day, hour, { open: false }],
  ['some of a ration are left', row({ sentSince: 3 }), { ...day, messages: 5 }, hour, { open: true, until: 24 * hour + 1_000, messages: 2 }],
  ['a ration is used up', row({ sentSince: 5 }), { ...day, messages: 5 }, hour, { open: false, until: 24 * hour + 1_000, messages: 0 }],
  ['a window that the last event opened', row({ window: { ms: hour } }), day, 2 * hour, { open: false, until: hour + 1_000 }],
])('%s', (_what, given, usual, now, expected) => {
  expect(windowOf(given, usual, now)).toEqual(expected);
});
