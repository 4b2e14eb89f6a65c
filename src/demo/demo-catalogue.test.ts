import { describe, expect, it } from 'vitest';
import { productPicture } from './demo-catalogue.ts';

describe('pictures of the demo shop', () => {
  it('are drawn in the colour that is asked for', () => {
    const red = productPicture('red-midi-dress') ?? '';
    expect(red).toMatch(/^<svg .*<\/svg>$/s);
    expect(red).toContain('#b5313a');
    expect(productPicture('red-midi-dress', 'black')).toContain('#2b2b2e');
    expect(productPicture('red-midi-dress', 'plaid"><script>')).toBe(red);
    expect(productPicture('nothing')).toBeNull();
    expect(red).not.toMatch(/NaN|undefined/);
  });
});
