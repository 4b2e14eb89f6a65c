/** What starts a flow, in words. */
import { clip, type Said } from './change-words.ts';

const quoted = (value: unknown): string => `“${clip(String(value), 40)}”`;
const isHan = (value: unknown): boolean => /\p{Script=Han}/u.test(String(value));
/** The first two of a list: those in the language of the reader come before others. */
const listed = (value: unknown, lang: 'en' | 'zh'): string => {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const list = all.toSorted((a, b) => (lang === 'zh' ? 1 : -1) * (Number(isHan(b)) - Number(isHan(a))));
  return list.slice(0, 2).map(quoted).join(', ') + (list.length > 2 ? ` +${list.length - 2}` : '');
};
const plain = (value: unknown): string => clip(typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value), 60);

const kinds: Readonly<Record<string, (value: unknown) => Said>> = {
  says: (value) => ({ en: `what customers say: ${listed(value, 'en')}`, zh: `顾客说：${listed(value, 'zh')}` }),
  keyword: (value) => ({ en: `the word ${listed(value, 'en')}`, zh: `关键词${listed(value, 'zh')}` }),
  event: (value) => ({ en: `the event ${plain(value)}`, zh: `店铺事件 ${plain(value)}` }),
  referral: (value) => ({ en: `the link ${plain(value)}`, zh: `链接 ${plain(value)}` }),
  joins: () => ({ en: 'a new customer', zh: '新顾客到来' }),
  schedule: (value) => ({ en: `the clock: ${plain(value)}`, zh: `定时：${plain(value)}` }),
  segment: (value) => ({ en: `the segment ${plain(value)}`, zh: `人群 ${plain(value)}` }),
  media: (value) => ({ en: `a message with ${plain(value)}`, zh: `带 ${plain(value)} 的消息` }),
  mood: (value) => ({ en: `the mood ${plain(value)}`, zh: `情绪 ${plain(value)}` }),
  card: () => ({ en: 'a card that the customer means', zh: '顾客指某张卡片' }),
  cards: () => ({ en: 'a question about the cards shown', zh: '问展示过的卡片' }),
  trouble: (value) => ({ en: `trouble with an order: ${plain(value)}`, zh: `订单有问题：${plain(value)}` }),
  goods: (value) => ({ en: `goods that the customer names: ${plain(value)}`, zh: `顾客提到商品：${plain(value)}` }),
  fallback: () => ({ en: 'anything that nothing else answers', zh: '其他流程都不回答的话' }),
};

/** Says what a trigger is, written or compiled. */
export function startWords(trigger: object): Said {
  for (const [kind, value] of Object.entries(trigger)) {
    const words = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (words) return words(value);
  }
  return { en: plain(trigger), zh: plain(trigger) };
}
