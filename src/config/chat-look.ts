/** `web_chat.look:` of the config: how the chat looks on every site, and what it says. */
import { z } from 'zod';
import { rule } from '../text/rule.ts';
import { about, languageCode } from './setting.ts';

const names = z.record(languageCode, z.string().min(1).max(80));
const lines = z.record(languageCode, z.string().min(1).max(120));

export const lookSettings = z
  .strictObject({
    colour: about(
      z
        .string()
        .regex(/^#[0-9a-f]{6}$/i, rule('write a colour as #b83a24', '颜色请写成 #b83a24'))
        .optional(),
      'Colour of the button and of what the customer writes; each key of look that is left out looks as it comes',
      '按钮和顾客气泡的颜色；look 里没写的都用默认样子',
      '"#2f6f4f"',
    ),
    name: about(names.optional(), 'Title of the window, by language', '聊天窗口的标题，按语言写', { zh: '茶铺客服', en: 'Ask us' }),
    line: about(lines.optional(), 'What stands below the title, by language', '标题下面的一行字，按语言写', {
      zh: '一般几秒内回复',
      en: 'Answers at once',
    }),
    logo: about(
      z.url({ protocol: /^https$/, error: rule('write an address that begins with https://', '请写以 https:// 开头的网址') }).optional(),
      'Address of a square picture, https only',
      '方形头像图片的网址，必须是 https',
      'https://your-shop.example/logo.png',
    ),
    seal: about(z.string().min(1).max(2).optional(), 'One or two characters in place of a picture', '没有图片时显示的一两个字', '茶'),
    side: about(z.enum(['left', 'right']).optional(), 'Side of the page: left or right', '放在页面哪一边：left 左，right 右', 'left'),
    words: about(
      z.record(languageCode, z.record(z.string().regex(/^[a-zA-Z]{1,20}$/), z.string().min(1).max(200))).optional(),
      'Your own words of the window, by language; those left out are Chinese or English',
      '自定义聊天窗口的文字，按语言写；没写的用中文或英文',
      { es: { write: 'Escribe un mensaje…' } },
    ),
  })
  .prefault({});
