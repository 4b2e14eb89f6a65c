import { describe, expect, it } from 'vitest';
import { type Visit, visitorOf } from './visit.ts';

const sentAt = 1_000_000;
const visit = (userAgent: string, more: Partial<Visit> = {}): Visit => ({
  method: 'GET',
  userAgent,
  acceptLanguage: 'en',
  at: sentAt + 60_000,
  sentAt,
  ...more,
});

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)';

const programs = [
  'WhatsApp/2.23.20.0',
  'WhatsApp/2.2413.51 W',
  'WhatsApp/2.21.4.22',
  'WhatsApp/2.19.81 A',
  'WhatsApp/2.21.60.17 i',
  'TelegramBot (like TwitterBot)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'facebookexternalhit/1.1;line-poker/1.0',
  'facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  'meta-externalfetcher/1.1',
  'Twitterbot/1.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Slack-ImgProxy (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b',
  'Viber',
  'kakaotalk-scrap/1.0; +https://devtalk.kakao.com',
  'Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots',
  'Pinterest/0.2 (+https://www.pinterest.com/bot.html)',
  'Iframely/1.3.1 (+https://iframely.com/docs/about)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.0; +https://openai.com/gptbot)',
  `${android} HeadlessChrome/126.0.0.0 Mobile Safari/537.36`,
  'curl/8.5.0',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'okhttp/4.12.0',
  '',
];
const people = [
  `${iphone} Version/18.5 Mobile/15E148 Safari/604.1`,
  `${android} Chrome/126.0.0.0 Mobile Safari/537.36`,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
  `${iphone} Mobile/15E148 MicroMessenger/8.0.50(0x18003237) NetType/WIFI Language/zh_CN`,
  `${android} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 wxwork/4.1.26 MicroMessenger/7.0.1',
  `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/467.0.0.38.109;FBBV/603431425;FBDV/iPhone15,2]`,
  `${iphone} Mobile/15E148 Instagram 334.0.4.32.98 (iPhone15,2; iOS 18_5; en_US)`,
  `${iphone} Mobile/15E148 Safari Line/14.8.0`,
  `${android} Chrome/126.0.0.0 Mobile Safari/537.36;KAKAOTALK 2410720`,
];

describe('visitors of a short link', () => {
  it.each(programs)('%s is a program', (userAgent) => expect(visitorOf(visit(userAgent))).toBe('program'));
  it.each(people)('%s is a person', (userAgent) => expect(visitorOf(visit(userAgent))).toBe('person'));

  const browser = people[1] ?? '';
  it.each<[string, Partial<Visit>, 'person' | 'program']>([
    ['HEAD', { method: 'HEAD' }, 'program'],
    ['a prefetch', { purpose: 'prefetch' }, 'program'],
    ['a prefetch of Chrome', { secPurpose: 'prefetch;prerender' }, 'program'],
    ['a prefetch of Firefox', { moz: 'prefetch' }, 'program'],
    ['a preview of Safari', { purpose: 'preview' }, 'program'],
    ['no language a second after sending', { acceptLanguage: '', at: sentAt + 1_000 }, 'program'],
    ['no language a minute after sending', { acceptLanguage: '' }, 'person'],
    ['a language a second after sending', { at: sentAt + 1_000 }, 'person'],
  ])('%s', (_, more, expected) => expect(visitorOf(visit(browser, more))).toBe(expected));
});
