import { describe, expect, it } from 'vitest';
import { createPlaces } from './places.ts';

describe('places', () => {
  it('are so many in all and for an address, and given back once', () => {
    const places = createPlaces(3, 2);
    const [first, second] = [places.enter('a'), places.enter('a')];
    expect(places.enter('a')).toBeNull();
    const other = places.enter('b');
    expect([typeof first, typeof second, typeof other, places.enter('c')]).toEqual(['function', 'function', 'function', null]);
    first?.();
    first?.();
    expect([typeof places.enter('c'), places.enter('a')]).toEqual(['function', null]);
  });
});
