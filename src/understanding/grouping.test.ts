/** Questions that a shop does not answer yet, each line one meaning; written before the grouping was run. */
import { describe, expect, it } from 'vitest';
import { atOnce } from '../event-loop/slices.ts';
import { groupingByMeaning } from './grouping.ts';

const en = [
  ['do you have parking', 'is there parking at your shop', 'where can I park my car', 'Do you have a parking lot?'],
  ['can I pay with bitcoin', 'do you accept bitcoin', 'Do you take crypto, bitcoin for example?', 'is payment in bitcoin possible'],
  ['can you engrave a name on it', 'do you do engraving', 'I want my name engraved, possible?', 'engraving available?'],
  ['do you rent out tents', 'can I rent a tent for the weekend', 'tent rental price'],
  ['are dogs allowed in the store', 'can I bring my dog', 'is your shop dog friendly'],
  ['do you buy used furniture', 'would you buy my used sofa', 'I have used furniture to sell, do you buy it?'],
  ['who is the designer of the lamp', 'which designer made this lamp'],
  ['are you hiring', 'do you have any jobs, are you hiring at the moment', 'hiring now?'],
];
const zh = [
  ['你们那里能停车吗', '有停车场吗', '停车方便吗', '附近有没有停车位'],
  ['可以刻字吗', '能不能帮我刻个字', '刻字要加钱吗', '支持刻字不'],
  ['能开收藏证书吗', '有没有收藏证书', '收藏证书怎么拿'],
  ['有没有实习岗位', '你们招实习生吗', '实习岗位还招吗'],
  ['可以带宠物进店吗', '能带宠物吗', '带宠物可以进去不'],
  ['旧手机回收吗', '你们回收旧手机不', '旧手机怎么回收'],
  ['茶叶能真空包装吗', '可以真空包装吗', '要真空包装的'],
  ['能做直播带货合作吗', '想找你们直播带货', '直播带货怎么合作'],
];

/** The same frame around different things: each line is a meaning of its own. */
const framed = [
  ...['do you sell gift baskets', 'do you sell coffee mugs', 'do you sell candles', 'do you sell wool socks', 'do you sell bike helmets'],
  ...['can I pay with bitcoin', 'can I pay with klarna', 'can I pay by cheque', 'can I pay at the counter'],
  ...['is the table solid oak', 'is the table foldable', 'is the table fireproof'],
  ...['do you have a shop in Berlin', 'do you have a shop in Madrid', 'how do I clean the kettle', 'how do I open the kettle'],
  ...['你们卖蜡烛吗', '你们卖雨伞吗', '你们卖猫粮吗', '你们卖自行车吗', '能用比特币付款吗', '能用支票付款吗', '可以货到付款吗'],
  ...['桌子是实木的吗', '桌子能折叠吗', '桌子防火吗', '你们在成都有店吗', '你们在西安有店吗', '水壶怎么清洗', '水壶怎么打开'],
].map((text) => [text]);

/** Of pairs of texts: how many that belong together are together, and how many that are together belong together. */
function pairsOf(lines: readonly (readonly string[])[]): { together: number; right: number } {
  // One of each line in turn, as customers would ask.
  const texts = [0, 1, 2, 3].flatMap((n) => lines.flatMap((line, of) => (line[n] === undefined ? [] : [{ text: line[n], of }])));
  const groups = atOnce(groupingByMeaning(texts.map(({ text }) => text)));
  const found = groups.flatMap((group) => group.flatMap((a, i) => group.slice(i + 1).map((b) => texts[a]?.of === texts[b]?.of)));
  const meant = lines.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const right = found.filter(Boolean).length;
  return { together: right / meant, right: found.length === 0 ? 1 : right / found.length };
}

describe('grouping by meaning', () => {
  it.each([
    ['English', en],
    ['Chinese', zh],
    ['both', [...en, ...zh]],
  ])('%s: most that belong together, hardly anything that does not', (_, lines) => {
    const pairs = pairsOf(lines);
    expect(pairs.right).toBeGreaterThanOrEqual(0.98);
    expect(pairs.together).toBeGreaterThanOrEqual(0.8);
  });

  it('the same frame around different things: at most one pair in 20 is taken for one meaning', () => {
    const texts = framed.flat();
    const groups = atOnce(groupingByMeaning(texts));
    const pairs = groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
    expect(pairs / ((texts.length * (texts.length - 1)) / 2)).toBeLessThanOrEqual(1 / 20);
  });

  it('the same words in any spelling are one', () => {
    expect(atOnce(groupingByMeaning(['Do you rent tents?', 'can i bring my dog', 'DO YOU RENT TENTS', '能刻字嗎', '能刻字吗？']))).toEqual([
      [0, 2],
      [1],
      [3, 4],
    ]);
  });

  it('two thousand messages are grouped without a stall', () => {
    const words = [...en, ...zh, ...framed].flat();
    const work = groupingByMeaning(Array.from({ length: 2_000 }, (_, n) => `${words[n % words.length]} ${words[(n * 7) % words.length]} ${n}`));
    const took: number[] = [];
    for (let from = performance.now(), step = work.next(); !step.done; from = performance.now(), step = work.next()) took.push(performance.now() - from);
    // Two may be pauses of a busy machine.
    expect(took.sort((a, b) => b - a)[2]).toBeLessThan(took.reduce((sum, ms) => sum + ms, 0) / 10);
  });

  it('of nothing there are no groups', () => {
    expect(atOnce(groupingByMeaning([]))).toEqual([]);
  });
});
