import { describe, expect, it } from 'vitest';
import { callsOff } from './calling-off.ts';

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
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
