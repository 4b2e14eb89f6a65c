import { expect, it } from 'vitest';
import { remembered } from './remembered.ts';

it('makes each text once, also where nothing comes of it, and forgets all when it is full', () => {
  const made: string[] = [];
  const read = remembered(
    (text) => {
      made.push(text);
      return text === 'none' ? undefined : text.length;
    },
    { most: 2, longest: 4 },
  );
  expect(['one', 'one', 'none', 'none'].map(read)).toEqual([3, 3, undefined, undefined]);
  expect(made).toEqual(['one', 'none']);
  read('two');
  expect(read('one')).toBe(3);
  expect(made).toEqual(['one', 'none', 'two', 'one']);
  read('longer');
  read('longer');
  expect(made.slice(4)).toEqual(['longer', 'longer']);
});
