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
