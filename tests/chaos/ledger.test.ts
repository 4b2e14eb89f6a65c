import { expect, it } from 'vitest';
import { judge } from './ledger.ts';

const one = new Map([[7, 2]]);
const all = ['got m1', 'done m1', 'got m2', 'done m2'];
const arrived = (texts: string[]) => texts.map((text) => ({ customer: 7, text }));

it('finds nothing wrong with what is right', () => {
  expect(judge(one, arrived(all), new Set())).toEqual({ messages: 2, bubbles: 4, lost: [], reordered: [], doubled: [], unexplained: [] });
});

it('finds what is lost', () => expect(judge(one, arrived(all.slice(0, 3)), new Set()).lost).toEqual(['7 done m2']));

it('finds what came in the wrong order', () =>
  expect(judge(one, arrived(['got m1', 'got m2', 'done m1', 'done m2']), new Set()).reordered).toEqual(['7 got m2 before done m1']));

it('tells explained doubles from others', () => {
  const doubled = judge(one, arrived([...all, 'done m2', 'got m1']), new Set(['7 done m2']));
  expect(doubled.doubled).toEqual(['7 done m2', '7 got m1']);
  expect(doubled.unexplained).toEqual(['7 got m1']);
});

it('allows the answer to a message that was stored and never acknowledged', () =>
  expect(judge(one, arrived([...all, 'got m3', 'done m3']), new Set())).toMatchObject({ lost: [], reordered: [], unexplained: [] }));
