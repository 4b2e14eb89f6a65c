/** Every text of the widget, in both languages. */
const en = {
  chat: 'Chat with us',
  open: 'View',
  close: 'Close chat',
  title: 'Shop assistant',
  subtitle: 'Products, orders, offers: just ask',
  log: 'Messages',
  write: 'Write a message…',
  send: 'Send',
  attach: 'Send a picture or file',
  you: 'You',
  shop: 'Shop',
  typing: 'Writing…',
  sending: 'Sending…',
  failed: 'Not sent.',
  retry: 'Try again',
  later: 'Not sent yet. It is sent by itself as soon as we can take it.',
  refused: 'Not sent: the shop cannot take this.',
  offline: 'We cannot reach the shop just now. Trying again… What you write is sent then.',
  tooLarge: 'Files may have up to 10 MB.',
  full: 'Sorry, no new chats or files just now.',
  badType: 'Only pictures, audio, video and PDF, please.',
  file: 'File',
  unsupported: 'This cannot be shown here.',
  done: 'Done',
  more: 'New messages',
  unread: (n: number) => `${n} unread`,
};

export type Words = typeof en;

const zh: Words = {
  chat: '在线咨询',
  open: '查看',
  close: '关闭聊天',
  title: '掌柜在线',
  subtitle: '选款、查单、优惠，问我就好',
  log: '聊天记录',
  write: '说点什么…',
  send: '发送',
  attach: '发送图片或文件',
  you: '我',
  shop: '店家',
  typing: '正在输入…',
  sending: '发送中…',
  failed: '没有发出去。',
  retry: '重发',
  later: '还没发出去，恢复后自动发送。',
  refused: '店里收不了这条，没有发出去。',
  offline: '暂时连不上店里，正在重试…您写的内容恢复后自动发送。',
  tooLarge: '文件不能超过 10 MB。',
  full: '抱歉，暂时不能开始新的会话，也不能发文件。',
  badType: '只支持图片、音视频和 PDF。',
  file: '文件',
  unsupported: '这条内容无法在这里显示。',
  done: '选好了',
  more: '有新消息',
  unread: (n) => `${n} 条未读`,
};

/** Returns the words in Chinese for any Chinese tag, else English. */
export function wordsFor(lang: string): Words {
  return /^zh(?![a-z])/i.test(lang) ? zh : en;
}
