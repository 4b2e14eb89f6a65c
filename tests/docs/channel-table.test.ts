import { expect, it } from 'vitest';
import { channelTable } from '../../scripts/docs/channel-table.ts';
import type { ChannelModule } from '../../src/channel.ts';

const narrow: Pick<ChannelModule, 'name' | 'capabilities' | 'riskSummary'> = {
  name: 'narrow',
  riskSummary: { en: 'high: the account can be banned for good', zh: '高：账号可能被永久封禁' },
  capabilities: {
    official: false,
    text: { max: 1000, unit: 'chars', caption: 0 },
    choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 },
    media: { image: 10_000_000, audio: 0, video: 0, file: 0 },
    cards: false,
    place: false,
    receipts: ['sent', 'failed'],
    window: { ms: 48 * 3_600_000, messages: 5 },
    idempotentSend: false,
    rate: { account: 1, conversation: 1, burst: 1 },
    proactive: false,
  },
};
const table = (lang: 'en' | 'zh', change: Partial<ChannelModule['capabilities']> = {}, provider?: ChannelModule['provider']) =>
  channelTable(
    [
      {
        ...narrow,
        ...(provider && { provider }),
        capabilities: { ...narrow.capabilities, ...change },
        settings: [],
        create: () => Promise.reject(new Error('never')),
      },
    ],
    lang,
    (name) => name,
  );

it('says what works, what degrades and what is at stake', () => {
  expect(table('en').split('\n')).toEqual([
    '| channel | official | what the shop can send | what degrades | must reach | risk |',
    '|---|---|---|---|---|---|',
    "| narrow | no | pictures 10 MB; receipts: sent, failure | choices become numbers; cards become picture and text; places become a link to a map; captions follow as text; sound, video, files sent as a link; free text only within 48 h of the customer's message, 5 messages at most; only to customers who wrote first | - | high: the account can be banned for good |",
  ]);
});

it('says it in Chinese without a word of English', () => {
  expect(table('zh', {}, { root: 'https://api.narrow.example/v1', blocked: true }).split('\n')[2]).toBe(
    '| narrow | 否 | 图片 10 MB；回执：已发出、发送失败 | 选项改为编号；卡片改为图片加文字；位置改为地图链接；图片说明另发一条文字；语音、视频、文件以链接发送；顾客发言后 48 小时内才能自由回复，最多 5 条；顾客先开口才能发 | api.narrow.example（中国大陆不能直连） | 高：账号可能被永久封禁 |',
  );
  for (const change of [
    {},
    { receipts: [] },
    { proactive: true, cards: true },
    { media: { image: 1e9, audio: 1e9, video: 1e9, file: 1e9 } },
    { choices: { buttons: 3, buttonLabel: 20, list: 10, listLabel: 24 } },
  ])
    expect(table('zh', change).replace(/narrow|MB/g, '')).not.toMatch(/[a-z]/i);
});

it('a size of nothing is never shown', () => {
  expect(table('en')).not.toMatch(/\b0 MB/);
  expect(table('en', { media: { image: 1e9, audio: 1e9, video: 1e9, file: 1e9 } })).toContain('pictures, sound, video, files shown by name');
});
