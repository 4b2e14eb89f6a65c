/** A shop of a few flows and answers for the tests of models, and what they need around it. Only tests import it. */
import { checkFlows } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Facts } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { asked, flowSet } from '../../src/flow-folder/flow-set.ts';
import type { CallSpec, FlowSet } from '../../src/flow-tree/flow-tree.ts';
import type { Meaning } from '../../src/message.ts';

const files = {
  'faq.yaml': `faq: shop
entries:
  - id: delivery
    q: [how long does delivery take, when will my order arrive, 多久能到, 几天能收到货]
    a: { zh: "顺丰发货，3 到 5 天送达。", en: "Delivery takes 3 to 5 working days with DHL." }
  - id: wash
    q: [how do I wash it, can it go into the washing machine, 怎么洗, 能机洗吗]
    a: { zh: "请手洗，不能机洗。", en: "Wash it by hand, not in the machine." }
  - id: pay
    q: [how can I pay, do you take credit cards, 怎么付款, 可以刷信用卡吗]
    a: { zh: "支持微信和银行卡。", en: "We take cards and PayPal." }
  - id: abroad
    q: [do you ship abroad, do you deliver to Norway, 能寄到国外吗, 海外可以买吗]
    a: { zh: "目前只寄国内。", en: "We only deliver within the country." }
`,
  'sizes.yaml': `flow: sizes
about: { zh: 选尺码, en: Finding a size }
start:
  - says: [help me find my size, which size fits me, 帮我选尺码, 我穿多大]
steps:
  - ask: { zh: 身高多少厘米？, en: How tall are you in cm? }
    expect: number
    save: height
  - choose: { zh: 喜欢宽松还是修身？, en: Loose or slim? }
    save: fit
    overhear: true
    options:
      - { label: { zh: 宽松, en: Loose }, value: loose }
      - { label: { zh: 修身, en: Slim }, value: slim }
  - say: { zh: "{{ height }} {{ fit }}", en: "{{ height }} {{ fit }}" }
`,
  'refund.yaml': `flow: refund
about: { zh: 申请退款, en: A refund }
start:
  - says: [I want a refund, give me my money back, 我要退款, 把钱退给我]
steps:
  - call: order.refund
  - say: { zh: 已退款。, en: Refunded. }
`,
  'coupon.yaml': `flow: coupon
about: { zh: 领优惠券, en: A coupon }
start:
  - says: [give me a coupon, I want a discount code, 给我优惠券, 我要领券]
steps:
  - call: coupon.issue
  - say: { zh: 券来了。, en: Here is your coupon. }
`,
  'news.yaml': `flow: news
about: { zh: 新品通知, en: News of the shop }
start:
  - says: [sign me up for your newsletter, tell me about new products, 订阅新品通知, 有新品告诉我]
steps:
  - consent: { zh: 要收到新品通知吗？, en: May we write to you about news? }
    for: marketing
  - say: { zh: 好的。, en: All right. }
`,
  'shortcut.yaml': `flow: shortcut
start:
  - says: [quick money path, 快速退钱通道]
steps:
  - go: refund
`,
};

const spec = (name: string, mode: CallSpec['mode']): [string, CallSpec] => [name, { name, mode, params: [], outcomes: [], about: { en: '', zh: '' } }];
const calls = new Map([spec('order.refund', 'does'), spec('coupon.issue', 'does')]);

export function smallShop(): FlowSet {
  const { flows, faqs, problems } = checkFlows(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { calls },
  );
  const wrong = problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  return flowSet({ flows, faqs, calls });
}

export const askedOf = (set: FlowSet) => asked({ flows: [...set.live.values()], faqs: [...set.faqs.values()] });

export const facts: Facts = {
  now: 1_790_000_000_000,
  conversation: 'web:main:1',
  contact: { id: 'c1', tags: [], vars: {} },
  channel: { name: 'web', page: 9 },
  shop: { name: 'Tea', currency: 'EUR', zone: 'UTC', langs: ['en', 'zh'], open: true, opens_at: 0, categories: [] },
  seed: '',
};

export const message = (text: string, meaning?: Meaning) => ({
  type: 'message' as const,
  id: 'm1',
  parts: [{ type: 'text' as const, text }],
  ...(meaning && { meaning }),
});

/** Plays a message; what is said, and what it does. */
export function played(set: FlowSet, text: string, meaning?: Meaning, session: Session = newSession()) {
  const result = advance(set, session, message(text, meaning), facts);
  const said = result.effects.flatMap((effect) =>
    effect.type === 'send' ? [effect.parts.map((part) => (part.type === 'text' ? part.text : '')).join(' ')] : [],
  );
  return {
    ...result,
    said,
    calls: result.effects.filter(({ type }) => type === 'call'),
    labels: (result.session.aside?.choices ?? []).map(({ label }) => label),
  };
}

/** Messages that the words leave in doubt, and what their writers mean. */
export const inDoubt: readonly (readonly [text: string, id: string])[] = [
  ['what is the usual transit time for parcels', 'delivery'],
  ['roughly when can I expect the postman', 'delivery'],
  ['is laundry at forty degrees okay', 'wash'],
  ['will it shrink in the laundry', 'wash'],
  ['is visa accepted', 'pay'],
  ['I live in Oslo, is that a problem', 'abroad'],
  ['快递大概要走几日', 'delivery'],
  ['丢进滚筒里转行不行', 'wash'],
  ['支付宝行吗', 'pay'],
  ['人在挪威能下单不', 'abroad'],
  ['what is the typical time in transit', 'delivery'],
  ['is tumble drying okay', 'wash'],
  ['laundry advice', 'wash'],
  ['my cousin lives in Oslo, is that reachable', 'abroad'],
  ['甩干会不会坏', 'wash'],
  ['我人在奥斯陆', 'abroad'],
];
