import { describe, expect, it } from 'vitest';
import telegram from '../../channels/telegram/index.ts';
import wecom from '../../channels/wecom/index.ts';
import { whyNotMade } from './channel-settings.ts';

const words = (lang: 'en' | 'zh', token: string, account = 'main') =>
  whyNotMade({ module: telegram, account, settings: { token } }, 'TELEGRAM_BOT_TOKEN: a token looks like 123456789:AAE...; copy it from @BotFather', lang);

describe('a token that is none', () => {
  it('is told with what it looks like, where it comes from, and how to open without the channel', () => {
    expect(words('en', 'mytoken').split('\n')).toEqual([
      'telegram cannot start: TELEGRAM_BOT_TOKEN does not look right: it is digits, a colon and 35 letters, such as 123456789:AAE...',
      '  do: copy it again (Token of the bot, from @BotFather); channels/telegram/README.md shows where it stands. To go on without telegram, put # before its lines in .env',
    ]);
    expect(words('zh', 'mytoken').split('\n')).toEqual([
      'telegram 无法启动：TELEGRAM_BOT_TOKEN 看起来不对，正确的样子：数字、冒号加 35 个字符，例如 123456789:AAE...',
      '  处理：请重新复制（机器人的令牌，在 @BotFather 那里获取），在哪里找见 channels/telegram/README.zh-CN.md；暂时不用 telegram，就在 .env 里它的各行前面加 #',
    ]);
  });

  it('is not shown, and the account is named where there are several', () => {
    expect(words('en', 'mytoken')).not.toContain('mytoken');
    expect(words('en', 'mytoken', 'second')).toMatch(/^telegram \(second\) cannot start: /);
  });
});

it('what the channel itself says stays where the form of the value says nothing', () => {
  const problem = 'WECOM_API_ROOT: write it as https://qyapi.weixin.qq.com';
  expect(whyNotMade({ module: wecom, account: 'main', settings: { apiRoot: 'x' } }, problem, 'en')).toMatch(`wecom cannot start: ${problem}\n  do: `);
  expect(whyNotMade({ module: wecom, account: 'main', settings: {} }, 'something else', 'zh')).toBe('something else');
});
