import { h } from '../../../widget/dom.ts';
import { type Catalogue, coloursOf, inLanguage, money, type Product, pictureOf } from './catalogue.ts';
import type { Words } from './words.ts';

export interface ViewOptions {
  catalogue: Catalogue;
  lang: string;
  words: Words;
}

/** A swatch of a colour; the paint is set by script, which a strict policy allows. */
function swatch(catalogue: Catalogue, colour: string): HTMLElement {
  const dot = h('span.swatch', { 'aria-hidden': 'true' });
  dot.style.backgroundColor = catalogue.colours[colour]?.paint ?? '#ccc';
  return dot;
}

/** Builds a product in the grid. */
export function productTile({ catalogue, lang, words }: ViewOptions, product: Product): HTMLElement {
  const title = inLanguage(product.title, lang);
  const soldOut = product.variants.every((variant) => variant.stock < 1);
  return h(
    'li.tile',
    {},
    h(
      'a',
      { href: `#/p/${encodeURIComponent(product._id)}` },
      h(
        'span.frame',
        {},
        h('img', { src: product.image, alt: '', loading: 'lazy', width: '400', height: '500' }),
        soldOut && h('span.flag', {}, words.soldOut),
      ),
      h('span.tile-title', {}, title),
      h(
        'span.tile-line',
        {},
        h('span.price', {}, money(product.price, product.currency, lang)),
        h('span.dots', {}, ...coloursOf(product).map((colour) => swatch(catalogue, colour))),
      ),
    ),
  );
}

export interface ProductOptions extends ViewOptions {
  onAdd: (sku: string) => void;
  onAsk: (text: string) => void;
}

/** Builds the page of one product: its picture in the chosen colour, sizes, what is left, and the way into the cart. */
export function productPage({ catalogue, lang, words, onAdd, onAsk }: ProductOptions, product: Product): HTMLElement {
  const title = inLanguage(product.title, lang);
  const colours = coloursOf(product);
  const inStock = product.variants.find((variant) => variant.stock > 0) ?? product.variants[0];
  let colour = inStock?.options.colour ?? colours[0];
  let size = inStock?.options.size;
  const find = () => product.variants.find((variant) => variant.options.colour === colour && variant.options.size === size);

  const picture = h('img', { src: pictureOf(product, colour), alt: title, width: '400', height: '500' });
  const price = h('p.big-price');
  const stock = h('p.stock', { role: 'status' });
  const add = h(
    'button.primary',
    {
      type: 'button',
      onclick: () => {
        const variant = find();
        if (!variant) return;
        onAdd(variant.sku);
        add.textContent = words.added;
        setTimeout(show, 1_600);
      },
    },
    words.add,
  );

  const group = (
    legend: string,
    name: string,
    values: string[],
    label: (value: string) => (Node | string)[],
    pick: (value: string) => void,
    chosen: string | undefined,
  ) =>
    h(
      'fieldset',
      {},
      h('legend', {}, legend),
      ...values.map((value) =>
        h(
          'label.option',
          {},
          h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => pick(value) }),
          h('span', {}, ...label(value)),
        ),
      ),
    );
  const colourName = (value: string) => inLanguage(catalogue.colours[value]?.name ?? { en: value }, lang);
  const sizes = [...new Set(product.variants.flatMap((variant) => variant.options.size ?? []))];
  const sizeGroup = h('div');
  const show = () => {
    const variant = find();
    price.textContent = money(variant?.price ?? product.price, product.currency, lang);
    const left = variant?.stock ?? 0;
    stock.textContent = left < 1 ? words.soldOut : left <= 5 ? words.few(left) : '';
    add.disabled = left < 1;
    add.textContent = left < 1 ? words.soldOut : words.add;
    picture.src = pictureOf(product, colour);
    for (const input of sizeGroup.querySelectorAll('input')) {
      const there = product.variants.some((one) => one.options.colour === colour && one.options.size === input.value && one.stock > 0);
      input.parentElement?.classList.toggle('gone', !there);
    }
  };
  sizeGroup.append(
    group(
      words.size,
      'size',
      sizes,
      (value) => [value === 'one size' ? words.oneSize : value],
      (value) => {
        size = value;
        show();
      },
      size,
    ),
  );
  const page = h(
    'article.product',
    {},
    h('a.back', { href: '#/' }, `← ${words.back}`),
    h('div.frame large', {}, picture),
    h(
      'div.about',
      {},
      h('h1', { tabindex: '-1' }, title),
      h('p.lead', {}, inLanguage(product.text, lang)),
      price,
      group(
        words.colour,
        'colour',
        colours,
        (value) => [swatch(catalogue, value), colourName(value)],
        (value) => {
          colour = value;
          show();
        },
        colour,
      ),
      sizeGroup,
      stock,
      h('div.actions', {}, add, h('button.quiet', { type: 'button', onclick: () => onAsk(words.askText(title)) }, words.ask)),
      h('p.small', {}, words.from),
    ),
  );
  show();
  return page;
}
