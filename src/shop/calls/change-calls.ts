/** Calls by which flows show a change, make it after the customer's yes, and take it back. */
import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json, Vars } from '../../json.ts';
import type { Applied } from '../changes/changes.ts';
import { type Quote, quoteSchema, type Wish, wishSchema } from '../changes/wish.ts';
import { orderView } from '../orders/order-view.ts';
import { refundState } from '../orders/refund-state.ts';
import { faults } from '../orders/return-rules.ts';
import { type Reason, refuse } from '../outcome-texts.ts';
import { type OrderRow, returns } from '../shop.ts';
import { isVars, listOf, photoOf, textOf } from './args.ts';
import { otherVariants, previewView } from './change-view.ts';
import { defineCall, type ShopTools } from './define.ts';
import { lookupOutcomes, mine } from './own-order.ts';

const outcomes = [...lookupOutcomes, 'not_allowed', 'needs_person', 'already_open', 'busy', 'in_doubt', 'unavailable'];

/** Reads what a flow wants changed; undefined for what is no such wish. */
function wishOf(args: Record<string, Json>): Wish | undefined {
  const to = textOf(args.to, 'sku');
  const [item] = listOf(args.item, 'sku');
  const items = listOf(args.items ?? args.item, 'sku');
  const photo = photoOf(args.photo);
  const wish = {
    do: textOf(args.change),
    ...(to === undefined ? {} : { to, address: to.slice(0, 500), account: to, payment: to }),
    ...(item === undefined ? {} : { item }),
    items,
    reason: textOf(args.reason) ?? 'other',
    ...(photo === undefined ? {} : { photo }),
  };
  return wishSchema.safeParse(wish).data;
}

function quoteOf(value: Json | undefined): Quote | undefined {
  return isVars(value) ? quoteSchema.safeParse(value.quote).data : undefined;
}

/** Codes of refusals whose words name a reason that flows tell apart. */
const coded: Readonly<Partial<Record<Reason, string>>> = { not_found: 'not_found', not_in_order: 'not_allowed' };

export function changeCalls(tools: ShopTools): Call[] {
  const { changes, shop, store, terms } = tools;

  function failed(result: Extract<Applied, { ok: false }>, lang: string): CallOutcome {
    switch (result.code) {
      case 'refused':
        return refuse(coded[result.why] ?? 'not_allowed', result.why, lang, result.values);

      case 'person':
        return refuse('needs_person', result.why, lang);
      case 'changed':
        return refuse('changed', 'change_moved', lang);
      case 'already_open':
        return { ok: false, code: 'already_open', text: result.opened.number };
      case 'busy':
        return refuse('busy', 'change_busy', lang);
      case 'doubt':
        return refuse('in_doubt', 'change_doubt', lang);
      case 'unavailable':
        return refuse('unavailable', 'store_away', lang);
      case 'not_found':
        return refuse('not_found', 'not_found', lang);
    }
  }

  /** Returns what a flow reads of a change that is done. */
  function doneView(result: Extract<Applied, { ok: true }>, lang: string, now: number): Vars {
    const { order, plan, opened } = result;
    const { currency } = order;
    return {
      ...orderView(order, lang, now, terms),
      ...(opened ? { case: opened.number } : {}),
      refund: plan.refund === null ? null : { amount: plan.refund, currency },
      pays: plan.difference > 0 ? { amount: plan.difference, currency } : null,
      undo: plan.back !== null,
      in_store: shop.isRemote,
    };
  }

  async function made(order: OrderRow, wish: Wish, quote: Quote | undefined, { contact, conversation, key, now }: CallContext): Promise<Applied> {
    return changes.apply(order, wish, { contact: contact.id, conversation }, key, quote, now);
  }

  /** A change that the flow has asked about in its own words. */
  async function plainly(value: Json | undefined, wish: Wish, context: CallContext): Promise<CallOutcome> {
    const { lang, now } = context;
    const found = await mine(tools, value, context);
    if ('no' in found) return found.no;
    const isSo = wish.do === 'cancel' ? found.order.status === 'cancelled' : wish.do === 'change_address' && found.order.address === wish.address;
    if (isSo) return { ok: true, value: { ...orderView(found.order, lang, now, terms), in_store: shop.isRemote } };
    const result = await made(found.order, wish, undefined, context);
    if (result.ok) return { ok: true, value: doneView(result, lang, now) };
    return result.code === 'person' ? refuse('not_allowed', result.why, lang) : failed(result, lang);
  }

  return [
    defineCall(
      'order.preview_change',
      'reads',
      ['order', 'change', 'to?', 'item?', 'items?', 'reason?', 'photo?'],
      [...lookupOutcomes, 'not_allowed', 'needs_person', 'invalid_change'],
      [
        '先看一个改动会怎样：改什么、差价、退款、截止时间。change 写 cancel、change_address、change_items、change_payment、exchange、return、refund_account 或 profile_address。顾客点头后交给 order.change',
        'Shows what a change would mean: what becomes of it, the difference in price, the refund, until when. change: cancel, change_address, change_items, change_payment, exchange, return, refund_account or profile_address. After the customer’s yes it goes to order.change',
      ],
      async (args, context) => {
        const { lang, now, contact, conversation } = context;
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const wish = wishOf(args);
        const isAddress = ['change_address', 'profile_address'].includes(textOf(args.change) ?? '');
        if (!wish) return refuse('invalid_change', isAddress ? 'bad_address' : 'change_bad', lang);
        const decision = await changes.preview(found.order, wish, { contact: contact.id, conversation }, now);
        if (decision.verdict === 'refused') return refuse('not_allowed', decision.why, lang, decision.values);
        if (decision.verdict === 'person') return refuse('needs_person', decision.why, lang);
        return { ok: true, value: previewView(found.order, wish, decision.plan, await shop.products(now), lang, now, faults.has(textOf(args.reason) ?? '')) };
      },
    ),
    defineCall(
      'order.change',
      'does',
      ['preview'],
      [...outcomes, 'changed', 'invalid_change'],
      [
        '顾客确认后，照 order.preview_change 的结果改一次，店铺显示改好了才算数。changed：价格或订单变了，要再看一遍；in_doubt：还没有确认，已经通知同事',
        'Makes the change of order.preview_change once, after the customer’s yes; it counts when the shop shows it. changed: the price or the order moved, so show it again; in_doubt: not confirmed yet, and a colleague knows',
      ],
      async (args, context) => {
        const { lang, now } = context;
        const quote = quoteOf(args.preview);
        if (!quote) return refuse('invalid_change', 'change_bad', lang);
        const found = await mine(tools, quote.order, context);
        if ('no' in found) return found.no;
        const result = await made(found.order, quote.wish, quote, context);
        return result.ok ? { ok: true, value: doneView(result, lang, now) } : failed(result, lang);
      },
    ),
    defineCall(
      'order.undo_change',
      'does',
      ['order'],
      [...outcomes, 'nothing'],
      ['撤回顾客对这一单最近的一次改动（能撤回的）', 'Takes back the customer’s last change of the order, where that is possible'],
      async (args, context) => {
        const { lang, now, contact, conversation, key } = context;
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const last = await changes.undoable(found.order, contact.id);
        if (!last) return refuse('nothing', 'no_undo', lang);
        const result = await changes.apply(found.order, last.back, { contact: contact.id, conversation }, key, undefined, now, last.row._id);
        return result.ok ? { ok: true, value: doneView(result, lang, now) } : failed(result, lang);
      },
    ),
    defineCall(
      'order.variants',
      'reads',
      ['order', 'item'],
      [...lookupOutcomes, 'nothing'],
      ['这件商品同款的其他规格（有货的），带差价', 'Other variants of the same product that can be had, with the difference in price'],
      async (args, context) => {
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const [sku] = listOf(args.item, 'sku');
        const list = otherVariants(found.order, sku ?? '', await shop.products(context.now), context.lang);
        return list.length > 0 ? { ok: true, value: list } : refuse('nothing', 'nothing', context.lang);
      },
    ),
    defineCall(
      'order.refund_state',
      'reads',
      ['order'],
      lookupOutcomes,
      ['退款到哪一步了：none、waiting、arrived、refunded、cancelled', 'How far a refund is: none, waiting, arrived, refunded, cancelled'],
      async (args, context) => {
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const opened = await store.collection(returns).find({ where: { order: found.order._id }, limit: 50 });
        return { ok: true, value: refundState(found.order, opened) };
      },
    ),
    defineCall('order.cancel', 'does', ['order'], outcomes, ['取消还没发货的订单', 'Cancels an order that has not left yet'], (args, context) =>
      plainly(args.order, { do: 'cancel' }, context),
    ),
    defineCall(
      'order.change_address',
      'does',
      ['order', 'address'],
      [...outcomes, 'bad_address'],
      ['发货前改收货地址', 'Changes the address before the parcel leaves'],
      async (args, context) => {
        const address = textOf(args.address)?.slice(0, 500) ?? '';
        return address.length < 6 ? refuse('bad_address', 'bad_address', context.lang) : plainly(args.order, { do: 'change_address', address }, context);
      },
    ),
    defineCall(
      'return.create',
      'does',
      ['order', 'items?', 'reason', 'photo?', 'kind?'],
      [...outcomes],
      ['按退换规则建退货单或换货单', 'Opens a return or exchange under the house rules'],
      async (args, context) => {
        const { lang } = context;
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const kind = textOf(args.kind) === 'exchange' ? 'exchange' : 'return';
        const { to: _, ...rest } = args;
        const wish = wishOf({ ...rest, change: kind });
        if (!wish) return refuse('not_allowed', 'change_bad', lang);
        const result = await made(found.order, wish, undefined, context);
        if (!result.ok) return result.code === 'person' ? refuse('not_allowed', result.why, lang) : failed(result, lang);
        const { opened, plan, order } = result;
        const reason = textOf(args.reason) ?? 'other';
        const worth = order.items.filter(({ sku }) => opened?.items.includes(sku)).reduce((sum, { price, quantity }) => sum + price * quantity, 0);
        return {
          ok: true,
          value: {
            number: opened?.number ?? '',
            order: order.number,
            kind,
            at: opened?.at ?? context.now,
            refund: { amount: plan.refund ?? Math.min(worth, order.total), currency: order.currency },
            we_pay: faults.has(reason) || terms.return_postage === 'shop',
          },
        };
      },
    ),
  ];
}
