import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import { ordersOf, proofBeside } from '../orders/lookup.ts';
import { lookUpPerson } from '../orders/lookup-person.ts';
import { orderView } from '../orders/order-view.ts';
import { reasonText, refuse } from '../outcome-texts.ts';
import { limitOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';
import { lookupOutcomes, mine, refusal } from './own-order.ts';

export function orderCalls(tools: ShopTools): Call[] {
  const { shop, pattern, terms } = tools;
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
        const found = await mine(tools, args.number, context, textOf(args.proof) ?? proofBeside(textOf(args.number, 'number') ?? '', pattern));
        return 'no' in found ? found.no : { ok: true, value: orderView(found.order, context.lang, context.now, terms) };
      },
    ),
    defineCall(
      'order.find_mine',
      'reads',
      ['who', 'proof?'],
      lookupOutcomes,
      [
        '没有订单号时，按邮箱、手机号，或姓名加邮编查，另要一样核实（手机号后四位、邮箱或邮编）',
        'Finds orders without a number: by e-mail, phone, or name and postcode, with a second proof (last 4 digits of the phone, e-mail or postcode)',
      ],
      async (args, context) => {
        const text = textOf(args.who) ?? '';
        const found = await lookUpPerson(tools, askerOf(context), text, textOf(args.proof), context.now);
        if (!found.ok) return refusal(found, text, context.lang, tools.example);
        return { ok: true, value: found.orders.slice(0, 5).map((order) => orderView(order, context.lang, context.now, terms)) };
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
      async (args, context) => {
        const found = await mine(tools, args.order, context);
        if ('no' in found) return found.no;
        const result = await shop.confirmOrder(found.order.number, context.now);
        if (result.ok) return { ok: true, value: orderView(result.order, context.lang, context.now, terms) };
        return result.code === 'not_found' ? refuse('not_found', 'not_found', context.lang) : refuse('not_allowed', 'cannot_confirm', context.lang);
      },
    ),
  ];
}
