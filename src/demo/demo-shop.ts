import { createHash } from 'node:crypto';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { bodyRefusal, sendRefusal } from '../server/api/express-routes.ts';
import type { ChatSigner } from '../server/chat/chat-token.ts';
import { tryPage, tryPageStyle } from '../server/chat/try-page.ts';
import { webFile } from '../server/chat/web-files.ts';
import { type Look, withLook } from '../server/chat/widget-look.ts';
import type { EventOutcome } from '../server/hooks/shop-event-hook.ts';
import { createAddressLimit } from '../server/limits/address-limit.ts';
import { createRateLimit, retryAfter } from '../server/limits/rate-limit.ts';
import { bearerToken } from '../server/operations/bearer.ts';
import { orders, type ProductRow, products, type Variant } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';
import { productPicture, readCatalogue } from './demo-catalogue.ts';
import type { DemoShopName } from './seed/demo-shops.ts';

export interface DemoShopParts {
  store: Store;
  signer: ChatSigner;
  /** Takes in a shop event; `id` is its key of deduplication. */
  intake(name: string, id: string, body: unknown): Promise<EventOutcome>;
  langs: string[];
  /** Name of the shop by language. */
  name: Record<string, string>;
  /** Look of the widget. */
  look: Look;
  /** PUBLIC_URL, without a slash at the end. */
  publicUrl?: string;
  /** Which demo shop is on show; undefined: the widget is served, and at `/` a page to try it. */
  demo: DemoShopName | undefined;
  now(): number;
  log: Logger;
  /** Folder of the built pages, with a slash at the end; `dist/` unless given. */
  files?: URL;
}

/** Content security policy: nothing but what we serve may run, and nothing may be made into HTML. */
const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; media-src 'self'; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');

const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const cartSchema = z.strictObject({
  cart: id,
  /** Different for each change: the key of deduplication. */
  change: id,
  lang: z.string().max(35).default('en'),
  items: z.array(z.strictObject({ sku: z.string().max(100), quantity: z.number().int().min(1).max(20) })).max(50),
});

/** Serves the demo shop at `/`, its products and pictures, what its cart and checkout tell the conversations; and the widget's file. */
export function demoShopRouter({ store, signer, intake, langs, name, look, publicUrl, demo, now, log, files }: DemoShopParts): Router {
  const router = Router();
  router.get(
    '/widget/chat.js',
    (_request, response, next) => {
      response.set('cross-origin-resource-policy', 'cross-origin');
      next();
    },
    webFile('widget/chat.js', 'text/javascript; charset=utf-8', files, (file) => withLook(file, look)),
  );
  for (const name of ['window', 'voice', 'form', 'mail', 'first'])
    router.get(
      `/widget/${name}.js`,
      (_request, response, next) => {
        // Browsers fetch modules of another site only with its leave; the file is the same for everybody.
        response.set({ 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' });
        next();
      },
      webFile(`widget/${name}.js`, 'text/javascript; charset=utf-8', files),
    );
  if (!demo) {
    router.get('/', tryPage(name, langs, publicUrl));
    router.get('/try/style.css', (_request, response) => {
      response.set({ 'cache-control': 'public, max-age=300' }).type('css').send(tryPageStyle);
    });
    return router;
  }

  router.get(
    '/',
    (_request, response, next) => {
      response.set('content-security-policy', policy);
      next();
    },
    webFile('demo-page/index.html', 'text/html; charset=utf-8', files),
  );
  router.get('/demo/main.js', webFile('demo-page/main.js', 'text/javascript; charset=utf-8', files));
  router.get('/demo/style.css', webFile('demo-page/style.css', 'text/css; charset=utf-8', files));
  router.get('/demo/products', async (_request, response) => {
    response.set('cache-control', 'no-cache').json(await readCatalogue(store, demo, name, langs));
  });
  router.get('/demo/images/:file', (request, response) => {
    const picture = productPicture(request.params.file.replace(/\.svg$/, ''), String(request.query.colour ?? ''));
    if (!picture) return sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such picture' });
    response
      .set({ 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'", 'cache-control': 'public, max-age=86400' })
      .type('svg')
      .send(picture);
  });

  const rate = createRateLimit({ burst: 30, perSecond: 1 }, now);
  const addressRate = createAddressLimit({ burst: 100, perSecond: 0.2 }, now);
  const json = express.json({ limit: '32kb', strict: true });
  router.post('/demo/cart', json, (request, response) => raise(request, response, 'cart.updated'));
  router.post('/demo/checkout', json, (request, response) => raise(request, response, 'order.placed'));

  /** 202 with `known: false` when the visitor has not said anything in the chat yet. */
  async function raise(request: Request, response: Response, event: 'cart.updated' | 'order.placed'): Promise<void> {
    const token = bearerToken(request.get('authorization'));
    const visitor = token ? signer.verify(token)?.user : undefined;
    if (!visitor) return sendRefusal(response, { status: 401, code: 'unauthorized', message: 'Get a token from POST /chat/session first' });
    const wait = rate.take(visitor) || addressRate.take(request.ip);
    if (wait > 0) {
      response.set('retry-after', retryAfter(wait));
      return sendRefusal(response, { status: 429, code: 'too_many', message: 'Too many changes at once' });
    }
    const parsed = cartSchema.safeParse(request.body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return sendRefusal(response, { status: 422, code: 'invalid', message: issue?.message ?? 'not valid', field: issue?.path.join('.') });
    }
    const { cart, change, lang } = parsed.data;
    const known = await findVariants(parsed.data.items.map((item) => item.sku));
    const items = [];
    for (const { sku, quantity } of parsed.data.items) {
      const found = known.get(sku);
      if (!found) return sendRefusal(response, { status: 422, code: 'invalid', message: `There is no ${sku} in the shop`, field: 'items' });
      if (found.variant.stock < 1) return sendRefusal(response, { status: 409, code: 'sold_out', message: `${sku} is sold out`, field: 'items' });
      const { title, image } = found.product;
      items.push({ sku, title: title[lang.slice(0, 2)] ?? title.en ?? sku, titles: title, quantity, price: found.variant.price, image });
    }
    const currency = [...known.values()][0]?.product.currency ?? 'USD';
    const plain = items.map(({ titles, ...item }) => item);
    if (event === 'cart.updated') return tell({ cart: { id: cartId(visitor, cart), url: '/#/cart', currency, items: plain } }, {});
    if (!items.length) return sendRefusal(response, { status: 422, code: 'invalid', message: 'The cart is empty', field: 'items' });
    const number = orderNumber(`${visitor}.${cart}`);
    // It was placed before; or it is somebody else's, and a cart was tried until it came out at that number.
    if (await store.collection(orders).get(number)) return void response.status(202).json({ accepted: true, known: true, order: number });
    const order = {
      number,
      currency,
      items: items.map(({ titles, ...item }) => ({ ...item, title: titles })),
      total: items.reduce((sum, item) => sum + item.price * item.quantity, 0),
      payment: 'card',
    };
    return tell({ order }, { order: number });

    async function tell(data: object, extra: object): Promise<void> {
      const outcome = await intake(event, `demo.${visitor}.${change}`, { contact: { address: `webchat:main:${visitor}` }, data });
      if (outcome.status === 422) return sendRefusal(response, { status: 422, code: 'invalid', message: outcome.message, field: outcome.field });
      response.status(202).json({ accepted: true, known: outcome.status === 202, ...extra });
    }
  }

  async function findVariants(skus: string[]): Promise<Map<string, { product: ProductRow; variant: Variant }>> {
    const wanted = new Set(skus);
    const rows = wanted.size ? await store.collection(products).find({ sort: { by: 'sold', desc: true }, limit: 1_000 }) : [];
    return new Map(
      rows.flatMap((product) => product.variants.filter((variant) => wanted.has(variant.sku)).map((variant) => [variant.sku, { product, variant }] as const)),
    );
  }

  router.use('/demo', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const refusal = bodyRefusal(error);
    if (refusal) return sendRefusal(response, refusal);
    log.error({ err: error }, 'a request of the demo shop failed');
    sendRefusal(response, { status: 503, code: 'unavailable', message: 'It could not be stored now; try again' });
  });
  return router;
}

/** Returns the id of a visitor's cart: it has 100 characters at most, and the id of a visitor may be longer. */
function cartId(visitor: string, cart: string): string {
  const id = `${visitor}.${cart}`;
  return id.length <= 100 ? id : `${createHash('sha256').update(visitor).digest('base64url').slice(0, 22)}.${cart}`;
}

/** Returns the order number of a cart: the same for the same cart, so that a checkout sent twice is one order; longer than the numbers of the seeded orders. */
function orderNumber(cart: string): string {
  const hash = createHash('sha256').update(cart).digest().readUIntBE(0, 6);
  return `SO-${10_000_000 + (hash % 89_999_999)}`;
}
