import { describe, expect, it } from 'vitest';
import { wantsPerson } from './wanting-person.ts';

describe('wants a person', () => {
  it.each([
    ...['talk to a human', 'can i talk to someone', 'i want to speak with a real person', 'get me an agent', 'need a human', 'connect me to support', 'transfer me to a manager'],
    ...['let me speak to your manager', 'is there a real person i can talk to', 'can someone call me', 'i dont want to talk to a bot', 'no bots please', 'real person please'],
    ...['give me a human!!', 'stop being a robot and get me a person', 'agent', 'AGENT', 'live chat', 'customer service please', 'put me through to someone', 'human pls'],
    ...['my order SO-10002 is late, i want to talk to a person', 'hello can i talk to a human pls', 'Hi there! Could I please speak to customer service?', 'can a human help me with this'],
    ...['i need to speak to someone about my refund', 'I would like to talk to a human being', 'let me talk to your staff', 'connect me to customer service', 'I need a human', 'wanna talk 2 a human'],
    ...['转人工', '你好，转人工', '能转人工吗', '人工客服', '我要找人工客服', '找真人', '不要机器人', '有没有真人', '叫你们老板来', '找你们经理', '我要跟人说话', '轉人工', '請轉真人'],
    ...['人工人工人工', '转接人工', '帮我找个客服', '客服', '真人客服', '我想和真人说话', '有人工吗', '能跟真人聊吗', '我的订单SO-10002还没到，转人工', '别让机器人回了，转人工', '人工！'],
    ...['麻烦转一下人工客服，谢谢', '我要投诉，叫你们主管来', '能不能给我转个人工', '不想跟机器人聊', '人工在吗', '需要人工'],
    ...['I need someone who can actually read', 'somebody alive?', 'give me a call', 'call me back on 555-0142', '能不能给我回个电话', '可以找專人處理嗎', '麻烦来个管事的', '我想搵人傾', '我想搵客服'],
  ])('%s', (text) => expect(wantsPerson(text)).toBe(true));
});

describe('wants none', () => {
  it.each([
    ...['are you a human?', 'is this a bot', 'am I talking to a real person?', "i don't need a human", 'no need for an agent', 'human hair wig', 'travel agent bag', 'manager chair'],
    ...['personalised mug', 'i talked to your agent yesterday', 'customer service was terrible', 'is it for one person', '2 person tent', 'do you need a person to sign for it'],
    ...['agent fee', 'the support bracket broke', 'I do not want to talk to an agent', 'can you get me a discount', 'send me someone elses order?', 'a gift for someone', 'your staff was rude'],
    ...['你是机器人吗', '你是真人吗', '不用转人工', '不要人工', '别转人工了', '人工智能', '人工皮革的吗', '客服态度真差', '客服几点下班', '人工费多少', '刚才那个客服说可以退', '真人实拍吗'],
    ...['what do you call me for', 'can anyone wear it', 'someone stole my parcel', '打电话没人接', '电话打不通'],
    ...['是人工缝的吗', '不需要客服', '老板娘同款', '这个适合老人用吗', '给老板买的礼物'],
  ])('%s', (text) => expect(wantsPerson(text)).toBe(false));
});
