import type { Call } from '../../call.ts';
import { localText } from '../local-text.ts';
import { lookUp } from '../orders/lookup.ts';
import { faults } from '../orders/return-rules.ts';
import { createReturn } from '../orders/returns.ts';
import { refuse } from '../outcome-texts.ts';
import { ratings } from '../shop.ts';
import { isVars, listOf, numberOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

const kinds = { return: { zh: '退货', en: 'return' }, exchange: { zh: '换货', en: 'exchange' } };

export function serviceCalls(tools: ShopTools): Call[] {
  const { store, terms } = tools;
  return [
    defineCall(
      'return.create',
      'does',
      ['order', 'items?', 'reason', 'photo?', 'kind?'],
      ['not_found', 'proof_needed', 'not_allowed', 'already_open'],
      ['按退换规则建退货单或换货单', 'Opens a return or exchange under the house rules'],
      async (args, context) => {
        const { lang, now, key, contact } = context;
        const found = await lookUp(tools, askerOf(context), textOf(args.order, 'number') ?? '', undefined, now);
        if (!found.ok)
          return refuse(found.code === 'proof_needed' ? 'proof_needed' : 'not_found', found.code === 'proof_needed' ? 'proof_needed' : 'not_found', lang);
        const kind = textOf(args.kind) === 'exchange' ? 'exchange' : 'return';
        const reason = textOf(args.reason) ?? 'other';
        const photo = args.photo === undefined || args.photo === null ? undefined : JSON.stringify(args.photo).slice(0, 2_000);
        const wish = {
          order: found.order,
          contact: contact.id,
          items: listOf(args.items, 'sku'),
          kind,
          reason,
          photo,
          key,
          isPushed: tools.shop.pushes.returns,
        } as const;
        const result = await createReturn(store, wish, terms, now);
        if (result.ok || result.code === 'already_open') {
          const { number, order, items, at } = result.row;
          const worth = found.order.items.filter((item) => items.includes(item.sku)).reduce((sum, item) => sum + item.price * item.quantity, 0);
          // With a coupon less was paid than the things cost.
          const refund = Math.min(worth, found.order.total);
          if (!result.ok) return { ok: false, code: 'already_open', text: number };
          const value = {
            number,
            order,
            kind,
            at,
            refund: { amount: refund, currency: found.order.currency },
            we_pay: faults.has(reason) || terms.return_postage === 'shop',
          };
          return { ok: true, value };
        }
        if (result.code === 'not_allowed') return refuse('not_allowed', result.why, lang);
        return refuse('not_allowed', 'return_too_late', lang, { days: result.days, limit: result.limit, kind: localText(kinds[kind], lang) });
      },
    ),
    defineCall(
      'rating.save',
      'does',
      ['score', 'comment?', 'about?'],
      ['bad_score'],
      ['保存顾客的评分', 'Keeps what the customer thought of the service'],
      async (args, { contact, conversation, key, lang, now }) => {
        const given = isVars(args.score) ? args.score : { score: args.score ?? null };
        const score = numberOf(given.score);
        if (score === undefined || score < 0 || score > 10) return refuse('bad_score', 'bad_score', lang);
        const comment = (textOf(args.comment) ?? textOf(given.comment))?.slice(0, 2_000);
        const about = textOf(args.about, 'number') ?? 'service';
        await store.collection(ratings).insert({ _id: key, contact: contact.id, conversation, about, score, ...(comment ? { comment } : {}), at: now });
        return { ok: true, value: { score } };
      },
    ),
  ];
}
