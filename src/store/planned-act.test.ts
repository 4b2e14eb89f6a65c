/** What is planned and put off in a conversation: since when the customer waits is neither lost nor shown meanwhile. */
import { describe, expect, it } from 'vitest';
import { type Later, type PlannedAct, plan, planNow, putOff, unplan, untilAnswered, wake, whenCustomerWrote } from './planned-act.ts';

type Row = Later & { waits?: number; state: 'open' | 'handoff' | 'closed' };
const row: Row = { state: 'handoff', waits: 5 };
const say: PlannedAct = { id: 's', act: 'say', by: 'Mei', at: 10, parts: [{ type: 'text', text: 'Hi' }] };
const tomorrow: PlannedAct = { ...say, id: 't', at: 1_000, scheduled: true };
const close: PlannedAct = { id: 'c', act: 'close', by: 'Mei', at: 10 };
const seen = ({ waits, waited, later, planned }: Row) => ({ waits, waited, later, planned: planned?.map(({ id, asks }) => (asks ? `${id}?` : id)) });

describe('planned acts', () => {
  const cases: [string, Row, object][] = [
    ['a planned answer takes it from those who wait', plan(row, say), { waited: 5, planned: ['s'] }],
    ['twice is once', plan(plan(row, say), say), { waited: 5, planned: ['s'] }],
    ['taken back, it waits again since the same time', unplan(plan(row, say), 's'), { waits: 5 }],
    ['one of two taken back, it is still looked after', unplan(plan(plan(row, say), close), 'c'), { waited: 5, planned: ['s'] }],
    ['put off', putOff(row, 99), { waited: 5, later: 99 }],
    ['woken, it waits since the same time', wake(putOff(row, 99), 99), { waits: 5 }],
    ['woken where nobody waited, it waits from then on', wake(putOff({ state: 'handoff' }, 99), 99), { waits: 99 }],
    ['woken when the bot has it, it waits for nobody', wake(putOff({ state: 'open' }, 99), 99), {}],
    ['nothing to wake', wake(row, 99), { waits: 5 }],
    ['an answer taken back while it is put off', unplan(plan(putOff(row, 99), say), 's'), { waited: 5, later: 99 }],
    ['the customer writes: nothing is put off', whenCustomerWrote(putOff(row, untilAnswered)), {}],
    [
      'the customer writes: no close, an answer on its way goes, one for later asks',
      whenCustomerWrote(plan(plan(plan(row, say), close), tomorrow)),
      { planned: ['s', 't?'] },
    ],
    ['what asks goes when a person says so', planNow(whenCustomerWrote(plan(row, tomorrow)), 't', 50), { planned: ['t'] }],
  ];
  it.each(cases)('%s', (_name, found, expected) => {
    expect(seen(found)).toEqual({ waits: undefined, waited: undefined, later: undefined, planned: undefined, ...expected });
  });

  it('has an end', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...say, id: String(n) })).reduce(plan, row);
    expect(many.planned).toHaveLength(20);
  });
});
