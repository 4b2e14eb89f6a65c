import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json } from '../../json.ts';
import type { OrderChange } from '../adapter.ts';
import { type Lookup, lookUp, ordersOf, proofBeside } from '../orders/lookup.ts';
import { orderView } from '../orders/order-view.ts';
import { type Reason, reasonText, refuse, waitText } from '../outcome-texts.ts';
import type { OrderRow } from '../shop.ts';
import { limitOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

const lookupOutcomes = ['not_found', 'proof_needed', 'wrong_proof', 'stronger_proof', 'too_many'];

function refusal(found: Extract<Lookup, { ok: false }>, text: string, lang: string, example: string | undefined): CallOutcome {
  if (found.code === 'too_many') return refuse('too_many', 'too_many', lang, { wait: waitText(found.wait, lang) });
  if (found.code !== 'not_found') return refuse(found.code, found.code, lang);
  const number = text.slice(0, 40);
  return example === undefined ? refuse('not_found', 'bad_number', lang, { number }) : refuse('not_found', 'bad_number_like', lang, { number, example });
}

const tooLate: Record<OrderChange['do'], Reason> = { confirm: 'cannot_confirm', cancel: 'too_late', change_address: 'too_late' };

export function orderCalls(tools: ShopTools): Call[] {
  const { shop, pattern, example, terms } = tools;
  /** The order if it is the asker's, else what to say. */
  async function mine(value: Json | undefined, context: CallContext, proof?: string): Promise<{ order: OrderRow } | { no: CallOutcome }> {
    const text = textOf(value, 'number') ?? '';
    const found = await lookUp(tools, askerOf(context), text, proof, context.now);
    return found.ok ? { order: found.order } : { no: refusal(found, text, context.lang, example) };
  }

  async function change(value: Json | undefined, what: OrderChange, context: CallContext): Promise<CallOutcome> {
    const found = await mine(value, context);
    if ('no' in found) return found.no;
    const result = await shop.changeOrder(found.order.number, what, context.now);
    if (result.ok) return { ok: true, value: orderView(result.order, context.lang, context.now, terms) };
    if (result.code === 'not_found') return refuse('not_found', 'not_found', context.lang);
    if (result.code === 'unavailable') return refuse('unavailable', 'store_away', context.lang);
    // To a flow it is not allowed either; the words say that a person can do it.
    if (result.code === 'not_possible') return refuse('not_allowed', 'store_cannot', context.lang);
    return refuse('not_allowed', tooLate[what.do], context.lang);
  }

  async function known(most: number, context: CallContext): Promise<CallOutcome> {
    const found = await ordersOf(tools, askerOf(context), most);
    if (found.length === 0) return { ok: false, code: 'not_found', text: reasonText('no_orders', context.lang) };
    return { ok: true, value: found.map((order) => orderView(order, context.lang, context.now, terms)) };
  }

  return [
    defineCall(
      'order.find',
      'reads',
      ['number', 'proof?'],
      lookupOutcomes,
      [
        '按订单号查订单；不是本人渠道下的单，要用手机号后四位或邮箱核实',
        'Finds an order by number; strangers prove it with the last 4 digits of the phone, or the e-mail',
      ],
      async (args, context) => {
        const found = await mine(args.number, context, textOf(args.proof) ?? proofBeside(textOf(args.number, 'number') ?? '', pattern));
        return 'no' in found ? found.no : { ok: true, value: orderView(found.order, context.lang, context.now, terms) };
      },
    ),
    defineCall('order.latest', 'reads', [], ['not_found'], ['顾客最近的一单', 'The latest order known to be this customer’s'], async (_, context) => {
      const found = await known(1, context);
      return found.ok && Array.isArray(found.value) ? { ok: true, value: found.value[0] ?? null } : found;
    }),
    defineCall('order.list', 'reads', ['limit?'], ['not_found'], ['顾客的订单，新的在前', 'The customer’s orders, newest first'], (args, context) =>
      known(limitOf(args.limit, 5), context),
    ),
    defineCall(
      'order.confirm',
      'does',
      ['order'],
      [...lookupOutcomes, 'not_allowed'],
      ['确认货到付款的订单', 'Confirms a cash-on-delivery order'],
      (args, context) => change(args.order, { do: 'confirm' }, context),
    ),
    defineCall(
      'order.cancel',
      'does',
      ['order'],
      [...lookupOutcomes, 'not_allowed'],
      ['取消还没发货的订单', 'Cancels an order that has not left yet'],
      (args, context) => change(args.order, { do: 'cancel' }, context),
    ),
    defineCall(
      'order.change_address',
      'does',
      ['order', 'address'],
      [...lookupOutcomes, 'not_allowed', 'bad_address'],
      ['发货前改收货地址', 'Changes the address before the parcel leaves'],
      async (args, context) => {
        const address = textOf(args.address)?.slice(0, 500) ?? '';
        return address.length < 6 ? refuse('bad_address', 'bad_address', context.lang) : change(args.order, { do: 'change_address', address }, context);
      },
    ),
  ];
}
