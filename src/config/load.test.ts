import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';
import { loadConfig } from './load.ts';

describe('loadConfig', () => {
  it('fills an empty file with defaults', () => {
    const loaded = loadConfig('', 'c.yaml');
    expect(loaded.ok && loaded.value.replies.busy_after).toBe(2_000);
    expect(loaded.ok && loaded.value.retention.messages).toBe(365 * 86_400_000);
  });

  it.each([
    ['shop:\n  zone: Mars/Base\n', 'c.yaml:2:3: shop.zone: not an IANA time zone such as Asia/Shanghai'],
    ['shop:\n  nmae: { en: x }\n', 'c.yaml:2:3: shop: unknown key "nmae"; did you mean "name"?'],
    ['shpo: {}\n', 'c.yaml:1:1: unknown key "shpo"; did you mean "shop"?'],
    ['accounts:\n  - { channel: telegram, acount: second, env: T_ }\n', 'c.yaml:2:26: accounts.0: unknown key "acount"; did you mean "account"?'],
    ['shop:\n  hours: { 周一: [09:00-18:00] }\n', 'c.yaml:2:12: shop.hours: unknown key "周一"; write one of mon, tue, wed, thu, fri, sat, sun'],
    ['shop:\n  hours: { mon: 9-18 }\n', 'c.yaml:2:12: shop.hours.mon: write a list of opening hours, such as [09:00-18:00]'],
    ['shop:\n  closed_on: [ 10-01 ]\n', 'c.yaml:2:16: shop.closed_on.0: write a date as 2026-10-01'],
    ['shop:\n  currency: RMB\n', 'c.yaml:2:3: shop.currency: not a currency of ISO 4217 such as CNY, USD or EUR'],
    ['log:\n  colours: true\n', 'c.yaml:2:3: log: unknown key "colours"; write one of texts'],
    ['replies: { busy_after: soon }\n', 'c.yaml:1:12: replies.busy_after: "soon" is no duration; write 30s, 10m, 2h, 3d or 2w'],
    ['shop:\n  hours:\n    mon: [9-18]\n', 'c.yaml:3:11: shop.hours.mon.0: write opening hours as 09:00-18:00'],
    ['a: [\n', 'c.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ])('says where and what in %j', (text, problem) => {
    const loaded = loadConfig(text, 'c.yaml');
    expect(loaded.ok ? [] : loaded.problems).toContain(problem);
  });

  it('takes 24:00 as the end of a day', () => {
    const loaded = loadConfig('shop:\n  hours: { mon: [00:00-24:00], tue: [18:00-24:00] }\n', 'c.yaml');
    expect(loaded.ok && loaded.value.shop.hours).toEqual({ mon: ['00:00-24:00'], tue: ['18:00-24:00'] });
    expect(loadConfig('shop:\n  hours: { mon: [00:00-24:30] }\n', 'c.yaml').ok).toBe(false);
  });

  it('refuses a document that is nested too deeply before parsing it', () => {
    expect(loadConfig('['.repeat(5_000), 'c.yaml')).toEqual({ ok: false, problems: ['c.yaml:1:1: nested too deeply'] });
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
