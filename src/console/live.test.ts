import { expect, it } from 'vitest';
import { createLive, type LiveEvent, presenceMs } from './live.ts';

function two() {
  const clock = { now: 1_000 };
  const told: string[] = [];
  const here = createLive(
    () => clock.now,
    (text) => told.push(text),
  );
  const there = createLive(() => clock.now);
  const events: LiveEvent[] = [];
  there.listen((event) => events.push(event));
  const pass = () => {
    for (const text of told.splice(0)) there.hear(text);
    return events.splice(0);
  };
  return { here, there, pass, clock };
}

it('tells pages of every process which conversation changed', () => {
  const { here, pass } = two();
  here.changed('telegram:main:1');
  expect(pass()).toEqual([{ type: 'changed', conversation: 'telegram:main:1' }]);
});

it('tells who looks and who types, once for each change', () => {
  const { here, there, pass } = two();
  here.present('p1', 'Mei', 'c1', false);
  here.present('p2', 'Mei', 'c1', false);
  here.present('p3', 'Wei', 'c1', true);
  expect(pass().at(-1)).toEqual({
    type: 'presence',
    conversation: 'c1',
    present: [
      { who: 'Mei', typing: false },
      { who: 'Wei', typing: true },
    ],
  });
  here.present('p3', 'Wei', 'c1', true);
  expect(pass()).toEqual([]);
  here.present('p3', 'Wei', 'c2', false);
  expect(pass()).toEqual([
    { type: 'presence', conversation: 'c1', present: [{ who: 'Mei', typing: false }] },
    { type: 'presence', conversation: 'c2', present: [{ who: 'Wei', typing: false }] },
  ]);
  here.present('p3', '', null, false);
  expect(pass()).toEqual([{ type: 'presence', conversation: 'c2', present: [] }]);
  expect(there.presentIn('c1')).toEqual([{ who: 'Mei', typing: false }]);
});

it('forgets a page that is silent, and drops what another version says', () => {
  const { here, there, pass, clock } = two();
  here.present('p1', 'Mei', 'c1', true);
  pass();
  clock.now += presenceMs + 1;
  expect(there.presentIn('c1')).toEqual([]);
  there.hear('{"type":"other"}');
  expect(pass()).toEqual([]);
});
