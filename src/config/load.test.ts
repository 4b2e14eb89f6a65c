import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';
import { loadConfig } from './load.ts';
import { configSchema } from './schema.ts';

describe('loadConfig', () => {
  it('fills an empty file with defaults', () => {
    const loaded = loadConfig('', 'c.yaml');
    expect(loaded.ok && loaded.value.replies.busy_after).toBe(2_000);
    expect(loaded.ok && loaded.value.retention.messages).toBe(365 * 86_400_000);
  });

  it.each([
    ['shop:\n  zone: Mars/Base\n', '2:3: shop.zone: not an IANA time zone such as Asia/Shanghai'],
    ['shop:\n  zone: 北京\n', '2:3: shop.zone: not an IANA time zone such as Asia/Shanghai; write zone: Asia/Shanghai'],
    ['shop:\n  zone: GMT+8\n', '2:3: shop.zone: not an IANA time zone such as Asia/Shanghai; write zone: Asia/Shanghai'],
    ['shop:\n  zone: New York\n', '2:3: shop.zone: not an IANA time zone such as Asia/Shanghai; write zone: America/New_York'],
    ['shop:\n  nmae: { en: x }\n', '2:3: shop: unknown key "nmae"; did you mean "name"?'],
    ['calls: { whatsapp: true }\n', '1:10: calls.whatsapp: write calls.on: true beside calls.whatsapp: true; for example whatsapp: false'],
    ['shpo: {}\n', '1:1: unknown key "shpo"; did you mean "shop"?'],
    ['name: { en: Fine Tea }\n', '1:1: unknown key "name"; it belongs under shop:'],
    ['accounts:\n  - { channel: telegram, acount: second, env: T_ }\n', '2:26: accounts.0: unknown key "acount"; did you mean "account"?'],
    ['shop: { name: 好茶 }\n', '1:9: shop.name: keys with values is needed here; write name: { zh: 好茶 }'],
    ['shop:\n  name: “Fine Tea”\n', '2:3: shop.name: keys with values is needed here; write name: { en: Fine Tea }'],
    ['shop:\n  name: { zh: "" }\n', '2:11: shop.name.zh: nothing is written here; for example name: { zh: 云裳, en: Yun & Co. }'],
    ['shop:\n  demo: no\n', '2:3: shop.demo: write true, false, clothes, tea or phones; write demo: false'],
    ['shop:\n  demo: 开启\n', '2:3: shop.demo: write true, false, clothes, tea or phones; write demo: true'],
    ['shop:\n  langs: zh\n', '2:3: shop.langs: a list is needed here; write langs: [ zh ]'],
    ['shop:\n  langs: zh, en\n', '2:3: shop.langs: a list is needed here; write langs: [ zh, en ]'],
    ['shop:\n  langs: [ 中文, en ]\n', '2:12: shop.langs.0: write a language as zh, en, es, pt-BR or zh-TW; write zh'],
    [
      'shop:\n  hours: {}\n',
      '2:3: shop.hours: no day is open: write at least one; round the clock is [00:00-24:00]; for example hours: { mon: [ 09:00-18:00 ] }',
    ],
    ['shop:\n  hours:\n', '2:3: shop.hours: nothing is written here; for example hours: { mon: [ 09:00-18:00 ] }'],
    ['shop:\n  hours: { 周一: [09:00-18:00] }\n', '2:12: shop.hours: unknown key "周一"; did you mean "mon"?'],
    ['shop:\n  hours: { mon-wed: [09:00-18:00] }\n', '2:12: shop.hours: unknown key "mon-wed"; write each day by itself: mon: ..., tue: ..., wed: ...'],
    ['shop:\n  hours: { 周六至周日: [09:00-18:00] }\n', '2:12: shop.hours: unknown key "周六至周日"; write each day by itself: sat: ..., sun: ...'],
    ['shop:\n  hours: { mon: 9-18 }\n', '2:12: shop.hours.mon: write a list of opening hours, such as [09:00-18:00]; write mon: [ 09:00-18:00 ]'],
    [
      'shop:\n  hours: { mon: 9:00-12:00, tue: [09:00-18:00] }\n',
      '2:12: shop.hours.mon: write a list of opening hours, such as [09:00-18:00]; write mon: [ 09:00-12:00 ]',
    ],
    ['shop:\n  hours:\n    mon: [9-18]\n', '3:11: shop.hours.mon.0: write opening hours as 09:00-18:00; write 09:00-18:00'],
    ['shop:\n  hours: { mon: [ 9am to 6:30pm ] }\n', '2:19: shop.hours.mon.0: write opening hours as 09:00-18:00; write 09:00-18:30'],
    ['shop:\n  hours: { mon: [ whenever ] }\n', '2:19: shop.hours.mon.0: write opening hours as 09:00-18:00; for example hours: { mon: [ 09:00-18:00 ] }'],
    ['shop:\n  closed_on: [ 10-01 ]\n', '2:16: shop.closed_on.0: write a date as 2026-10-01'],
    ['shop:\n  closed_on: [ 25.12.2026 ]\n', '2:16: shop.closed_on.0: write a date as 2026-10-01; write 2026-12-25'],
    ['shop:\n  closed_on: 2026-12-25\n', '2:3: shop.closed_on: a list is needed here; write closed_on: [ 2026-12-25 ]'],
    ['shop:\n  currency: RMB\n', '2:3: shop.currency: not a currency of ISO 4217 such as CNY, USD or EUR; write currency: CNY'],
    ['shop:\n  currency: usd\n', '2:3: shop.currency: not a currency of ISO 4217 such as CNY, USD or EUR; write currency: USD'],
    ['shop:\n  currency: EUR\n  zone: Europe/Berlin\n  currency: USD\n', "4:3: 'currency' stands here a second time, the first is at 2:3; keep one of them"],
    ['shop: { demo: false }\nlog: { texts: true }\nshop: { currency: EUR }\n', "3:1: 'shop' stands here a second time, the first is at 1:1; keep one of them"],
    ['shop:\n  currency: shells\n', '2:3: shop.currency: not a currency of ISO 4217 such as CNY, USD or EUR'],
    ['log:\n  colours: true\n', '2:3: log: unknown key "colours"; write one of texts'],
    ['replies: { busy_after: soon }\n', '1:12: replies.busy_after: write a time span as 30s, 10m, 2h, 3d or 2w; for example busy_after: 2s'],
    ['replies: { busy_after: 5 seconds }\n', '1:12: replies.busy_after: write a time span as 30s, 10m, 2h, 3d or 2w; write busy_after: 5s'],
    ['replies: { busy_after: 3 }\n', '1:12: replies.busy_after: a text is needed here; for example busy_after: 2s'],
    ['promotions: { quiet_from: 9pm }\n', '1:15: promotions.quiet_from: write a time as 09:00; write quiet_from: 21:00'],
    ['promotions: { at_most: three }\n', '1:15: promotions.at_most: a number is needed here; for example at_most: 3'],
    ['promotions: { at_most: 900 }\n', '1:15: promotions.at_most: at most 100; for example at_most: 3'],
    [
      'web_chat: { origins: [ shop.example.com ] }\n',
      '1:24: web_chat.origins.0: write the address of a site, such as https://shop.example.com; write https://shop.example.com',
    ],
    ['web_chat: { look: { side: top } }\n', '1:21: web_chat.look.side: write one of left, right; for example side: left'],
    ['shop：\n  demo: false\n', '1:5: a full-width colon "："; write: shop:'],
    ['shop:\n\tdemo: false\n', '2:1: a tab where spaces belong; indent it by 2 spaces: demo: false'],
    ['a: [\n', '1:4: a bracket is not closed; write: a: []'],
    ['shop: &x { demo: false }\n', '1:7: a text cannot begin with & unless it is quoted; put the whole text in quotes'],
    [
      'shop: { name: { zh: \uFFFD\uFFFD } }\n',
      '1:21: the file is not saved as UTF-8, so its text cannot be read; save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)',
    ],
  ])('says where, what and what to write in %j', (text, problem) => {
    const loaded = loadConfig(text, 'c.yaml', configSchema, 'en');
    expect(loaded.ok ? [] : loaded.problems).toEqual([`c.yaml:${problem}`]);
  });

  it.each([
    ['shop: { name: 好茶 }\n', '1:9: shop.name：这里要写下级设置（键: 值）；请写 name: { zh: 好茶 }'],
    ['shop:\n  demo: 否\n', '2:3: shop.demo：请写 true、false、clothes、tea 或 phones；请写 demo: false'],
    [
      'shop:\n  hours: { 周一至周五: [09:00-18:00] }\n',
      '2:12: shop.hours：没有“周一至周五”这一项；请每天各写一行：mon: ...、tue: ...、wed: ...、thu: ...、fri: ...',
    ],
    ['shop:\n  hours: { mon: [9:00-18:00] }\n', '2:18: shop.hours.mon.0：营业时间请写成 09:00-18:00；请写 09:00-18:00'],
    ['shop:\n  currency: 人民币\n', '2:3: shop.currency：不是 ISO 4217 货币代码，例如 CNY、USD、EUR；请写 currency: CNY'],
    ['replies: { busy_after: 30秒 }\n', '1:12: replies.busy_after：时长请写成 30s、10m、2h、3d 或 2w；请写 busy_after: 30s'],
    ['name: 好茶\n', '1:1: 没有“name”这一项；它应该写在 shop: 下面'],
    ['shop：\n  demo: false\n', '1:5: 这里用了全角冒号“：”；改为：shop:'],
    ['shop: { name: { zh: \uFFFD } }\n', '1:21: 文件不是 UTF-8 编码，文字读不出来；请把文件另存为 UTF-8 编码（记事本：另存为，编码选 UTF-8）'],
  ])('says it in Chinese in %j', (text, problem) => {
    const loaded = loadConfig(text, 'c.yaml', configSchema, 'zh');
    expect(loaded.ok ? [] : loaded.problems).toEqual([`c.yaml:${problem}`]);
  });

  it('takes 24:00 as the end of a day', () => {
    const loaded = loadConfig('shop:\n  hours: { mon: [00:00-24:00], tue: [18:00-24:00] }\n', 'c.yaml');
    expect(loaded.ok && loaded.value.shop.hours).toEqual({ mon: ['00:00-24:00'], tue: ['18:00-24:00'] });
    expect(loadConfig('shop:\n  hours: { mon: [00:00-24:30] }\n', 'c.yaml').ok).toBe(false);
  });

  it('refuses a document that is nested too deeply before parsing it', () => {
    expect(loadConfig('['.repeat(5_000), 'c.yaml', configSchema, 'en')).toEqual({
      ok: false,
      problems: ['c.yaml:1:33: nested deeper than 32 levels; move a part of it into a named step or a flow of its own'],
    });
  });
});

describe('readEnvironment', () => {
  it('has a default for what is needed', () => {
    const read = readEnvironment({});
    expect(read.ok && read.value).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: './data' });
  });

  it('names the variable and never its value', () => {
    const read = readEnvironment({ PORT: '99999', ADMIN_TOKEN: 'hunter2', EVENTS_SECRET: 'oops-secret' });
    expect(read).toEqual({
      ok: false,
      problems: [
        'ADMIN_TOKEN: use at least 16 characters',
        'EVENTS_SECRET: write whsec_ and at least 24 characters of base64',
        'PORT: a port is a number from 0 to 65535',
      ],
    });
  });

  it.each([
    ['1025 signs', 't'.repeat(1_025), 'use at most 1024 characters'],
    ['other scripts, which no HTTP header holds', '掌柜的令牌'.repeat(4), 'use letters, digits and signs of ASCII'],
  ])('refuses an ADMIN_TOKEN of %s: nobody could get in with it', (_what, ADMIN_TOKEN, words) => {
    expect(readEnvironment({ ADMIN_TOKEN })).toEqual({ ok: false, problems: [`ADMIN_TOKEN: ${words}, such as those of \`openssl rand -hex 24\``] });
    expect(readEnvironment({ ADMIN_TOKEN: 't'.repeat(1_024) }).ok).toBe(true);
  });

  it.each(['ingress', 'worker', 'sender'])('refuses ROLE=%s without what the processes share', (ROLE) => {
    const shared = { MONGODB_URL: 'mongodb://db/shop', REDIS_URL: 'redis://:hunter2@redis:6379' };
    expect(readEnvironment({ ROLE }).ok).toBe(false);
    expect(readEnvironment({ ROLE, ...shared })).toMatchObject({ ok: true, value: { role: ROLE } });
  });

  it('refuses REDIS_URL without MONGODB_URL, and does not show it', () => {
    const read = readEnvironment({ REDIS_URL: 'redis://:hunter2@redis:6379' });
    expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining('MONGODB_URL')] });
    expect(JSON.stringify(read)).not.toContain('hunter2');
    expect(readEnvironment({ REDIS_URL: ' ' }).ok).toBe(true);
  });
});

describe('order numbers', () => {
  const orders = (text: string) => loadConfig(`orders: ${text}`, 'config.yaml');

  it.each([
    ['{ example: CY10022 }', { example: 'CY10022' }],
    ['{ example: "#1042" }', { example: '#1042' }],
    ['{ example: 2024-00123 }', { example: '2024-00123' }],
    ['{ pattern: "(CY|HZ)[0-9]{5}", example: HZ10022 }', { pattern: '(CY|HZ)[0-9]{5}', example: 'HZ10022' }],
    ['', {}],
  ])('%s', (text, right) => {
    const loaded = orders(text);
    expect(loaded.ok && loaded.value.orders).toEqual(right);
  });

  it.each([
    ['{ pattern: "CY(" }', 'this is no regular expression'],
    ['{ pattern: "[0-9]*" }', 'it fits an empty text'],
    ['{ pattern: "CY[0-9]{5}", example: SO-1 }', '"SO-1" does not fit the pattern CY[0-9]{5}'],
    ['{ example: number }', 'write an order number of yours, such as CY10022'],
    ['{ exampel: CY1 }', 'did you mean "example"?'],
  ])('%s is refused', (text, words) => {
    const loaded = orders(text);
    expect(loaded.ok ? '' : loaded.problems.join()).toContain(words);
  });

  it('a country is one that there is', () => {
    const loaded = loadConfig('shop: { country: UK }', 'config.yaml');
    expect(loaded.ok ? '' : loaded.problems.join()).toContain('write a country as its two letters');
  });
});
