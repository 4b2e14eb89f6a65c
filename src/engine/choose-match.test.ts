import { describe, expect, it } from 'vitest';
import { matchChoice, matchSeveral } from './choose-match.ts';

const colours = [
  { option: '0', label: 'Red' },
  { option: '1', label: 'Dark blue', also: ['navy'] },
  { option: '2', label: '绿色' },
  { option: '3', label: 'Blue' },
];
const all = colours.map(({ option }) => option);

describe('one choice', () => {
  it.each([
    ['2', '1'],
    ['２', '1'],
    ['②', '1'],
    ['2️⃣', '1'],
    ['2.', '1'],
    ['no. 2', '1'],
    ['第二个', '1'],
    ['选2', '1'],
    ['the second one', '1'],
    ['最后一个', '3'],
    ['RED', '0'],
    ['ｒｅｄ', '0'],
    ['Navy', '1'],
    ['绿色', '2'],
    ['我要绿色的', '2'],
    ['dark blue please', '1'],
    ['绿', '2'],
  ])('%s', (text, option) => {
    expect(matchChoice(text, colours, all)).toMatchObject({ one: option });
  });

  const reasons = [
    { option: '0', label: 'Wrong size', also: ['too small'] },
    { option: '1', label: 'Damaged or faulty', also: ['broken', 'defective'] },
  ];
  it.each(['it came brokn', 'the zip is damagd or faulty', 'defectve', 'its deffective i think'])('one slip among other words: %s', (text) => {
    expect(matchChoice(text, reasons, ['0', '1'])).toMatchObject({ one: '1' });
  });

  it.each(['7', '0', 'yellow', '', '紫色'])('none: %s', (text) => {
    expect(matchChoice(text, colours, all)).toBeNull();
  });

  it('asks again when two fit', () => {
    expect(matchChoice('red or 绿色', colours, all)).toEqual({ unclear: ['0', '2'] });
  });

  it('forgives one slip of the fingers in a long word', () => {
    const long = [
      { option: '0', label: 'Delivery' },
      { option: '1', label: 'Payment' },
    ];
    expect(matchChoice('delivrey', long, ['0', '1'])).toMatchObject({ one: '0' });
  });

  it('takes a label that is a number before a position', () => {
    const sizes = [
      { option: '0', label: '2' },
      { option: '1', label: '1' },
    ];
    expect(matchChoice('1', sizes, ['0', '1'])).toMatchObject({ one: '1' });
  });

  it('counts what is on show', () => {
    expect(matchChoice('1', colours, ['2', '3'])).toMatchObject({ one: '2' });
  });
});

describe('a denied choice', () => {
  const sizes = [
    { option: '0', label: 'Small', also: ['小号'] },
    { option: '1', label: 'Medium', also: ['中号'] },
    { option: '2', label: 'Large', also: ['大号'] },
  ];
  const shown = ['0', '1', '2'];

  it.each([
    ['not large', '0 1'],
    ["I don't want large", '0 1'],
    ['no large please', '0 1'],
    ['anything but small', '1 2'],
    ['everything except small', '1 2'],
    ['not the small one', '1 2'],
    ['不要小号', '1 2'],
    ['除了小号都行', '1 2'],
    ['不是小号', '1 2'],
    ['小号不要', '1 2'],
    ['小號以外都可以', '1 2'],
    ['别给我小号', '1 2'],
    ['小号太小', '1 2'],
    ['不要大號', '0 1'],
  ])('%s: asks back', (text, left) => {
    expect(matchChoice(text, sizes, shown)).toEqual({ unclear: left.split(' ') });
  });

  it.each([
    ['medium, not large', '1'],
    ['not large, medium', '1'],
    ['中号，不要大号', '1'],
    ['不要小号，要大号', '2'],
    ['not sure, large then', '2'],
    ['no problem, large', '2'],
    ['small rather than large', '0'],
    ['medium instead of large', '1'],
    ['不错，大号', '2'],
    ['大號', '2'],
    ['第三個', '2'],
    ['the third one', '2'],
    ['but large', '2'],
  ])('%s: takes the other', (text, option) => {
    expect(matchChoice(text, sizes, shown)).toMatchObject({ one: option });
  });

  it('counts to twenty in both languages', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ option: n.toString(36), label: `Thing ${String.fromCharCode(65 + n)}` }));
    const onShow = many.map(({ option }) => option);
    for (const [text, place] of [
      ['eleven', 11],
      ['the twelfth one', 12],
      ['第十一个', 11],
      ['第二十', 20],
      ['twentieth', 20],
    ] as const)
      expect([text, matchChoice(text, many, onShow)]).toEqual([text, { one: (place - 1).toString(36), whole: true, exact: true }]);
  });
});

describe('several choices', () => {
  it.each([
    ['1, 3', ['0', '2']],
    ['1 3', ['0', '2']],
    ['１、３', ['0', '2']],
    ['red and 绿色', ['0', '2']],
    ['红的不要，绿色', ['2']],
    ['全部', ['0', '1', '2', '3']],
    ['all', ['0', '1', '2', '3']],
    ['navy', ['1']],
  ])('%s', (text, options) => {
    expect(matchSeveral(text, colours, all)).toEqual({ several: options });
  });

  it('is nothing when a number is out of reach', () => {
    expect(matchSeveral('1, 9', colours, all)).toBeNull();
  });
});
