/** Who has the conversation: told to WeCom, and told by WeCom; and the one message that a change allows. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import wecom from '../../channels/wecom/index.ts';
import { kf, type Qyapi, startQyapi } from './qyapi-server.ts';
import { customer, emptyKept, type Kept, openShop, reply, type Shop, says, sendAll, texts } from './shop.ts';

let api: Qyapi;
let kept: Kept;
let shop: Shop;

async function open(options: object = {}): Promise<void> {
  shop = await openShop(api, { kept, settings: { openKfId: kf }, options });
  api.onCallback = (request) => shop.hook(request);
}
beforeEach(async () => {
  api = await startQyapi();
  kept = emptyKept();
  await open();
  api.say('我要人工');
  await expect.poll(() => texts(kept).length).toBe(1);
});
afterEach(async () => {
  await shop.channel.stop();
  await api.close();
});

const hand = (owner: 'bot' | 'person') => shop.channel.handover?.(customer, owner);
const send = (text: string, key: string) => sendAll(shop.channel, says(text, key));
const moves = () => api.callsOf('service_state/trans').map(({ body }) => [body.service_state, body.servicer_userid]);
/** A member acts in the WeCom app, and the shop knows. */
async function member(...act: Parameters<Qyapi['member']>): Promise<void> {
  const before = kept.events.length;
  api.member(...act);
  await expect.poll(() => kept.events.length).toBe(before + 1);
}

describe('to a person', () => {
  it('waits in the queue of WeCom; one text may still be sent, by the code of the change', async () => {
    await hand('person');
    expect(api.session().state).toBe(2);
    expect(await send('正在为您转接，请稍候', 'k1')).toMatchObject({ ok: true, free: true });
    expect(api.messages[0]).toMatchObject({ byCode: true });
    expect(await send('还有一句', 'k2')).toMatchObject({ ok: false, failure: { code: 'rejected', detail: expect.stringContaining('95018') } });
  });

  it('the code of the queue is for text alone', async () => {
    await hand('person');
    const menu = reply([{ type: 'text', text: '?' }], { key: 'k1', choices: [{ token: '1.0.0', label: 'a' }] });
    expect(await sendAll(shop.channel, menu)).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    expect(await send('请稍候', 'k2')).toMatchObject({ ok: true });
  });

  it('goes to the first member named for the account who receives customers', async () => {
    await open({ servicers: { '*': ['wangwu'], [kf]: ['zhangsan', 'lisi'] } });
    api.onDuty.add('lisi').add('wangwu');
    await hand('person');
    expect(moves()).toEqual([
      [3, 'zhangsan'],
      [3, 'lisi'],
    ]);
    expect(api.session()).toMatchObject({ state: 3, servicer: 'lisi' });
  });

  it('waits in the queue when none of them does', async () => {
    await open({ servicers: { '*': ['zhangsan'] } });
    await hand('person');
    expect(api.session().state).toBe(2);
  });

  it('who has it already keeps it', async () => {
    await hand('person');
    await hand('person');
    api.session().state = 3;
    await hand('person');
    expect(moves()).toEqual([[2, undefined]]);
  });

  it('stays with the program when people answer in the console', async () => {
    await open({ people: 'console' });
    await hand('person');
    expect(api.session().state).toBe(0);
    expect(await send('我是店员小王', 'a:1')).toMatchObject({ ok: true });
  });

  it('rejects, so that it is asked again, when WeCom refuses or cannot be reached', async () => {
    api.fault('/cgi-bin/kf/service_state/trans', { errcode: 45009, errmsg: 'api freq out of limit' });
    await expect(hand('person')).rejects.toThrow('45009');
    api.fault('/cgi-bin/kf/service_state/get', { status: 502 });
    await expect(hand('person')).rejects.toThrow('502');
    await hand('person');
    expect(api.session().state).toBe(2);
    api.session().state = 4;
    await expect(hand('person')).rejects.toThrow('once they write');
  });
});

describe('back to the bot', () => {
  it('ends the session; one message may still be sent, by the code of the end; then the customer has to write', async () => {
    api.session().state = 3;
    await hand('bot');
    expect(api.session().state).toBe(4);
    const question = reply([{ type: 'text', text: '对本次服务满意吗？' }], { key: 'k1', choices: [{ token: '9.0.0', label: '满意' }] });
    expect(await sendAll(shop.channel, question)).toMatchObject({ ok: true, free: true });
    expect(api.messages[0]).toMatchObject({ byCode: true, msgtype: 'msgmenu' });
    expect(await send('再见', 'k2')).toMatchObject({ ok: false, failure: { code: 'window_closed' } });
    api.say('你好');
    expect(await send('您好', 'k3')).toMatchObject({ ok: true });
  });

  it('a chat that is with nobody or with the program stays as it is', async () => {
    for (const state of [0, 1, 4] as const) {
      api.session().state = state;
      await hand('bot');
      expect(api.session().state).toBe(state);
    }
    expect(moves()).toEqual([]);
  });
});

describe('done in the WeCom app', () => {
  it('taken from the queue, passed on, ended and taken up again', async () => {
    await hand('person');
    await member(1, 'zhangsan');
    await member(2, 'lisi');
    await member(3, 'lisi');
    await member(4, 'wangwu');
    expect(kept.events.filter((event) => event.type === 'handover')).toMatchObject([
      { owner: 'person', who: 'zhangsan', from: customer },
      { owner: 'person', who: 'lisi' },
      { owner: 'bot' },
      { owner: 'person', who: 'wangwu' },
    ]);
  });

  it('after the end a question goes by the code of the end', async () => {
    await member(1, 'zhangsan');
    await member(3, 'zhangsan');
    const question = reply([{ type: 'text', text: '满意吗？' }], { key: 'k1', choices: [{ token: '9.0.0', label: '满意' }] });
    expect(await sendAll(shop.channel, question)).toMatchObject({ ok: true, free: true });
  });

  it('while a person has it, one text goes by the code of the taking', async () => {
    await hand('person');
    await member(1, 'zhangsan');
    expect(await send('客服小张为您服务', 'k1')).toMatchObject({ ok: true, free: true });
    expect(await send('第二句', 'k2')).toMatchObject({ ok: false });
  });

  it('what members write there is not the customer’s', async () => {
    const before = kept.events.length;
    api.push({ origin: 5, open_kfid: kf, external_userid: customer.user, servicer_userid: 'zhangsan', msgtype: 'text', text: { content: '您好' } });
    api.say('好的');
    await expect.poll(() => texts(kept)).toEqual(['我要人工', '好的']);
    expect(kept.events).toHaveLength(before + 1);
  });
});

describe('the config file', () => {
  it('has defaults, and refuses what cannot be meant', () => {
    expect(wecom.options?.parse({})).toEqual({ people: 'wecom', servicers: {} });
    for (const wrong of [{ people: 'nobody' }, { servicers: { 'shop 1': ['a'] } }, { servicers: { '*': [''] } }, { teams: {} }])
      expect(wecom.options?.safeParse(wrong).success).toBe(false);
  });
});
