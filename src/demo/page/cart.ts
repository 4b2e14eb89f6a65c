/** Cart of the visitor, kept in the browser and sent to the server, so that the chat knows of it. */
import type { ZhangguiApi } from '../../../widget/main.ts';

export interface Cart {
  id: string;
  /** SKU -> how many. */
  items: Record<string, number>;
}

const key = 'zhanggui.demo.cart';
const settleMs = 500;

const newId = () => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function isCart(kept: unknown): kept is Cart {
  if (typeof kept !== 'object' || !kept || !('id' in kept) || !('items' in kept)) return false;
  const { id, items } = kept;
  return typeof id === 'string' && typeof items === 'object' && items !== null && Object.values(items).every((n) => Number.isInteger(n) && n > 0);
}

function load(): Cart {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '');
    if (isCart(kept)) return kept;
  } catch {}
  return { id: newId(), items: {} };
}

let cart = load();
let timer: ReturnType<typeof setTimeout> | undefined;

export const current = (): Cart => cart;
export const count = (): number => Object.values(cart.items).reduce((sum, n) => sum + n, 0);

/** Sets how many of a SKU are wanted, 0 to 20, and tells the server shortly after. */
export function setQuantity(sku: string, quantity: number, lang: string): void {
  const { [sku]: _, ...rest } = cart.items;
  cart = { ...cart, items: quantity > 0 ? { ...cart.items, [sku]: Math.min(20, quantity) } : rest };
  save();
  clearTimeout(timer);
  timer = setTimeout(() => void tell('cart', lang), settleMs);
}

/** Places the order; resolves to its number, or null when it did not work. A new cart begins after it. */
export async function checkout(lang: string): Promise<string | null> {
  clearTimeout(timer);
  const answer = await tell('checkout', lang);
  if (typeof answer?.order !== 'string') return null;
  cart = { id: newId(), items: {} };
  save();
  return answer.order;
}

function save(): void {
  try {
    localStorage.setItem(key, JSON.stringify(cart));
  } catch {}
}

async function tell(what: 'cart' | 'checkout', lang: string): Promise<Record<string, unknown> | null> {
  const chat: ZhangguiApi | undefined = window.Zhanggui;
  const token = await chat?.token();
  if (!token) return null;
  const post = async (path: string, body: object): Promise<Record<string, unknown> | null> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null);
    return response?.ok ? response.json() : null;
  };
  const items = Object.entries(cart.items).map(([sku, quantity]) => ({ sku, quantity }));
  const send = () => post(`/demo/${what}`, { cart: cart.id, change: newId(), lang, items });
  let answer = await send();
  if (answer?.known !== false) return answer;
  // The chat does not know this visitor yet: introduce them, then send it again.
  await post('/chat/messages', { type: 'started', id: `shop-${newId()}`, lang });
  for (let i = 0; i < 6 && answer?.known === false; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** i));
    answer = await send();
  }
  return answer;
}
