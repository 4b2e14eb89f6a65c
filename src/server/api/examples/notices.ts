import { at, lin } from './tea-shop.ts';

const notice = {
  id: `${lin.conversation}:7:0`,
  conversation: lin.conversation,
  to: 'team',
  text: '林小满：订单 TEA-20417 的快递三天没动了',
  at: at('10:03:30'),
  read: false,
} as const;

export const listNotices = { query: { unread: 'true', limit: 20 }, answer: { items: [notice] } } as const;

export const readNotice = { params: { id: notice.id }, answer: { ...notice, read: true } } as const;
