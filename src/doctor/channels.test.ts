import { describe, expect, it } from 'vitest';
import telegram from '../../channels/telegram/index.ts';
import wecom from '../../channels/wecom/index.ts';
import { channelFindings, providerAddress } from './channels.ts';
import type { Reach } from './reach.ts';

const token = '123456789:AAE3xVeryLongTokenOfABotWithLetters';
const on = (settings: Record<string, string>, account = 'main') => ({ module: telegram, account, settings });
const telling = (reached: [string, Reach][], accounts = [on({ token })]) =>
  channelFindings({ on: accounts, problems: [], warnings: [], reached: new Map(reached) });

describe('the provider', () => {
  it('is not told of when it answers, or was not asked', () => {
    expect(telling([['https://api.telegram.org', { reached: true }]])).toEqual([]);
    expect(telling([])).toEqual([]);
  });

  it.each([
    ['name', 'its name is not found (DNS)', '域名解析不到'],
    ['refused', 'the connection is refused', '连接被拒绝'],
    ['silent', 'nobody answers', '没有响应'],
    ['certificate', 'its certificate is not a trusted one', '证书不受信任'],
    ['cut', 'the connection is cut', '连接中断'],
  ] as const)('that does not answer (%s) is told once, with the cure, and no secret', (why, en, zh) => {
    const found = telling([['https://api.telegram.org', { reached: false, why }]], [on({ token }), on({ token }, 'second')]);
    expect(found).toEqual([
      {
        level: 'missing',
        where: 'telegram',
        what: { en: `api.telegram.org cannot be reached from this machine: ${en}`, zh: `本机连不上 api.telegram.org：${zh}` },
        cure: {
          en: 'look at the network and the firewall: the program goes out to api.telegram.org. From mainland China it cannot be reached: run the program where it can, or set TELEGRAM_API_ROOT to a server of yours that reaches it.',
          zh: '请检查网络和防火墙，程序要能访问 api.telegram.org。中国大陆不能直连：请把程序放到能访问的地方，或用 TELEGRAM_API_ROOT 指定自己能连通的服务器。',
        },
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(token);
  });

  it('is that of the settings where they name another one, without what stands behind its host', () => {
    expect(providerAddress(on({ token }))).toBe('https://api.telegram.org');
    expect(providerAddress(on({ token, apiRoot: 'http://bots.shop.example:8081/secret' }))).toBe('http://bots.shop.example:8081');
    expect(providerAddress(on({ token, apiRoot: 'nonsense' }))).toBeUndefined();
    expect(providerAddress({ module: wecom, account: 'main', settings: {} })).toBe('https://qyapi.weixin.qq.com');
  });
});

it.each([
  ['mytoken', /^does not look right: it is digits, a colon and 35 letters/, /^看起来不对，正确的样子：数字/],
  ['your-token', /^a word of an example, not yours/, /^还是示例里的内容/],
])('a token as %s is told with where to get it, and how to go on without', (value, en, zh) => {
  const [found] = telling([], [on({ token: value })]);
  expect(found).toMatchObject({ level: 'missing', where: '.env TELEGRAM_BOT_TOKEN' });
  expect(found?.what.en).toMatch(en);
  expect(found?.what.zh).toMatch(zh);
  expect(found?.cure.en).toBe(
    'copy it again (Token of the bot, from @BotFather); channels/telegram/README.md shows where it stands. To go on without telegram, put # before its lines in .env',
  );
  expect(found?.cure.zh).toMatch(/^请重新复制（机器人的令牌，在 @BotFather 那里获取）/);
});
