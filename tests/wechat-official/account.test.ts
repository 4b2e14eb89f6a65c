/** What happens at start: keys, menu, health. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { menuBody } from '../../channels/wechat-official/menu.ts';
import { options } from '../../channels/wechat-official/options.ts';
import { testMemory } from '../channel-context.ts';
import { openShop, type Shop, sendAll, text } from './shop.ts';
import { startWeixin, type Weixin } from './weixin-server.ts';

let weixin: Weixin;
const shops: Shop[] = [];
beforeEach(async () => {
  weixin = await startWeixin();
});
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
  await weixin.close();
});
const open = async (...given: Parameters<typeof openShop> extends [unknown, ...infer Rest] ? Rest : never) => {
  const shop = await openShop(weixin, ...given);
  shops.push(shop);
  await shop.channel.start();
  return shop;
};
const health = (shop: Shop) => expect.poll(() => shop.channel.health(), { interval: 5 });
const menu = [
  { name: '查订单', says: '查订单' },
  { name: '商城', url: 'https://shop.example/' },
  {
    name: '服务',
    buttons: [
      { name: '人工客服', says: '人工' },
      { name: '营业时间', says: '几点开门' },
    ],
  },
];

describe('health', () => {
  it('is ready once a token was got, stopped before and after', async () => {
    const shop = await open();
    await health(shop).toEqual({ state: 'ready' });
    await shop.channel.stop();
    expect(shop.channel.health()).toEqual({ state: 'stopped' });
  });

  it.each([
    [{ errcode: 40164, errmsg: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 5' }, 'add 203.0.113.7 to the IP whitelist'],
    [{ errcode: 40125, errmsg: 'invalid appsecret rid: 5' }, 'check WECHAT_APP_SECRET'],
    [{ errcode: 40013, errmsg: 'invalid appid rid: 5' }, 'check WECHAT_APP_ID'],
    [{ errcode: 40243, errmsg: 'AppSecret has been frozen' }, 'unfreeze it'],
  ])('says what to do about %j, and recovers by itself', async (fault, words) => {
    weixin.fault('/cgi-bin/stable_token', fault);
    let now = 1_795_399_200_000;
    const shop = await open({ now: () => now });
    await health(shop).toMatchObject({ state: 'failed', detail: expect.stringContaining(words) });
    now += 5_000;
    await health(shop).toEqual({ state: 'ready' });
  });

  it('turns when the keys are refused while sending, and back', async () => {
    const shop = await open();
    await health(shop).toEqual({ state: 'ready' });
    weixin.fault('/cgi-bin/message/custom/send', { errcode: 40164, errmsg: 'invalid ip 203.0.113.7, not in whitelist' });
    await sendAll(shop.channel, text('x'));
    expect(shop.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringContaining('203.0.113.7') });
    await health(shop).toEqual({ state: 'ready' });
  });

  it('is degraded while WeChat is away', async () => {
    await weixin.close();
    const shop = await open();
    await health(shop).toMatchObject({ state: 'degraded', detail: expect.stringContaining('could not be reached') });
  });
});

describe('the menu', () => {
  it('is created at the first start and when it changed, not otherwise', async () => {
    const memory = testMemory();
    const start = async (given: unknown) => {
      const shop = await open({ memory, options: options.parse({ menu: given }) });
      await health(shop).toEqual({ state: 'ready' });
    };
    await start(menu);
    await start(menu);
    expect(weixin.menus).toEqual([
      {
        button: [
          { type: 'click', name: '查订单', key: 'says:查订单' },
          { type: 'view', name: '商城', url: 'https://shop.example/' },
          {
            name: '服务',
            sub_button: [
              { type: 'click', name: '人工客服', key: 'says:人工' },
              { type: 'click', name: '营业时间', key: 'says:几点开门' },
            ],
          },
        ],
      },
    ]);
    await start(menu.slice(0, 1));
    expect(weixin.menus).toHaveLength(2);
    await start([]);
    expect(weixin.menus).toHaveLength(2);
  });

  it('that WeChat refuses is told, and tried again', async () => {
    weixin.fault('/cgi-bin/menu/create', { errcode: 48001, errmsg: 'api unauthorized' });
    const shop = await open({ options: options.parse({ menu }) });
    await health(shop).toMatchObject({ state: 'degraded', detail: expect.stringContaining('did not take the menu: 48001') });
    await health(shop).toEqual({ state: 'ready' });
  });

  it.each([
    ['four columns', [1, 2, 3, 4].map((n) => ({ name: `${n}`, says: 'x' })), 'at most 3 columns'],
    ['six entries', [{ name: 'a', buttons: [1, 2, 3, 4, 5, 6].map((n) => ({ name: `${n}`, says: 'x' })) }], 'at most 5 entries'],
    ['a column name of 18 bytes', [{ name: '六个汉字名称', says: 'x' }], 'at most 16 bytes'],
    ['a text that is too long for a key', [{ name: 'a', says: '字'.repeat(42) }], 'at most 123 bytes'],
    ['nothing to do', [{ name: 'a' }], 'exactly one of says, url and buttons'],
    ['two things to do', [{ name: 'a', says: 'x', url: 'https://x' }], 'exactly one of says, url and buttons'],
    ['a nest', [{ name: 'a', buttons: [{ name: 'b', buttons: [] }] }], 'buttons'],
    ['no web address', [{ name: 'a', url: 'javascript:alert(1)' }], 'https://'],
  ])('with %s is refused in words', (_what, given, words) => {
    const read = options.safeParse({ menu: given });
    expect(JSON.stringify(read.error?.issues)).toContain(words);
  });

  it('at its limits is taken by WeChat', async () => {
    const full = [1, 2, 3].map(() => ({ name: '五个汉字名', buttons: [1, 2, 3, 4, 5].map(() => ({ name: '字'.repeat(20), says: '字'.repeat(41) })) }));
    const shop = await open({ options: options.parse({ menu: full }) });
    await health(shop).toEqual({ state: 'ready' });
    expect(weixin.menus).toEqual([menuBody(options.parse({ menu: full }))]);
  });
});
