import { expect, test } from 'vitest';
import { gate, type Policy, quietUntil } from './gate.ts';
import { wallTime } from './zone-time.ts';

const now = Date.UTC(2026, 10, 23, 2, 0);
const hour = 3_600_000;
const contact = { consent: { marketing: true }, promos: [] as number[], zone: undefined as string | undefined };
const conversation = { reachable: true, lastInAt: now - hour, sentSince: 0 };
const free = { window: null, proactive: true };
const policy: Policy = { caps: [{ count: 2, ms: 7 * 24 * hour }], quiet: { from: 21 * 60, to: 9 * 60, classes: ['promo'] }, zone: 'Asia/Shanghai' };
const message = { class: 'promo' as const, template: false, person: false };
const reply = { ...message, class: 'reply' as const };

test('a promotion needs consent, and an opt-out is told from a missing answer', () => {
  expect(gate(message, contact, policy, conversation, free, now)).toEqual({ go: true });
  expect(gate(message, { ...contact, consent: {} }, policy, conversation, free, now)).toEqual({ refuse: 'no_consent' });
  expect(gate(message, { ...contact, consent: { marketing: false } }, policy, conversation, free, now)).toEqual({ refuse: 'opted_out' });
  expect(gate(message, null, policy, conversation, free, now)).toEqual({ refuse: 'no_consent' });
  expect(gate(reply, null, policy, conversation, free, now)).toEqual({ go: true });
});

test('quiet hours are those of the customer, else of the shop; replies do not mind them', () => {
  const inParis = { ...contact, zone: 'Europe/Paris' };
  expect(gate(message, inParis, policy, conversation, free, now)).toEqual({ hold: Date.UTC(2026, 10, 23, 8, 0), reason: 'quiet_hours' });
  expect(gate(reply, inParis, policy, conversation, free, now)).toEqual({ go: true });
  expect(gate(message, { ...contact, zone: 'Mars/Base' }, policy, conversation, free, now)).toEqual({ go: true });
  expect(gate(message, contact, policy, conversation, free, Date.UTC(2026, 10, 23, 13, 0))).toEqual({
    hold: Date.UTC(2026, 10, 24, 1, 0),
    reason: 'quiet_hours',
  });
});

test('quiet hours end at the wall-clock time also in the night of a clock change', () => {
  const before = Date.UTC(2026, 9, 24, 21, 30);
  const end = quietUntil({ from: 21 * 60, to: 9 * 60 }, 'Europe/Paris', before);
  expect(end).toBe(Date.UTC(2026, 9, 25, 8, 0));
  expect(wallTime(end ?? 0, 'Europe/Paris')).toMatchObject({ minute: 9 * 60, date: 25 });
  expect(quietUntil({ from: 60, to: 60 }, 'UTC', before)).toBeUndefined();
  expect(quietUntil({ from: 60, to: 120 }, 'UTC', Date.UTC(2026, 0, 1, 1, 59))).toBe(Date.UTC(2026, 0, 1, 2, 0));
  expect(quietUntil({ from: 60, to: 120 }, 'UTC', Date.UTC(2026, 0, 1, 2, 0))).toBeUndefined();
});

test('the frequency cap counts what is within its time', () => {
  const old = now - 8 * 24 * hour;
  expect(gate(message, { ...contact, promos: [old, now - hour] }, policy, conversation, free, now)).toEqual({ go: true });
  expect(gate(message, { ...contact, promos: [now - 2 * hour, now - hour] }, policy, conversation, free, now)).toEqual({ refuse: 'frequency_cap' });
});

test('outside the reply window only a template goes', () => {
  const day = { window: { ms: 24 * hour }, proactive: true };
  const late = { ...conversation, lastInAt: now - 24 * hour };
  expect(gate(reply, contact, policy, { ...conversation, lastInAt: now - 24 * hour + 1 }, day, now)).toEqual({ go: true });
  expect(gate(reply, contact, policy, late, day, now)).toEqual({ refuse: 'window_closed' });
  expect(gate({ ...reply, template: true }, contact, policy, late, day, now)).toEqual({ go: true, template: true });
  expect(gate({ ...reply, template: true }, contact, policy, conversation, day, now)).toEqual({ go: true });
  expect(gate({ ...reply, closed: true }, contact, policy, conversation, day, now)).toEqual({ refuse: 'window_closed' });
  // An event may have opened a window of its own.
  expect(gate(reply, contact, policy, { ...late, window: { ms: 72 * hour } }, day, now)).toEqual({ go: true });
  expect(gate(reply, contact, policy, { ...conversation, sentSince: 2, window: { ms: 72 * hour, messages: 3 } }, day, now)).toEqual({
    refuse: 'window_closed',
  });
});

test('where messages are rationed one is kept for a person', () => {
  const five = { window: { ms: 48 * hour, messages: 5 }, proactive: false };
  expect(gate(reply, contact, policy, { ...conversation, sentSince: 3 }, five, now)).toEqual({ go: true });
  expect(gate(reply, contact, policy, { ...conversation, sentSince: 4 }, five, now)).toEqual({ refuse: 'window_closed' });
  expect(gate({ ...reply, person: true }, contact, policy, { ...conversation, sentSince: 4 }, five, now)).toEqual({ go: true });
  expect(gate({ ...reply, person: true }, contact, policy, { ...conversation, sentSince: 5 }, five, now)).toEqual({ refuse: 'window_closed' });
});

test('nothing goes to who cannot be reached, or may not be written to first', () => {
  expect(gate(reply, contact, policy, { ...conversation, reachable: false }, free, now)).toEqual({ refuse: 'unreachable' });
  expect(gate(reply, contact, policy, { ...conversation, lastInAt: 0 }, { ...free, proactive: false }, now)).toEqual({ refuse: 'unreachable' });
  expect(gate(reply, contact, policy, { ...conversation, lastInAt: 0 }, free, now)).toEqual({ go: true });
});
