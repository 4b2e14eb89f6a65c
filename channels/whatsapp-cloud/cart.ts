/** A cart that the customer sent from the catalogue, as data for flows. Pure. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/order */
import type { Content } from './payload.ts';

type Order = NonNullable<Content['order']>;

/** Digits behind the point of a currency; 2 for what is none. */
function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function money(price: string, currency: string): { amount: number; currency: string } | null {
  const amount = Number(price) * 10 ** digitsOf(currency);
  return price !== '?' && Number.isFinite(amount) && /^[A-Z]{3}$/.test(currency) ? { amount: Math.round(amount), currency } : null;
}

/** Returns the data of a cart that a customer sent. `total` is null where a price or quantity is not known, or the currencies differ. */
export function cartData({ catalog_id: catalogue, text, product_items: items }: Order, id: string): Record<string, unknown> {
  const lines = items.map(({ product_retailer_id: sku, quantity, item_price: price, currency }) => ({
    sku,
    quantity: quantity === '?' ? 1 : Number(quantity),
    price: money(price, currency),
  }));
  const currency = lines[0]?.price?.currency;
  const whole = currency !== undefined && items.every(({ quantity }) => quantity !== '?') && lines.every(({ price }) => price?.currency === currency);
  const total = whole ? { amount: lines.reduce((sum, { quantity, price }) => sum + Math.round(quantity * (price?.amount ?? 0)), 0), currency } : null;
  const list = items.map((item) => `${item.quantity} × ${item.product_retailer_id}`).join(', ');
  return {
    cart: { id, list, count: lines.reduce((sum, { quantity }) => sum + quantity, 0), items: lines, total, note: text ?? '', catalogue: catalogue ?? '' },
  };
}
