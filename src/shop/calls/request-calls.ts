import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json } from '../../json.ts';
import { isTaxNumber, plainTaxNumber } from '../../numbers/tax-number.ts';
import { localText } from '../local-text.ts';
import { lookUp } from '../orders/lookup.ts';
import { priceDifference } from '../orders/price-difference.ts';
import { createRequest } from '../orders/requests.ts';
import { dayIn, warranties } from '../orders/warranty.ts';
import { refuse } from '../outcome-texts.ts';
import { priceWatches, type RequestKind, requestKinds } from '../request-rows.ts';
import { productView } from '../search/products.ts';
import type { OrderRow } from '../shop.ts';
import { photoOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

/** Facts that a request can carry besides its order. */
const facts = ['type', 'title', 'tax_number', 'address', 'bank', 'email', 'phone', 'amount', 'items', 'photo', 'note'] as const;

/** Most characters of one of them. */
const most = 2_000;

function factsOf(args: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(
    facts.flatMap((name) => {
      const value = args[name];
      const text =
        name === 'photo' ? photoOf(value) : (textOf(value) ?? (value === null || value === undefined || value === '' ? undefined : JSON.stringify(value)));
      return text === undefined ? [] : [[name, text.slice(0, most)] as const];
    }),
  );
}

export function requestCalls(tools: ShopTools): Call[] {
  const { store, shop, terms, zone } = tools;
  async function mine(value: Json | undefined, context: CallContext): Promise<{ order: OrderRow } | { no: CallOutcome }> {
    const found = await lookUp(tools, askerOf(context), textOf(value, 'number') ?? '', undefined, context.now);
    if (found.ok) return { order: found.order };
    const code = found.code === 'proof_needed' ? 'proof_needed' : 'not_found';
    return { no: refuse(code, code, context.lang) };
  }

  return [
    defineCall(
      'request.create',
      'does',
      ['kind', 'order?', ...facts.map((name) => `${name}?`)],
      ['not_found', 'proof_needed', 'bad_kind', 'already_open'],
      [
        '替顾客给团队登记一件事：发票 invoice、差价 price、保修 warranty、赠品 gift、商品问题 problem、其他 other。同一单同一件事只登记一次',
        'Keeps something that the customer asks the team for: an invoice, a price difference, a warranty repair, a gift, a problem, or other. One open request of a kind for an order',
      ],
      async (args, context) => {
        const { lang, now, key, contact, conversation } = context;
        const kind = requestKinds.find((one): one is RequestKind => one === textOf(args.kind));
        if (!kind) return refuse('bad_kind', 'bad_kind', lang);
        const found = textOf(args.order, 'number') === undefined ? undefined : await mine(args.order, context);
        if (found && 'no' in found) return found.no;
        const { ok, row } = await createRequest(store, { kind, order: found?.order.number, contact: contact.id, conversation, facts: factsOf(args), key }, now);
        return ok ? { ok: true, value: { number: row._id, kind, at: row.at } } : { ok: false, code: 'already_open', text: row._id };
      },
    ),
    defineCall(
      'tax.check',
      'reads',
      ['number'],
      ['bad_number'],
      ['核对税号的位数和校验码', 'Whether a tax number has the right length and check sign'],
      async (args, { lang }) => {
        const said = textOf(args.number) ?? '';
        return isTaxNumber(said) ? { ok: true, value: plainTaxNumber(said) } : refuse('bad_number', 'bad_tax_number', lang);
      },
    ),
    defineCall(
      'price.difference',
      'reads',
      ['order'],
      ['not_found', 'proof_needed', 'no_drop', 'no_promise', 'closed', 'too_late'],
      ['按现价算这一单能退多少差价', 'What an order would cost less at today’s prices, where the shop refunds that'],
      async (args, context) => {
        const { lang, now } = context;
        const found = await mine(args.order, context);
        if ('no' in found) return found.no;
        const { order } = found;
        const result = priceDifference(order, await shop.products(now), terms.price_drop_days, now);
        if (!result.ok) return refuse(result.code, `price_${result.code}`, lang, { days: 'days' in result ? result.days : 0 });
        const money = (amount: number) => ({ amount, currency: order.currency });
        const titles = new Map(order.items.map(({ sku, title }) => [sku, localText(title, lang)]));
        const items = result.items.map(({ sku, quantity, paid, now: current }) => ({
          sku,
          title: titles.get(sku) ?? sku,
          quantity,
          paid: money(paid),
          now: money(current),
        }));
        return { ok: true, value: { items, total: money(result.total) } };
      },
    ),
    defineCall(
      'warranty.check',
      'reads',
      ['order'],
      ['not_found', 'proof_needed', 'no_warranty'],
      ['这一单每件商品保修到哪天', 'Until when each item of an order is under warranty'],
      async (args, context) => {
        const { lang, now } = context;
        const found = await mine(args.order, context);
        if ('no' in found) return found.no;
        const titles = new Map(found.order.items.map(({ sku, title }) => [sku, localText(title, lang)]));
        const all = warranties(found.order, await shop.products(now), terms.warranty_months);
        if (all.length === 0) return refuse('no_warranty', 'no_warranty', lang);
        return {
          ok: true,
          value: all.map(({ sku, months, until }) => ({ sku, title: titles.get(sku) ?? sku, months, until: dayIn(until, zone), open: until > now })),
        };
      },
    ),
    defineCall(
      'price.watch',
      'does',
      ['product'],
      ['not_found'],
      ['登记降价提醒', 'Tells the customer once the product gets cheaper'],
      async (args, { conversation, contact, lang, now }) => {
        const id = textOf(args.product, 'id');
        const product = (await shop.products(now)).find((row) => row._id === id);
        if (!product) return refuse('not_found', 'not_found', lang);
        await store
          .collection(priceWatches)
          .insert({ _id: `${product._id} ${contact.id}`, product: product._id, contact: contact.id, conversation, price: product.price, at: now });
        return { ok: true, value: productView(product, lang) };
      },
    ),
  ];
}
