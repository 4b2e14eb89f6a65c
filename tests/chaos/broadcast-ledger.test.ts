import { expect, it } from 'vitest';
import { faultsOf, judgeBroadcast, noFaults } from './broadcast-ledger.ts';

const people = new Map([
  ['a', true],
  ['b', true],
  ['c', false],
]);
const told = (a: string, b: string) => [
  { contact: 'a', state: a },
  { contact: 'b', state: b },
  { contact: 'c', state: 'excluded' },
];
const numbers = { planned: 3, sent: 2, unknown: 0, pending: 0 };
const unsure = { ...numbers, sent: 1, unknown: 1 };

it.each<[string, ReturnType<typeof told>, typeof numbers, string[], object]>([
  ['all is right', told('sent', 'read'), numbers, ['a', 'b'], {}],
  ['an unknown one arrived', told('sent', 'unknown'), unsure, ['a', 'b'], {}],
  ['an unknown one did not', told('sent', 'unknown'), unsure, ['a'], {}],
  ['twice', told('sent', 'sent'), numbers, ['a', 'b', 'b'], { doubled: ['b x 2'] }],
  ['said to be sent and not', told('sent', 'sent'), numbers, ['a'], { skipped: ['b sent'], wrong: ['sent and arrived: the report says 2, seen 1'] }],
  [
    'still waiting',
    told('sent', 'waiting'),
    { ...numbers, sent: 1, pending: 1 },
    ['a'],
    { skipped: ['b waiting'], wrong: ['pending: the report says 1, seen 0'] },
  ],
  [
    'no row',
    told('sent', 'sent').slice(0, 2),
    { ...numbers, planned: 2 },
    ['a', 'b'],
    { skipped: ['c has no row'], wrong: ['planned: the report says 2, seen 3'] },
  ],
  [
    'arrived and said to have failed',
    told('sent', 'failed'),
    { ...numbers, sent: 1 },
    ['a', 'b'],
    { skipped: ['b failed'], untold: ['b'], wrong: ['sent and arrived: the report says 1, seen 2'] },
  ],
  ['one who did not agree', told('sent', 'sent'), { ...numbers, sent: 3 }, ['a', 'b', 'c'], { untold: ['c'], forbidden: ['c'] }],
])('%s', (_, rows, report, received, faults) => {
  expect(faultsOf(judgeBroadcast(people, rows, report, received))).toEqual({ ...noFaults, ...faults });
});
