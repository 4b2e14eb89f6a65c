/** The demo shop's page: products, cart, and the chat beside them. */

import { h } from '../../../widget/dom.ts';
import * as cart from './cart.ts';
import { cartDrawer } from './cart-drawer.ts';
import { type Catalogue, inLanguage } from './catalogue.ts';
import { productPage, productTile } from './product-view.ts';
import { tradeWords } from './trade-words.ts';
import { languages } from './words.ts';

const langKey = 'zhanggui.demo.lang';

function keepLanguage(lang: string): void {
  try {
    localStorage.setItem(langKey, lang);
  } catch {}
}

/** `?lang=` is kept and leaves the address, so that a card's link into this page is no other page. */
function chooseLanguage(): string {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked && languages[asked]) {
    keepLanguage(asked);
    history.replaceState(null, '', location.pathname + location.hash);
    return asked;
  }
  try {
    const kept = localStorage.getItem(langKey);
    if (kept && languages[kept]) return kept;
  } catch {}
  return /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
}

const lang = chooseLanguage();
let words = languages[lang] ?? languages.en!;
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
const widget = document.querySelector<HTMLScriptElement>('script[src="/widget/chat.js"]');
if (widget) widget.dataset.title = words.title;

const ask = (text: string) => window.Zhanggui?.say(text);

function switchLanguage(): void {
  keepLanguage(lang === 'zh' ? 'en' : 'zh');
  location.reload();
}

/** Value of the cart in major units; the prices of the demo have two digits behind the point. */
function cartValue({ items }: Catalogue): number {
  const prices = new Map(items.flatMap(({ variants }) => variants.map(({ sku, price }) => [sku, price] as const)));
  return Object.entries(cart.current().items).reduce((sum, [sku, count]) => sum + (prices.get(sku) ?? 0) * count, 0) / 100;
}

function build(catalogue: Catalogue): void {
  const own = tradeWords[catalogue.shop]?.[lang === 'zh' ? 'zh' : 'en'];
  words = { ...words, ...own };
  if (widget && own?.title) widget.dataset.title = own.title;
  const options = { catalogue, lang, words };
  const name = inLanguage(catalogue.name, lang);
  document.title = `${name} · ${words.tagline}`;
  const bagCount = h('span.count', { 'aria-hidden': 'true' });
  const bag = h('button.bag', { type: 'button', onclick: () => drawer.open() }, words.cart, bagCount);
  const showCount = () => {
    bagCount.textContent = String(cart.count());
    bagCount.hidden = !cart.count();
    bag.setAttribute('aria-label', `${words.cart} (${cart.count()})`);
    window.Zhanggui?.track('cart', { count: cart.count(), value: cartValue(catalogue) });
  };
  const drawer = cartDrawer({ ...options, onChange: showCount, onAsk: ask });

  let category = '';
  const grid = h('ul.grid');
  const amount = h('p.small', { role: 'status' });
  const filters = h('div.filters', { role: 'group', 'aria-label': words.all });
  const showGrid = () => {
    const shown = catalogue.items.filter((product) => !category || product.category === category);
    grid.replaceChildren(...shown.map((product) => productTile(options, product)));
    amount.textContent = words.products(shown.length);
    filters.replaceChildren(
      ...[{ id: '', name: { [lang]: words.all } }, ...catalogue.categories].map(({ id, name: label }) =>
        h(
          'button.filter',
          {
            type: 'button',
            'aria-pressed': String(id === category),
            onclick: () => {
              category = id;
              showGrid();
            },
          },
          inLanguage(label, lang),
        ),
      ),
    );
  };

  const hints = h(
    'aside.hints',
    { 'aria-label': words.hints },
    h('h2', {}, words.hints),
    h('p', {}, words.hintsAbout),
    h('div.asks', {}, ...words.asks.map((text) => h('button.ask', { type: 'button', onclick: () => ask(text) }, text))),
    h('p.small', {}, words.proof),
    h('p.small', {}, words.cartHint),
  );
  const home = h(
    'div',
    {},
    h(
      'section.hero',
      {},
      h(
        'div.hero-text',
        {},
        h('p.eyebrow', {}, words.tagline),
        h('h1', {}, words.headline),
        h('p.lead', {}, words.about),
        h('a.primary', { href: '#/all', onclick: (event) => jump(event) }, words.shop),
      ),
      hints,
    ),
    h('section', { id: 'all' }, h('div.bar', {}, filters, amount), grid),
  );
  const jump = (event: Event) => {
    event.preventDefault();
    grid.parentElement?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  };

  const main = h('main');
  const route = () => {
    const [, id] = /^#\/p\/(.+)$/.exec(location.hash) ?? [];
    const product = id && catalogue.items.find((one) => encodeURIComponent(one._id) === id);
    if (product) {
      const page = productPage({ ...options, onAsk: ask, onAdd: (sku) => add(sku) }, product);
      main.replaceChildren(page);
      scrollTo(0, 0);
      page.querySelector('h1')?.focus({ preventScroll: true });
    } else if (id) main.replaceChildren(h('p.gone', { role: 'status' }, words.gone), home);
    else if (main.lastChild !== home || main.childElementCount > 1) main.replaceChildren(home);
    if (location.hash === '#/cart') drawer.open();
  };
  const add = (sku: string) => {
    cart.setQuantity(sku, (cart.current().items[sku] ?? 0) + 1, lang);
    showCount();
  };

  document.body.prepend(
    h(
      'header.top',
      {},
      h('a.brand', { href: '#/' }, h('span.mark', { 'aria-hidden': 'true' }, [...name][0] ?? ''), h('span', {}, name)),
      h(
        'nav',
        {},
        h('button.lang', { type: 'button', lang: lang === 'zh' ? 'en' : 'zh-CN', 'aria-label': words.languageHint, onclick: switchLanguage }, words.language),
        bag,
      ),
    ),
    main,
    h('footer', {}, h('p', {}, words.footer), h('p.small', {}, words.demo)),
    drawer.element,
  );
  showGrid();
  showCount();
  route();
  addEventListener('hashchange', route);
}

fetch('/demo/products')
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
  .then(build)
  .catch(() => document.body.prepend(h('main', {}, h('p.problem', { role: 'alert' }, words.failed))));
