import { expect, test } from 'vitest';
import { freeChannel } from '../../../tests/runtime/recording-channel.ts';
import type { Capabilities } from '../../channel.ts';
import type { Said } from '../broadcast/content.ts';
import { shownLines } from './shown-lines.ts';

const to = { channel: 'test', account: 'main', user: '1' };
const plain: Partial<Capabilities> = { choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 }, cards: false };
const sale: Said = {
  lang: 'en',
  parts: [{ type: 'text', text: 'Sale' }],
  choices: [
    { token: 'a', label: 'More' },
    { token: 'b', label: 'Sizes' },
  ],
};

test.each<[title: string, said: Said, can: Partial<Capabilities>, lines: (string | RegExp)[]]>([
  ['buttons where there are some', sale, {}, ['Sale', '[More] [Sizes]']],
  ['numbers where there are none', sale, plain, [/^Sale\n+1\. More\n2\. Sizes/]],
  [
    'a picture with its caption',
    { lang: 'en', parts: [{ type: 'image', media: { url: 'https://a.example/1.jpg' }, caption: 'Sale' }] },
    {},
    ['[https://a.example/1.jpg] Sale'],
  ],
  [
    'a card',
    { lang: 'en', parts: [{ type: 'product', card: { title: 'Tea', text: '$9', link: 'https://a.example/tea' } }] },
    {},
    ['Tea · $9 · https://a.example/tea'],
  ],
  [
    'its words where there are no cards',
    { lang: 'en', parts: [{ type: 'product', card: { title: 'Tea', text: '$9', link: 'https://a.example/tea' } }] },
    plain,
    [/Tea\n\$9\n.*https:\/\/a\.example\/tea/],
  ],
  [
    'a long text in pieces',
    { lang: 'en', parts: [{ type: 'text', text: 'a'.repeat(15) }] },
    { text: { max: 10, unit: 'chars', caption: 10 } },
    [/^a+$/, /^a+$/],
  ],
  [
    'the template last',
    { lang: 'en', parts: [{ type: 'text', text: 'Sale' }], template: { name: 'sale', lang: 'en', params: { '1': 'Ann' } } },
    {},
    ['Sale', 'sale: 1=Ann'],
  ],
])('%s', (_title, said, can, lines) => {
  const shown = shownLines(said, { capabilities: { ...freeChannel, ...can } }, to);
  expect(shown).toEqual(lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))));
});
