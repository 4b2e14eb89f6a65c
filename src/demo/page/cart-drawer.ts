import { h } from '../../../widget/dom.ts';
import * as cart from './cart.ts';
import { inLanguage, money, pictureOf } from './catalogue.ts';
import type { ViewOptions } from './product-view.ts';

export interface DrawerOptions extends ViewOptions {
  onChange: () => void;
  onAsk: (text: string) => void;
}

export interface Drawer {
  readonly element: HTMLDialogElement;
  open(): void;
}

/** Builds the cart, as a drawer at the side. */
export function cartDrawer({ catalogue, lang, words, onChange, onAsk }: DrawerOptions): Drawer {
  const list = h('ul.lines');
  const foot = h('div.foot');
  const element = h(
    'dialog.drawer',
    {
      'aria-label': words.cart,
      onclick: (event) => {
        if (event.target === element) element.close();
      },
      onclose: () => {
        if (location.hash === '#/cart') history.replaceState(null, '', '#/');
      },
    },
    h('header', {}, h('h2', {}, words.cart), h('button.icon', { type: 'button', 'aria-label': words.close, onclick: () => element.close() }, '×')),
    list,
    foot,
  );
  const variants = new Map(catalogue.items.flatMap((product) => product.variants.map((variant) => [variant.sku, { product, variant }] as const)));

  const change = (sku: string, quantity: number) => {
    cart.setQuantity(sku, quantity, lang);
    onChange();
    show();
  };
  const line = (sku: string, quantity: number) => {
    const found = variants.get(sku);
    if (!found) return null;
    const { product, variant } = found;
    const title = inLanguage(product.title, lang);
    const { colour = '', size = '' } = variant.options;
    const about = [inLanguage(catalogue.colours[colour]?.name ?? { en: colour }, lang), size === 'one size' ? words.oneSize : size].filter(Boolean).join(' · ');
    const step = (label: string, sign: string, to: number) =>
      h('button.step', { type: 'button', 'aria-label': `${label}: ${title}`, onclick: () => change(sku, to) }, sign);
    return h(
      'li',
      {},
      h('img', { src: pictureOf(product, colour), alt: '', width: '72', height: '90' }),
      h(
        'div.line-about',
        {},
        h('b', {}, title),
        h('span.small', {}, about),
        h('div.steps', {}, step(words.less, '−', quantity - 1), h('span', {}, String(quantity)), step(words.more, '+', quantity + 1)),
      ),
      h(
        'div.line-end',
        {},
        h('span', {}, money(variant.price * quantity, product.currency, lang)),
        h('button.link', { type: 'button', onclick: () => change(sku, 0) }, words.remove),
      ),
    );
  };
  const show = () => {
    const entries = Object.entries(cart.current().items).filter(([sku]) => variants.has(sku));
    list.replaceChildren(...entries.flatMap(([sku, quantity]) => line(sku, quantity) ?? []));
    const total = entries.reduce((sum, [sku, quantity]) => sum + (variants.get(sku)?.variant.price ?? 0) * quantity, 0);
    const currency = catalogue.items[0]?.currency ?? 'USD';
    const buy = h('button.primary', { type: 'button', onclick: () => void order(buy) }, words.checkout);
    foot.replaceChildren(
      ...(entries.length
        ? [h('p.total', {}, h('span', {}, words.total), h('b', {}, money(total, currency, lang))), buy, h('p.small', {}, words.demo)]
        : [h('p.empty', {}, words.empty), h('p.small', {}, words.cartHint)]),
    );
  };
  const order = async (button: HTMLButtonElement) => {
    button.disabled = true;
    const number = await cart.checkout(lang);
    onChange();
    if (!number) {
      button.disabled = false;
      foot.append(h('p.problem', { role: 'alert' }, words.failed));
      return;
    }
    list.replaceChildren();
    const ask = () => {
      element.close();
      onAsk(words.whereText(number));
    };
    foot.replaceChildren(
      h('p.thanks', { role: 'status' }, words.thanks),
      h('p', {}, words.thanksAbout(number)),
      h('button.primary', { type: 'button', onclick: ask }, words.where),
    );
  };
  return {
    element,
    open() {
      show();
      if (!element.open) element.showModal();
    },
  };
}
