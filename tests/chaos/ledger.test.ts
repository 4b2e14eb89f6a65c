import { expect, it } from 'vitest';
import { judge } from './ledger.ts';

const one = new Map([[7, 2]]);
const all = ['got 1', 'done 1', 'got 2', 'done 2'];
const arrived = (texts: string[]) => texts.map((text) => ({ customer: 7, text }));

it('finds nothing wrong with what is right', () => {
  expect(judge(one, arrived(all), new Set())).toEqual({ messages: 2, bubbles: 4, lost: [], reordered: [], doubled: [], unexplained: [] });
});

it('finds what is lost', () => expect(judge(one, arrived(all.slice(0, 3)), new Set()).lost).toEqual(['7 done 2']));

it('finds what came in the wrong order', () =>
  expect(judge(one, arrived(['got 1', 'got 2', 'done 1', 'done 2']), new Set()).reordered).toEqual(['7 got 2 before done 1']));

it('tells explained doubles from others', () => {
  const doubled = judge(one, arrived([...all, 'done 2', 'got 1']), new Set(['7 done 2']));
  expect(doubled.doubled).toEqual(['7 done 2', '7 got 1']);
  expect(doubled.unexplained).toEqual(['7 got 1']);
});

it('allows the answer to a message that was stored and never acknowledged', () =>
  expect(judge(one, arrived([...all, 'got 3', 'done 3']), new Set())).toMatchObject({ lost: [], reordered: [], unexplained: [] }));
