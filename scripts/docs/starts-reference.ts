/** Triggers of a flow, for merchants: each with an example that the tests play. */
import type { segmentModifiers, triggerKinds, triggerModifiers } from '../../src/compiler/fixed-words.ts';

type Words = { en: string; zh: string };

export interface StartDoc {
  about: Words;
  /** A whole flow. */
  example: string;
  /** Empty where only the running program can begin it: its clock, its catalogue, cards that were shown. */
  transcript: string;
}

const flow = (start: string, say: string): string => `flow: example\nstart:\n  - ${start}\nsteps:\n  - say: ${say}\n`;
const played = (lines: string, head = ''): string => `- test: example\n  lang: en\n${head}${lines}`;

export const startDocs: Readonly<Record<(typeof triggerKinds)[number], StartDoc>> = {
  says: {
    about: {
      en: 'Phrases, in any language. Sentences that mean the same are found too, so write a few ways to say it',
      zh: '顾客会说的话，什么语言都行。意思相近的说法也能认出来，多写几种更准',
    },
    example: flow('says: [do you wrap gifts, 能包装吗]', 'Gladly, it is free.'),
    transcript: played('- customer: could you wrap it as a gift\n- bot: Gladly, it is free.\n'),
  },
  keyword: {
    about: { en: 'Words anywhere in the message; whole words where a language has blanks', zh: '消息里任何位置出现这些词；有空格的语言按整词匹配' },
    example: flow('keyword: [invoice, 发票]', 'Your invoice comes by e-mail.'),
    transcript: played('- customer: the invoice please\n- bot: Your invoice comes by e-mail.\n'),
  },
  event: {
    about: {
      en: 'Something happened in the shop (`cart.updated`, `cart.abandoned`, `order.placed`, `order.unpaid`, `order.paid`, `order.shipped`, `order.delivered`, `product.restocked`, `product.price_dropped`, `request.closed`, `customer.first_order`, `reorder.due`, `customer.lapsed`, `customer.birthday` or a name of yours); its data can be read',
      zh: '店铺里发生的事（`cart.updated`、`cart.abandoned`、`order.placed`、`order.unpaid`、`order.paid`、`order.shipped`、`order.delivered`、`product.restocked`、`product.price_dropped`、`request.closed`、`customer.first_order`、`reorder.due`、`customer.lapsed`、`customer.birthday` 或自定的名字），数据可以直接使用',
    },
    example: flow('event: order.shipped', '"Order {{ order.number }} is on its way."'),
    transcript: played('- event: order.shipped\n  with: { order: { number: SO-10001 } }\n- bot: Order SO-10001 is on its way.\n'),
  },
  referral: {
    about: { en: 'The code of a link, QR code or advertisement that the customer came by', zh: '顾客点进来的链接、扫的二维码或广告带的代码' },
    example: flow('referral: summer', 'Welcome from the summer poster!'),
    transcript: played('- started: summer\n- bot: Welcome from the summer poster!\n'),
  },
  joins: {
    about: { en: 'The customer writes, follows or opens the chat for the first time', zh: '顾客第一次来：关注、打开聊天或发第一条消息' },
    example: flow('joins: true', 'Hello and welcome!'),
    transcript: played('- started: true\n- bot: Hello and welcome!\n'),
  },
  schedule: {
    about: {
      en: '`mon 09:00`, or `09:00` for every day, in the zone of the shop: for each contact that the flow may write to',
      zh: '`mon 09:00` 每周一，`09:00` 每天，按店铺时区；对可以发消息的每位顾客各运行一次',
    },
    example: flow('schedule: mon 09:00', 'A new week, new goods.'),
    transcript: '',
  },
  segment: {
    about: {
      en: 'The name of a saved segment: who comes to fulfil its condition enters the flow, once, if they agreed to promotions',
      zh: '已保存的人群：达到条件的顾客进入这个流程，每人一次，只限同意接收推广的人',
    },
    example: flow('segment: vip', 'You are one of our best customers now.'),
    transcript: played(
      '- event: segment\n  with: { flow: example, segment: vip }\n- bot: You are one of our best customers now.\n',
      '  contact: { marketing: true }\n',
    ),
  },
  media: {
    about: {
      en: '`photo`, `voice`, `cart` or `place`, or a list of them, with nothing that says more; `goods`: a photo that may show goods of the shop (`message.goods` has their ids)',
      zh: '`photo`、`voice`、`cart`、`place` 之一或几个：顾客只发来这个，没有说别的；`goods`：照片里可能是店里的商品（编号在 `message.goods`）',
    },
    example: flow('media: place', 'Thank you, we deliver there.'),
    transcript: played('- customer: { place: { lat: 31.2, lng: 121.5 } }\n- bot: Thank you, we deliver there.\n'),
  },
  mood: {
    about: {
      en: '`angry`: the customer is annoyed by now; or a threshold of the conversation, `"> 0.7"`',
      zh: '`angry`：顾客已经生气；或整段对话的分值，如 `"> 0.7"`',
    },
    example: flow('mood: angry', 'I am sorry. Let me put this right.'),
    transcript: played('- customer: this is a scam, you are liars, I am furious\n- bot: I am sorry. Let me put this right.\n'),
  },
  card: {
    about: {
      en: 'The customer means one of the cards just shown, by its place, words or "it"; `recent.card` has its id and title',
      zh: '顾客指的是刚才展示的某张卡片（第几个、名字或“它”）；`recent.card` 里有编号和标题',
    },
    example: flow('card: true', '"About {{ recent.card.title }}: what would you like to know?"'),
    transcript: '',
  },
  cards: {
    about: {
      en: 'The customer asks something of the cards just shown; `recent.cards.ask` is `compare`, `more`, `cheaper`, `buy`, `these` or `none`, `recent.cards.ids` the cards meant',
      zh: '顾客对刚才展示的卡片提要求；`recent.cards.ask` 是 `compare`、`more`、`cheaper`、`buy`、`these` 或 `none`，`recent.cards.ids` 是所指的卡片',
    },
    example: flow('cards: true', '"You would like: {{ recent.cards.ask }}"'),
    transcript: '',
  },
  goods: {
    about: {
      en: '`wish`: goods of the shop are named, and nothing else is asked; `question`: something is asked about one of them. The words come from the catalogue',
      zh: '`wish`：提到店里的商品，没有问别的；`question`：问到某件商品的情况。认哪些词，由商品目录决定',
    },
    example: flow('goods: wish', 'Let me show you what we have.'),
    transcript: '',
  },
  trouble: {
    about: {
      en: '`damaged`, `missing` or `late`, or a list of them: what was bought, and nothing else says what is wanted',
      zh: '`damaged`（坏了）、`missing`（少了、错了）、`late`（没到）之一或几个：说的是买的东西，又没说要怎么办',
    },
    example: flow('trouble: damaged', 'That should not be. Please send a picture.'),
    transcript: played('- customer: it arrived completely broken\n- bot: That should not be. Please send a picture.\n'),
  },
  fallback: {
    about: { en: 'Nothing else fits', zh: '其他都不符合' },
    example: flow('fallback: true', 'I did not understand. A colleague will answer.'),
    transcript: played('- customer: colourless green ideas sleep furiously\n- bot: I did not understand. A colleague will answer.\n'),
  },
};

export const modifierDocs: Readonly<Record<(typeof triggerModifiers)[number], Words>> = {
  if: { en: 'Only when this holds: `if: order.total > 100`', zh: '满足条件才开始：`if: order.total > 100`' },
  at_most: { en: 'So often for one customer: `at_most: 1 in 7d`', zh: '每位顾客最多几次：`at_most: 1 in 7d`' },
  channel: { en: 'Only on these channels: `channel: [telegram, webchat]`', zh: '只在这些渠道：`channel: [telegram, webchat]`' },
};

export const segmentDocs: Readonly<Record<(typeof segmentModifiers)[number], Words>> = {
  once: { en: 'Beside `segment`: nobody enters twice. So it is unless `again` is written', zh: '和 `segment` 一起写：每人只进入一次。不写 `again` 就是这样' },
  again: {
    en: 'Beside `segment`: who fulfils the condition anew enters again after this time: `again: 30d`',
    zh: '和 `segment` 一起写：不再符合、之后又符合的人，隔这么久可以再进入：`again: 30d`',
  },
  existing: {
    en: 'Beside `segment`: `existing: true` lets those enter too who fulfil the condition when the flow goes live',
    zh: '和 `segment` 一起写：`existing: true` 表示流程启用时已经符合条件的人也进入',
  },
  leave: {
    en: 'Beside `segment`: with `leave: true` the flow ends for who no longer fulfils the condition',
    zh: '和 `segment` 一起写：`leave: true` 表示不再符合条件时流程结束',
  },
};
