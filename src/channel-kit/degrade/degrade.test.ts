import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../channel.ts';
import type { Choice, OutboundMessage, Part } from '../../message.ts';
import { degrade, type Piece } from './degrade.ts';
import { cutLabel, measure, splitText } from './split.ts';

/** Like the WhatsApp Cloud API: few buttons, a list, narrow bodies. */
const rich: Capabilities = {
  official: true,
  text: { max: 4096, unit: 'chars', caption: 1024 },
  choices: { buttons: 3, buttonLabel: 20, list: 10, listLabel: 24, listDescription: 72, body: 1024 },
  media: { image: 5_000_000, audio: 16_000_000, video: 16_000_000, file: 100_000_000 },
  cards: false,
  place: true,
  receipts: ['sent', 'delivered', 'read', 'failed'],
  window: { ms: 86_400_000 },
  idempotentSend: false,
  rate: { account: 80, conversation: 1, burst: 5 },
  proactive: false,
};
/** Like a WeChat Official Account: bytes, rationed messages, no choices, pictures only. */
const poor: Capabilities = {
  ...rich,
  text: { max: 2048, unit: 'bytes', caption: 0 },
  choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 },
  media: { image: 10_000_000, audio: 0, video: 0, file: 0 },
  place: false,
  window: { ms: 172_800_000, messages: 5 },
};
const bare: Capabilities = { ...poor, media: { image: 0, audio: 0, video: 0, file: 0 }, window: null };
const cards: Capabilities = { ...rich, cards: true };

function pieces(can: Capabilities, parts: Part[], extra: Partial<OutboundMessage> = {}, publicUrl?: string): Piece[] {
  const message: OutboundMessage = { key: 'k', to: { channel: 'x', account: 'main', user: '1' }, parts, class: 'reply', lang: 'zh', ...extra };
  return degrade(message, can, message.lang, { publicUrl });
}
const t = (text: string): Part => ({ type: 'text', text });
const choices = (...labels: string[]): Choice[] => labels.map((label, index) => ({ token: `1.${index}`, label }));
const shown = (as: 'buttons' | 'list', ...labels: string[]) => ({ as, items: choices(...labels) });
const picture = { url: 'https://shop.example/a.jpg' };
const card = { title: '红裙', text: '¥299', image: 'https://shop.example/a.jpg', link: 'https://shop.example/a', button: '查看' };

const table: [string, Piece[], Piece[]][] = [
  [
    'text stays',
    pieces(rich, [t('你好'), t('再见')]),
    [
      { type: 'text', text: '你好' },
      { type: 'text', text: '再见' },
    ],
  ],
  ['where messages are rationed, texts become one', pieces(poor, [t('你好'), t('再见')]), [{ type: 'text', text: '你好\n\n再见' }]],
  [
    'rationed texts that do not fit together stay apart',
    pieces(poor, [t('字'.repeat(600)), t('字'.repeat(600))]),
    [
      { type: 'text', text: '字'.repeat(600) },
      { type: 'text', text: '字'.repeat(600) },
    ],
  ],
  [
    'up to three choices: buttons',
    pieces(rich, [t('选？')], { choices: choices('甲', '乙', '丙') }),
    [{ type: 'text', text: '选？', choices: shown('buttons', '甲', '乙', '丙') }],
  ],
  [
    'more: a list',
    pieces(rich, [t('选？')], { choices: choices('甲', '乙', '丙', '丁') }),
    [{ type: 'text', text: '选？', choices: shown('list', '甲', '乙', '丙', '丁') }],
  ],
  [
    'a label that fits the list but no button: a list',
    pieces(rich, [t('Which?')], {
      choices: choices('Black wool coat, XL, sale', 'b').map((each) => ({ ...each, label: each.label.slice(0, 24) })),
      lang: 'en',
    }),
    [{ type: 'text', text: 'Which?', choices: shown('list', 'Black wool coat, XL, sal', 'b') }],
  ],
  [
    'more than the list: numbered text',
    pieces(rich, [t('选？')], { choices: choices(...'abcdefghijk') }),
    [{ type: 'text', text: `选？\n${[...'abcdefghijk'].map((label, n) => `${n + 1}. ${label}`).join('\n')}\n回复数字即可。` }],
  ],
  [
    'no choices at all: numbered text',
    pieces(bare, [t('选？')], { choices: choices('甲', '乙') }),
    [{ type: 'text', text: '选？\n1. 甲\n2. 乙\n回复数字即可。' }],
  ],
  [
    'numbered in English',
    pieces(bare, [t('Which?')], { choices: choices('A', 'B'), lang: 'en' }),
    [{ type: 'text', text: 'Which?\n1. A\n2. B\nJust reply with the number.' }],
  ],
  [
    'several answers',
    pieces(bare, [t('Which?')], { choices: choices('A', 'B'), many: true, lang: 'en' }),
    [{ type: 'text', text: 'Which?\n1. A\n2. B\nYou can choose several, for example: 1 3' }],
  ],
  [
    'labels that are the same once cut are numbered, the whole label stands in the body',
    pieces(rich, [t('Which?')], { choices: choices('Women / Autumn / Wool coat, camel', 'Women / Autumn / Wool coat, black'), lang: 'en' }),
    [
      {
        type: 'text',
        text: 'Which?\n1. Women / Autumn / Wool coat, camel\n2. Women / Autumn / Wool coat, black',
        choices: shown('buttons', '1. Women / Autumn /…', '2. Women / Autumn /…'),
      },
    ],
  ],
  [
    'descriptions stay in a list that shows them',
    pieces(rich, [t('快递')], { choices: [...choices('甲', '乙', '丙'), { token: '1.3', label: '丁', description: '次日达' }] }),
    [{ type: 'text', text: '快递', choices: { as: 'list', items: [...choices('甲', '乙', '丙'), { token: '1.3', label: '丁', description: '次日达' }] } }],
  ],
  [
    'descriptions go into the body above buttons',
    pieces(rich, [t('快递')], { choices: [{ token: '1.0', label: '甲', description: '次日达' }] }),
    [{ type: 'text', text: '快递\n1. 甲 - 次日达', choices: shown('buttons', '1. 甲') }],
  ],
  [
    'choices after a picture get a prompt',
    pieces(rich, [{ type: 'image', media: picture }], { choices: choices('甲') }),
    [
      { type: 'media', kind: 'image', media: picture },
      { type: 'text', text: '请选择：', choices: shown('buttons', '甲') },
    ],
  ],
  [
    'choices without any text get a prompt',
    pieces(rich, [], { choices: choices('A'), lang: 'en' }),
    [{ type: 'text', text: 'Please choose:', choices: shown('buttons', 'A') }],
  ],
  [
    'pictures of choices go ahead of the question',
    pieces(rich, [t('选？')], { choices: [{ token: '1.0', label: '甲', image: picture.url }] }),
    [
      { type: 'media', kind: 'image', media: picture, caption: '甲' },
      { type: 'text', text: '选？', choices: shown('buttons', '甲') },
    ],
  ],
  [
    'pictures of choices go ahead where cards are shown, buttons or none: a card is no choice',
    pieces({ ...cards, choices: poor.choices }, [t('选？')], { choices: [{ token: '1.0', label: '甲', image: picture.url }] }),
    [
      { type: 'media', kind: 'image', media: picture, caption: '甲' },
      { type: 'text', text: '选？\n1. 甲\n回复数字即可。' },
    ],
  ],
  [
    'where messages are rationed, the pictures of several choices become links in the same message',
    pieces(poor, [t('选？')], {
      choices: [
        { token: '1.0', label: '甲', image: picture.url },
        { token: '1.1', label: '乙', image: picture.url },
      ],
    }),
    [{ type: 'text', text: `甲\n图片：${picture.url}\n\n乙\n图片：${picture.url}\n\n选？\n1. 甲\n2. 乙\n回复数字即可。` }],
  ],
  [
    'where messages are rationed, several cards become one text, and a single one stays',
    pieces(
      { ...poor, cards: true },
      [t('看看：'), { type: 'product', card }, { type: 'product', card: { title: '绿裙', text: '¥199', image: '/b.jpg' } }],
      {},
      'https://s.example',
    ),
    [{ type: 'text', text: '看看：\n\n红裙\n¥299\n查看：https://shop.example/a\n\n绿裙\n¥199\nhttps://s.example/b.jpg', preview: 'https://shop.example/a' }],
  ],
  ['a single card stays a card there', pieces({ ...poor, cards: true }, [{ type: 'product', card }]), [{ type: 'card', card }]],
  [
    'a long question: the choices ride on its end, which fits what may carry them',
    pieces(rich, [t(`${'x'.repeat(3000)}\n\n选？`)], { choices: choices('甲') }),
    [
      { type: 'text', text: 'x'.repeat(1024) },
      { type: 'text', text: 'x'.repeat(1024) },
      { type: 'text', text: `${'x'.repeat(952)}\n\n选？`, choices: shown('buttons', '甲') },
    ],
  ],
  [
    'picture with caption',
    pieces(rich, [{ type: 'image', media: picture, caption: '新款' }]),
    [{ type: 'media', kind: 'image', media: picture, caption: '新款' }],
  ],
  [
    'a channel without captions: the text follows',
    pieces(poor, [{ type: 'image', media: picture, caption: '新款' }]),
    [
      { type: 'media', kind: 'image', media: picture },
      { type: 'text', text: '新款' },
    ],
  ],
  [
    'a caption too long follows whole',
    pieces(rich, [{ type: 'image', media: picture, caption: 'x'.repeat(1025) }]),
    [
      { type: 'media', kind: 'image', media: picture },
      { type: 'text', text: 'x'.repeat(1025) },
    ],
  ],
  [
    'a picture too large goes as a file',
    pieces(rich, [{ type: 'image', media: { ...picture, bytes: 6_000_000 } }]),
    [{ type: 'media', kind: 'file', media: { ...picture, bytes: 6_000_000 } }],
  ],
  [
    'no pictures: caption and link',
    pieces(bare, [{ type: 'image', media: picture, caption: '新款' }]),
    [{ type: 'text', text: '新款\n图片：https://shop.example/a.jpg' }],
  ],
  [
    'a file by name and link',
    pieces(bare, [{ type: 'file', media: { url: 'https://s.example/i.pdf', name: 'i.pdf' } }], { lang: 'en' }),
    [{ type: 'text', text: 'File i.pdf: https://s.example/i.pdf' }],
  ],
  [
    'our own media: a link of ours',
    pieces(bare, [{ type: 'video', media: { stored: 'm 1' } }], {}, 'https://chat.example.com'),
    [{ type: 'text', text: '视频：https://chat.example.com/media/m%201' }],
  ],
  [
    'media that has no address anywhere is named',
    pieces(bare, [{ type: 'audio', media: { ref: 'x' }, voice: true }]),
    [{ type: 'text', text: '[音频]（这里无法显示）' }],
  ],
  [
    'voice stays voice',
    pieces(rich, [{ type: 'audio', media: { ref: 'x' }, voice: true }]),
    [{ type: 'media', kind: 'audio', media: { ref: 'x' }, voice: true }],
  ],
  ['place', pieces(rich, [{ type: 'place', latitude: 1, longitude: 2, name: ' 门店 ' }]), [{ type: 'place', latitude: 1, longitude: 2, name: '门店' }]],
  [
    'place as a map for Chinese readers',
    pieces(bare, [{ type: 'place', latitude: 31.2, longitude: 121.5, name: '门店' }]),
    [{ type: 'text', text: '门店\nhttps://uri.amap.com/marker?position=121.5,31.2&name=%E9%97%A8%E5%BA%97&coordinate=wgs84' }],
  ],
  [
    'place as a map for others',
    pieces(bare, [{ type: 'place', latitude: 31.2, longitude: 121.5, address: 'Nanjing Rd' }], { lang: 'en' }),
    [{ type: 'text', text: 'Nanjing Rd\nhttps://www.google.com/maps/search/?api=1&query=31.2%2C121.5' }],
  ],
  ['person', pieces(rich, [{ type: 'person', name: '小王', phone: '138' }]), [{ type: 'text', text: '小王\n138' }]],
  [
    'link',
    pieces(rich, [{ type: 'link', url: 'https://a.example', title: '看' }]),
    [{ type: 'text', text: '看\nhttps://a.example', preview: 'https://a.example' }],
  ],
  [
    'paths of our own site become addresses',
    pieces(
      cards,
      [
        { type: 'link', url: '/p/1' },
        { type: 'product', card: { title: '红裙', link: '/p/1', image: '/a.jpg' } },
      ],
      {},
      'https://s.example',
    ),
    [
      { type: 'text', text: 'https://s.example/p/1', preview: 'https://s.example/p/1' },
      { type: 'card', card: { title: '红裙', link: 'https://s.example/p/1', image: 'https://s.example/a.jpg' } },
    ],
  ],
  ['card where cards are shown', pieces(cards, [{ type: 'product', card }]), [{ type: 'card', card }]],
  [
    'card as picture, words and link',
    pieces(rich, [{ type: 'product', card }]),
    [{ type: 'media', kind: 'image', media: picture, caption: '红裙\n¥299\n查看：https://shop.example/a' }],
  ],
  [
    'card as text',
    pieces(bare, [{ type: 'product', card }]),
    [{ type: 'text', text: '红裙\n¥299\n查看：https://shop.example/a', preview: 'https://shop.example/a' }],
  ],
  [
    'card as text, the picture is all there is',
    pieces(bare, [{ type: 'product', card: { title: '红裙', image: picture.url } }]),
    [{ type: 'text', text: '红裙\nhttps://shop.example/a.jpg' }],
  ],
  ['something pressed', pieces(rich, [{ type: 'pressed', token: 'a', label: '甲' }]), [{ type: 'text', text: '甲' }]],
  [
    'something unknown is named',
    pieces(rich, [{ type: 'unsupported', kind: 'poll' }], { lang: 'en' }),
    [{ type: 'text', text: '[Content] (cannot be shown here)' }],
  ],
  ['nothing gives nothing', pieces(rich, [t(' '), t('')]), []],
];

describe('degrading', () => {
  it.each(table)('%s', (_name, made, expected) => {
    expect(made).toEqual(expected);
  });

  it.each([
    ['at a paragraph', 'aaaa aaaa.\n\nbbbb bbbb', 16, ['aaaa aaaa.', 'bbbb bbbb']],
    ['at a line', 'aaaa. aaaa\nbbbb. bbbb', 16, ['aaaa. aaaa', 'bbbb. bbbb']],
    ['at a sentence', 'Hello there. How are you?', 16, ['Hello there.', 'How are you?']],
    ['at a Chinese sentence', '今天有货。明天发货。后天到', 9, ['今天有货。', '明天发货。后天到']],
    ['at a word', 'abcdefgh ijklmnop', 12, ['abcdefgh', 'ijklmnop']],
    ['never before closing punctuation', '红色连衣裙有货，', 7, ['红色连衣裙有', '货，']],
    ['between emoji, never inside', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['not in a flag', 'xxxx🇨🇳🇩🇪', 9, ['xxxx🇨🇳', '🇩🇪']],
  ])('splits %s', (_name, text, max, expected) => {
    expect(splitText(text, max, 'chars')).toEqual(expected);
  });

  it('splits any text within the limit and loses nothing but white space at the joints', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400 }), fc.lorem({ maxCount: 60 }));
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), fc.constantFrom('chars' as const, 'bytes' as const), (given, max, unit) => {
        const split = splitText(given, max, unit);
        for (const piece of split) {
          expect(measure(piece, unit)).toBeLessThanOrEqual(max);
          expect(piece).not.toBe('');
        }
        const bare = (value: string) => value.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\s\p{Cc}\uFEFF]/gu, '');
        expect(bare(split.join(''))).toBe(bare(given));
      }),
      { numRuns: 500 },
    );
  });

  it('splits a megabyte in well under a second per channel', () => {
    const began = performance.now();
    expect(splitText('这是一句很长的话，里面有 emoji 👍🏽。'.repeat(45_000), 2048, 'bytes').length).toBeGreaterThan(1000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    ['short', 10, 'short'],
    ['exactly 10', 10, 'exactly 10'],
    ['eleven char', 10, 'eleven ch…'],
    ['ab 👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 16, 'ab 👩‍👩‍👧‍👦…'],
  ])('cuts the label %s', (label, max, expected) => {
    expect(cutLabel(label, max)).toBe(expected);
  });
});

describe('paths of our own site', () => {
  const own = { title: '红裙', text: '¥299', image: '/demo/images/a.svg', link: '/#/p/a', button: '查看' };
  const parts: Part[] = [
    t('看看这件：'),
    { type: 'product', card: own },
    { type: 'link', url: '/#/cart', title: '去结账' },
    { type: 'image', media: { url: '/a.jpg' }, caption: '实拍' },
  ];

  it.each([
    ['cards', cards],
    ['rich', rich],
    ['poor', poor],
    ['bare', bare],
  ])('are never shown where nobody can open them, and the words stay (%s)', (_name, can) => {
    const shownText = JSON.stringify(pieces(can, parts));
    expect(shownText).not.toMatch(/"[^"]*(?:\/#\/|\/demo\/|\/a\.jpg)/);
    for (const words of ['看看这件', '红裙', '¥299', '去结账', '实拍']) expect(shownText).toContain(words);
  });

  it('become addresses where ours is known', () => {
    const [, cardPiece, link] = pieces(cards, parts, {}, 'https://chat.example');
    expect(cardPiece).toEqual({
      type: 'card',
      card: { ...own, image: 'https://chat.example/demo/images/a.svg', link: 'https://chat.example/#/p/a' },
    });
    expect(link).toMatchObject({ text: '去结账\nhttps://chat.example/#/cart' });
  });

  it('of choices are left out where nobody can open them', () => {
    const own: Choice[] = [{ token: '1.0', label: '甲', image: '/a.jpg' }];
    expect(pieces(rich, [t('选？')], { choices: own })).toEqual([{ type: 'text', text: '选？', choices: shown('buttons', '甲') }]);
    expect(pieces(rich, [t('选？')], { choices: own }, 'https://chat.example')).toHaveLength(2);
  });

  it('drawings, which no messenger shows, become caption and link', () => {
    for (const media of [{ url: 'https://shop.example/a.svg?x=1' }, { url: 'https://shop.example/a', mime: 'image/svg+xml' }])
      expect(pieces(rich, [{ type: 'image', media, caption: '尺码表' }])).toEqual([{ type: 'text', text: `尺码表\n图片：${media.url}` }]);
  });
});
