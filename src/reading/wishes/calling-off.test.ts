import { describe, expect, it } from 'vitest';
import { callsOff, partlyCallsOff } from './calling-off.ts';

describe('a wish taken back', () => {
  it.each([
    ['不退了', ['退']],
    ['我不退了', ['退']],
    ['不退貨了', ['退']],
    ['先不退了，我再看看', ['退']],
    ['还是别取消了', ['取消']],
    ['别取消', ['取消']],
    ['不取消了，谢谢', ['取消']],
    ['请不要取消我的订单', ['取消']],
    ['不想换了', ['换']],
    ['算了，不退了，留着穿吧', ['退']],
    ['不投诉了', ['投诉']],
    ['那就不换了吧', ['换']],
    ['留着吧', []],
    ['我改主意了', []],
    ["please don't cancel", ['cancel']],
    ['Please do not cancel my order', ['cancel']],
    ["don't cancel it!", ['cancel']],
    ["I don't want to return it anymore", ['return']],
    ['I no longer want to return it', ['return']],
    ['no return', ['return']],
    ['no return please', ['return']],
    ['actually I will keep it', []],
    ["I changed my mind, I'll keep the order", []],
    ['never mind, keep it', []],
    ["please don't return it, thanks", ['return']],
  ])('%s', (text, expected) => {
    expect(callsOff(text)).toEqual(expected);
  });

  it.each([
    '我要退货',
    '不退，换一件',
    '不要取消，改地址',
    '能不能退',
    '怎么退不了',
    '不喜欢',
    '不是我买的',
    "don't cancel, change the address",
    'I want to return it',
    'do not want this coat, return it',
    'cancel',
    'no',
    'why can I not return it',
    '不要了',
    '算了',
    'ok',
    '谢谢',
    'I did not order this',
  ])('is not in: %s', (text) => {
    expect(callsOff(text)).toBeUndefined();
  });

  it('is looked for in no time', () => {
    const begun = performance.now();
    for (const text of ['不'.repeat(120), 'no '.repeat(40), 'please '.repeat(17), '我'.repeat(4_000)]) callsOff(text);
    // An expression that runs away takes minutes.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('a wish taken back in front of another one', () => {
  it.each([
    ["don't cancel, only change the colour", 'change the colour'],
    ["please don't cancel it, when does it ship?", 'when does it ship?'],
    ['订单不要取消，什么时候发货', '什么时候发货'],
    ['不要取消订单 什么时候发货', '什么时候发货'],
    ['不退，换一件', '换一件'],
    ['不要取消，改地址', '改地址'],
    ["I don't want to return it, I want to exchange it", 'I want to exchange it'],
    ['please do not cancel my order but change the address', 'change the address'],
    ['别取消，我就问问几天能到', '问问几天能到'],
    ['不是要退货，是要换货', '要换货'],
    ['不是要取消是想改地址', '想改地址'],
    ['DO NOT CANCEL my order CY10024 please i just want to change the address', 'i just want to change the address'],
    ["I don't want to cancel order SO-10024, just update the address", 'update the address'],
    ['我不是要取消，是要改尺寸', '要改尺寸'],
    ['我没有要取消，只是想改地址', '想改地址'],
    ["I'm not cancelling, just asking when it ships", 'asking when it ships'],
    ['我的订单先别取消，我想加一件', '我想加一件'],
    ['不想退了，能换个颜色吗', '能换个颜色吗'],
    ['Do not return it, exchange it please', 'exchange it please'],
    ["don't change anything, when will it arrive", 'when will it arrive'],
  ])('%s', (text, rest) => {
    expect(partlyCallsOff(text)?.rest).toBe(rest);
  });

  it.each([
    '订单不要取消',
    "please don't cancel",
    '我要取消订单，不想要了',
    "cancel it, don't send it",
    '不买了，取消订单',
    "don't send it yet, I am away until Friday",
    'do not want this coat, return it',
    'why can I not return it',
    '怎么退不了',
    '不喜欢，能退吗',
    "I don't like it, can I return it",
    '取消订单，不要了',
    '没有取消，怎么显示取消了',
    'I want to cancel my order, please',
  ])('none in %s', (text) => {
    expect(partlyCallsOff(text)).toBeUndefined();
  });
});
