import { type NoticeRow, notices } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { bilingual } from '../../understanding/language-fallbacks.ts';
import type { Alarm } from './attempt-limiter.ts';

const slotMs = 6 * 3_600_000;

type Told = (notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>) => void;

/** Notifies the team in its list of notices that somebody guesses at orders: once in 6 hours while it lasts. `told` receives each notice that was written. */
export const guessAlarm = (store: Store, lang: string, told: Told): Alarm => alarm('guessing', texts, store, lang, told);
/** The same where more codes by which guests confirm an address are asked for than the shop sends. */
export const codesAlarm = (store: Store, lang: string, told: Told): Alarm => alarm('guest-codes', codeTexts, store, lang, told);

function alarm(id: string, words: typeof texts, store: Store, lang: string, told: Told): Alarm {
  let lastSlot = -1;
  return async (now) => {
    const slot = Math.floor(now / slotMs);
    if (slot === lastSlot) return;
    const notice = { conversation: '', to: 'team', text: bilingual(words, lang) };
    const done = await store.collection(notices).insert({ _id: `${id}:${slot}`, ...notice, at: now, unread: 1 });
    lastSlot = slot;
    if (done === 'done') told(notice);
  };
}

const texts = {
  zh: '有人在猜别人的订单：核实失败的次数太多。已自动应对：不认识的顾客暂时要用完整的下单手机号或邮箱核实（或找人工），认识的顾客不受影响，次数降下来后自动恢复。请不要仅凭订单号和手机后四位向对方透露订单。',
  en: 'Somebody is guessing whose orders are whose: too many proofs were wrong. It is dealt with: customers who are not known must give the whole phone number or the e-mail of the order for now, or ask for a person; those who are known notice nothing, and it ends by itself. Please tell nobody of an order for its number and the last 4 digits of a phone alone.',
};
const codeTexts = {
  zh: '网站访客要的验证码太多了：一小时 100 个或一天 400 个已经用完，多半是有人在拿它骚扰别人。已自动应对：暂时不再发，次数降下来后自动恢复；认识的顾客不受影响。如果不是您的活动带来的，请看看是谁在刷聊天窗口。',
  en: 'More codes for guests of the site were asked for than the shop sends (100 an hour, 400 a day): most likely somebody uses them to annoy others. It is dealt with: no more go out for now, it ends by itself, and customers who are known notice nothing. Unless an offer of yours brought them, look who is busy in the chat window.',
};
