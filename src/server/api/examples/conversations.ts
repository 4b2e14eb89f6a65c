import { at, ella, lin } from './tea-shop.ts';

const ofLin = {
  id: lin.conversation,
  channel: 'wechat-official',
  account: 'main',
  user: lin.user,
  contact: { id: lin.conversation, name: lin.name, lang: 'zh', tags: ['老顾客'] },
  state: 'handoff',
  owner: 'Wei',
  lastAt: at('10:05:12'),
  preview: '好的，我帮您查一下这单的快递。',
  reachable: true,
  messages: 12,
} as const;
const ofElla = {
  id: ella.conversation,
  channel: 'whatsapp-cloud',
  account: 'main',
  user: ella.user,
  contact: { id: ella.conversation, name: ella.name, lang: 'en', tags: [] },
  state: 'open',
  owner: 'bot',
  lastAt: at('09:58:40'),
  preview: 'Which order is it? Send me its number.',
  reachable: true,
  messages: 4,
} as const;
const orderStatus = { flow: 'order-status', version: '5d0c6b1e9a427f38' } as const;
const whichOrder = { flow: 'which-order', version: 'c2f47a06b81d39e5' } as const;
const params = { id: lin.conversation } as const;

export const listConversations = {
  query: { state: 'open,handoff', limit: 2 },
  answer: { items: [ofLin, ofElla], next: 'MTc5NTQ4NTUyMDAwMH4x' },
} as const;

export const oneConversation = {
  params: { id: ella.conversation },
  answer: {
    ...ofElla,
    front: {
      id: '3',
      kind: 'service',
      stack: [
        { ...orderStatus, at: '0', verb: 'do', line: 41 },
        { ...whichOrder, at: '2', verb: 'ask', line: 18 },
      ],
      waiting: 'answer',
      since: at('09:58:40'),
    },
    background: [],
    waitingToSend: 0,
  },
} as const;

export const messagesOfConversation = {
  params,
  query: { limit: 2 },
  answer: {
    items: [
      {
        id: 'a:7f3c2a91',
        n: 8,
        at: at('10:05:12'),
        direction: 'out',
        author: 'Wei',
        parts: [{ type: 'text', text: '好的，我帮您查一下这单的快递。' }],
        class: 'reply',
        status: 'sent',
      },
      {
        id: `${lin.conversation}:in:24810367291045`,
        n: 7,
        at: at('10:03:30'),
        direction: 'in',
        author: 'customer',
        parts: [{ type: 'text', text: '我要找人工，订单 TEA-20417 三天没动了' }],
        status: 'received',
      },
    ],
    next: 'N34x',
  },
} as const;

export const traceOfConversation = {
  params: { id: ella.conversation },
  query: { limit: 1 },
  answer: {
    items: [
      {
        at: at('09:58:40'),
        ms: 4,
        trace: {
          turn: 2,
          at: at('09:58:40'),
          event: { type: 'message', text: 'where is my parcel' },
          steps: [
            { run: '3', ...orderStatus, at: '0', verb: 'do' },
            { run: '3', ...whichOrder, at: '2', verb: 'ask' },
          ],
          vars: {},
          notes: ['as:an entry or a flow', 'start:order-status'],
          problems: [],
        },
        effects: [{ type: 'send', id: `${ella.conversation}:2:0`, summary: '' }],
      },
    ],
  },
} as const;

export const takeOver = { params, body: { who: 'Wei' }, answer: ofLin } as const;

export const handBack = { params, body: { who: 'Wei' }, answer: { ...ofLin, state: 'open', owner: 'bot' } } as const;

export const writeAsPerson = {
  params: { id: ella.conversation },
  body: { who: 'Wei', text: "It's on its way, Ella: the parcel left Hangzhou this morning." },
  answer: {
    ...ofElla,
    state: 'handoff',
    owner: 'Wei',
    lastAt: at('10:12:05'),
    preview: "It's on its way, Ella: the parcel left Hangzhou this morning.",
  },
} as const;

export const closeConversation = { params, body: { who: 'Wei' }, answer: { ...ofLin, state: 'closed', owner: 'bot' } } as const;

export const assignConversation = { params, body: { to: '5f0c3a52' }, answer: { ...ofLin, owner: 'Mei' } } as const;
