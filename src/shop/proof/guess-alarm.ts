import { type NoticeRow, notices } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { bilingual } from '../../understanding/language-fallbacks.ts';
import type { Alarm } from './attempt-limiter.ts';

const slotMs = 6 * 3_600_000;

/** Notifies the team in its list of notices that somebody guesses at orders: once in 6 hours while it lasts. `told` receives each notice that was written. */
export function guessAlarm(store: Store, lang: string, told: (notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>) => void): Alarm {
  let lastSlot = -1;
  return async (now) => {
    const slot = Math.floor(now / slotMs);
    if (slot === lastSlot) return;
    const notice = { conversation: '', to: 'team', text: bilingual(texts, lang) };
    const done = await store.collection(notices).insert({ _id: `guessing:${slot}`, ...notice, at: now, unread: 1 });
    lastSlot = slot;
    if (done === 'done') told(notice);
  };
}

const texts = {
  zh: '有人在猜别人的订单：核实失败的次数太多。已自动应对：不认识的顾客暂时要用完整的下单手机号或邮箱核实（或找人工），认识的顾客不受影响，次数降下来后自动恢复。请不要仅凭订单号和手机后四位向对方透露订单。',
  en: 'Somebody is guessing whose orders are whose: too many proofs were wrong. It is dealt with: customers who are not known must give the whole phone number or the e-mail of the order for now, or ask for a person; those who are known notice nothing, and it ends by itself. Please tell nobody of an order for its number and the last 4 digits of a phone alone.',
};
