/** A change as flows show it, before the customer says yes. */
import type { Json, Vars } from '../../json.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import { seenOf } from '../changes/changes.ts';
import type { Plan } from '../changes/decide.ts';
import type { Quote, Wish } from '../changes/wish.ts';
import { localText } from '../local-text.ts';
import { optionWord } from '../search/option-words.ts';
import type { OrderRow, ProductRow, Variant } from '../shop.ts';

function optionsText({ options }: Variant, lang: string): string {
  return Object.entries(options)
    .map(([name, value]) => optionWord(name, value, lang))
    .join(' / ');
}

function found(products: readonly ProductRow[], sku: string): { product: ProductRow; variant: Variant } | undefined {
  for (const product of products) {
    const variant = product.variants.find((one) => one.sku === sku);
    if (variant) return { product, variant };
  }
  return undefined;
}

/** Title of a line with what tells its variant apart: `Straight jeans (navy / 28)`. */
function named(order: OrderRow, products: readonly ProductRow[], sku: string, lang: string): string {
  const known = found(products, sku);
  const title = known?.product.title ?? order.items.find((item) => item.sku === sku)?.title ?? { en: sku };
  const options = known ? optionsText(known.variant, lang) : '';
  const [open, close] = isChinese(lang) ? ['（', '）'] : [' (', ')'];
  return `${localText(title, lang)}${options ? `${open}${options}${close}` : ''}`;
}

/** Variants of the same product that can be had, dearest last, with what each costs more (less: below 0). */
export function otherVariants(order: OrderRow, sku: string, products: readonly ProductRow[], lang: string): Json[] {
  const line = order.items.find((item) => item.sku === sku);
  const known = found(products, sku);
  if (!line || !known || known.product.currency !== order.currency) return [];
  const { product } = known;
  return product.variants
    .filter((variant) => variant.sku !== sku && variant.stock >= line.quantity)
    .sort((a, b) => a.price - b.price)
    .slice(0, 20)
    .map((variant) => {
      const difference = (variant.price - line.price) * line.quantity;
      const money = { amount: Math.abs(difference), currency: order.currency };
      return {
        sku: variant.sku,
        title: localText(product.title, lang),
        label: optionsText(variant, lang) || variant.sku,
        price: { amount: variant.price, currency: order.currency },
        more: difference > 0 ? money : null,
        less: difference < 0 ? money : null,
        image: product.image,
      };
    });
}

const shown: Record<Wish['do'], (order: OrderRow, wish: Wish) => [before: string, after: string]> = {
  cancel: () => ['', ''],
  change_address: (order, wish) => [order.address, 'address' in wish ? wish.address : ''],
  profile_address: (order, wish) => [order.customer.address ?? '', 'address' in wish ? wish.address : ''],
  change_payment: (order, wish) => [order.payment, 'payment' in wish ? wish.payment : ''],
  // The whole account stands in nobody's chat twice.
  refund_account: (_, wish) => ['', 'account' in wish ? `…${wish.account.slice(-4)}` : ''],
  change_items: () => ['', ''],
  exchange: () => ['', ''],
  return: () => ['', ''],
};

/**
 * Returns the preview. `before` and `after` say what changes; `pays` is what the customer pays more, `refund` what they get back (null: nothing),
 * `until` the end of the time in which it can be changed, `undo` whether it can be taken back, `we_pay` whether the shop pays to send it back.
 */
export function previewView(order: OrderRow, wish: Wish, plan: Plan, products: readonly ProductRow[], lang: string, now: number, isFault: boolean): Vars {
  const quote: Quote = { wish, order: order.number, difference: plan.difference, refund: plan.refund, seen: seenOf(order), at: now };
  const money = (amount: number): Vars => ({ amount, currency: order.currency });
  const items = 'items' in plan.change ? plan.change.items : plan.change.do === 'change_items' ? [plan.change.from] : [];
  const to = plan.change.do === 'change_items' || plan.change.do === 'exchange' ? plan.change.to?.sku : undefined;
  const [before, after] = shown[wish.do](order, wish);
  return {
    change: wish.do,
    number: order.number,
    before: items.length > 0 ? items.map((sku) => named(order, products, sku, lang)).join(isChinese(lang) ? '、' : ', ') : before,
    after: to === undefined ? after : named(order, products, to, lang),
    pays: plan.difference > 0 ? money(plan.difference) : null,
    refund: plan.refund === null || plan.refund === 0 ? null : money(plan.refund),
    until: plan.until,
    undo: plan.back !== null,
    we_pay: isFault,
    quote: JSON.parse(JSON.stringify(quote)) as Json,
  };
}
