import { describe, expect, it } from 'vitest';
import { optsOut } from './opting-out.ts';

describe('opts out', () => {
  it.each([
    ...['STOP', 'stop', 'Stop.', 'Stop. Thank you', 'STOP, thanks', 'STOP now', 'stop all messages', 'please stop', 'Hi, STOP sending me ads', 'UNSUBSCRIBE', 'unsub'],
    ...['take me off the list', 'take me off your mailing list please', 'remove me from your list', 'remove my number from your list', 'leave me alone', 'no more messages'],
    ...['stop texting me', 'quit spamming me', 'I want to stop receiving these messages', 'can you stop sending me these', 'how do i stop these messages', 'opt me out'],
    ...["i'd like to opt out of marketing", "don't message me again", 'do not contact me anymore', 'stop with the promos already', 'enough with the ads'],
    ...['where is my order? also stop sending me ads', 'My parcel never came. STOP. I am done', 'Stop sending me offers, I already bought it', 'pls dont send me any more promotions'],
    ...['stop messaging me', 'no more ads!', "I don't want any more of your newsletters", 'I do not want to receive promotions', 'unsubscribe me please', "I'd like to unsubscribe"],
    ...['please unsubscribe me from this list', "don't send me any more offers", 'do not send me any more promotional messages please', 'stop sending me ads'],
    ...['退订', '退訂', 'TD', 'td', '取消訂閱', '不要再發了', '不要給我發廣告', '别再骚扰我了', '不要再给我发消息了', '我不想再收到你们的消息', '把我从名单里删掉', '取消推送'],
    ...['不接收广告', '烦死了别发广告了', '关闭推送', '退订一下', '怎么退订', '如何取消订阅', '你好，别再给我发广告了', '我的快递到哪了？另外别给我发广告', '退订，谢谢'],
    ...['别再给我发广告了', '我不想收到推广', '不要再给我发促销信息了', '请停止推送广告', '别发广告', '以后不要给我发优惠信息', '能不能别给我发消息了', '請不要再打擾我', '唔好再send廣告俾我', '唔好再傳訊息俾我'],
    ...['could you take me off please', 'delete me from your broadcast', 'plese remove my numbr', '不要再傳訊息給我了', 'why are you texting me every day', "i don't need all your offers", '订单消息可以发，促销别发'],
    ...['天天发广告烦不烦', '以后别往这儿推活动了'],
  ])('%s', (text) => expect(optsOut(text)).toBe(true));
});

describe('does not opt out', () => {
  it.each([
    ...['no more sizes?', 'do you have any offers', 'I want a discount', "don't send me the red one", 'stop sending the wrong size', 'I do not want the offer in red, the blue one please'],
    ...['stop the order', 'stop my order please', 'please stop the shipment', 'can you stop the delivery', 'bus stop', 'non-stop', "I can't stop laughing", 'why did you stop selling it'],
    ...["don't stop", 'dont send it yet', "don't send it again", 'no discount, thanks', 'when does the offer end', 'the end', 'stop by your shop', 'do you stop shipping on friday'],
    ...['cancel my order', 'cancel my subscription to the tea box order', 'how do I stop it from leaking', 'no need for a coupon', 'I did not get any messages', 'no messages yet'],
    ...['不要优惠', '别发货', '有什么优惠活动', '别发错了', '不想要了', '广告里那件裙子还有吗', '退订单', '我要退订金', '先别发', '别发顺丰', '不要发到公司', '取消订单', '不要了'],
    ...['why do you send it in two parcels', 'take me to the checkout', 'remove my item from the order', 'why am i getting a different price', '怎么天天缺货', '一直没发货', '又发错了'],
    ...['没收到短信', '不用短信通知，微信说就行', '别给我发错颜色', '我没有收到优惠券', '推送里那款还有吗'],
  ])('%s', (text) => expect(optsOut(text)).toBe(false));
});
