/** Words that WeChat writes in the place of something that it does not hand on. Pure. */
import type { Part } from '../../message.ts';

/** The whole text, in the languages of the clients, and the kind of thing it stands for. */
const placeholders: readonly [RegExp, string][] = [
  [/^【收到不支持的消息类型，暂无法显示】$/, 'sticker'],
  [/^【收到不支援的訊息類型，(?:暫)?無法顯示】$/, 'sticker'],
  [/^\[?(?:Received (?:an )?unsupported message(?: type)?|Unsupported message)[^\]\n]{0,40}\]?$/i, 'sticker'],
  [/^\[?收到了一个表情，请在手机上查看\]?$/, 'sticker'],
  [/^\[?Send an emoji, view it on mobile\]?$/i, 'sticker'],
  [/^\[(?:动画表情|動畫表情|表情)\]$/, 'sticker'],
  [/^收到红包，请在手机上查看$/, 'red_envelope'],
  [/^收到(?:一条微信)?转账(?:消息)?，请在手机上查看$/, 'transfer'],
  [/^收到一条视频\/语音聊天消息，请在手机上查看$/, 'call'],
  [/^\[?该类型暂不支持，请在手机上查看\]?$/, 'other'],
];

/** Returns the part that such a text stands for; undefined for words of the customer's own. */
export function placeholder(text: string): Part | undefined {
  const said = text.trim();
  const kind = placeholders.find(([pattern]) => pattern.test(said))?.[1];
  return kind === undefined ? undefined : { type: 'unsupported', kind };
}
