import { expect, it } from 'vitest';
import { photoOf } from './args.ts';

const stored = (n: number) => ({ type: 'image', stored: String(n).repeat(64).slice(0, 64), ref: 'r'.repeat(90), mime: 'image/jpeg', bytes: 200_000 });

it.each([
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['words instead', 'no photo', '"no photo"'],
  ['one', { ...stored(1), text: '' }, { pictures: [{ stored: stored(1).stored }] }],
  [
    'one that lies elsewhere',
    { type: 'image', url: 'https://a.example/b.jpg', text: 'here' },
    { pictures: [{ url: 'https://a.example/b.jpg' }], text: 'here' },
  ],
  ['one that only the channel has', { type: 'image', ref: 'AgAC', text: '' }, { pictures: [{ ref: 'AgAC' }] }],
  [
    'an album',
    { ...stored(1), text: 'both sides', all: [stored(1), stored(2), stored(3)] },
    { pictures: [1, 2, 3].map((n) => ({ stored: stored(n).stored })), text: 'both sides' },
  ],
  ['among words', { text: 'torn', photo: { ...stored(4), text: 'torn' } }, { pictures: [{ stored: stored(4).stored }], text: 'torn' }],
])('keeps of a photo where it is: %s', (_name, value, kept) => {
  const text = photoOf(value);
  expect(text !== undefined && typeof kept === 'object' ? JSON.parse(text) : text).toEqual(kept);
});

it('keeps ten pictures whole, and cuts none in the middle', () => {
  const all = Array.from({ length: 14 }, (_, n) => stored(n));
  expect(JSON.parse(photoOf({ ...stored(0), text: '', all }) ?? '').pictures).toHaveLength(10);
  const long = Array.from({ length: 10 }, (_, n) => ({ url: `https://a.example/${n}/${'x'.repeat(400)}` }));
  const text = photoOf({ ...long[0], text: '', all: long }) ?? '';
  expect(text.length).toBeLessThanOrEqual(2_000);
  expect(JSON.parse(text).pictures).toHaveLength(4);
});
