/** A draft made ready: checked against the catalogue, templates and segments of the shop, it says what each person gets. */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../../channel.ts';
import { durationOf } from '../../compiler/fixed-words.ts';
import type { Vars } from '../../json.ts';
import type { Part } from '../../message.ts';
import { nearest } from '../../reading/nearest.ts';
import { localText } from '../../shop/local-text.ts';
import { type ProductRow, products } from '../../shop/shop.ts';
import type { BroadcastFlows, ContactRow } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { showMoney } from '../../text/money.ts';
import type { TextOptions } from '../../text/text.ts';
import { personsOf, plainFacts } from '../audience/person-facts.ts';
import { compileSegment, type Segment } from '../audience/segment-condition.ts';
import type { Content, Member, Said } from '../broadcast/content.ts';
import { recipientOf, segments } from '../broadcast/rows.ts';
import { optOutLink } from '../consent/opt-out-link.ts';
import type { MarketingProblem } from '../problem.ts';
import { mediaParts, mediaProblems } from './content-media.ts';
import { type CouponMaker, grantCoupons, sampleCoupon } from './coupon-grant.ts';
import { type ContentDraft, type Draft, draftSchema, type Words } from './draft.ts';
import { formProblems, languageProblems } from './draft-problems.ts';
import { type TemplateNames, templateProblems } from './template-problems.ts';
import { type CompiledWords, compileWords, frozen, missingIn, rendered } from './texts.ts';
import { linksOf, linkToken, withShortLinks } from './tracked-links.ts';

export interface ShopOfContent {
  links?: ShortLinks;
  store: Store;
  currency: string;
  country?: string;
  /** IANA zone. */
  zone: string;
  langs: readonly string[];
  /** Name of the shop by language, for `{{ shop.name }}`. */
  name: Readonly<Record<string, string>>;
  /** Templates of the config, with the channels that have each. */
  templates: TemplateNames;
  /** Accounts that are on, by `channel:account`, whose templates are looked at. */
  channels?: ReadonlyMap<string, Channel>;
  coupons?: CouponMaker;
  /** Names what the shop recommends to a contact, to nobody in particular without one, for `{{ recommended }}`; undefined when it has nothing. */
  recommended?(contact: string | undefined, lang: string): Promise<string | undefined>;
  /** Bytes of one of the merchant's own files, `pictures/NAME`; resolves to undefined when there is none. */
  picture?(name: string): Promise<number | undefined>;
  /** Flows that are live, by name. */
  flows(): ReadonlyMap<string, { takes: Readonly<Record<string, 'required' | 'optional'>> }>;
}

/** Address of short links, and the key of their tokens. Without it links stay as they are, and nobody counts clicks. */
export interface ShortLinks {
  /** PUBLIC_URL. */
  base: string;
  secret: Uint8Array;
}

export interface CompiledDraft {
  ok: true;
  draft: Draft;
  segment: Segment;
  content: Content;
  /** Addresses of its links, in the order of their numbers. */
  links: readonly string[];
  /** Values that only a person has, for a message to nobody in particular; the link opts out the contact of this conversation. */
  samples(conversation: string, now: number): Vars;
}
export type Compiled = CompiledDraft | { ok: false; problems: MarketingProblem[] };

/** Reads and compiles what a merchant wrote; everything that is wrong is told at once. */
export async function compileDraft(written: unknown, shop: ShopOfContent): Promise<Compiled> {
  const read = draftSchema.safeParse(written);
  if (!read.success) {
    return { ok: false, problems: formProblems(read.error.issues, written) };
  }
  const draft = read.data;
  const problems: MarketingProblem[] = [];
  const take = <T>(found: T | MarketingProblem[]): T | undefined => {
    if (!Array.isArray(found)) return found;
    problems.push(...(found as MarketingProblem[]));
    return undefined;
  };
  const segment = await segmentOf(draft, shop);
  if (!segment.ok) problems.push(...segment.problems);
  const { content } = draft;
  const text = wordsOf(content);
  const compiled = (field: string, words: Words) => {
    problems.push(...languageProblems(field, words, shop.langs));
    return take(compileWords(field, words));
  };
  const main = text === undefined ? undefined : compiled(content.langs ? 'content.langs' : 'content.text', text);
  const variants = new Map<string, CompiledWords>();
  for (const [name, words] of Object.entries(draft.ab?.variants ?? {})) {
    const variant = compiled(`ab.variants.${name}`, words);
    if (variant) variants.set(name, variant);
  }
  const buttons = (content.buttons ?? []).map(({ label, link }, n) => ({ label: compiled(`content.buttons.${n}.label`, label), link }));
  const params = Object.entries(content.template?.params ?? {}).map(([name, words]) => ({
    name,
    words: compiled(`content.template.params.${name}`, words),
  }));
  if (content.template) problems.push(...templateProblems(content.template, shop.templates, shop.channels ?? new Map()));
  if (shop.picture) problems.push(...(await mediaProblems(content, shop.picture)));
  problems.push(...flowProblems(content, shop));
  const flow = flowsOf(content);
  const goods = await goodsOf(content, shop, problems);
  if (problems.length > 0 || !segment.ok) return { ok: false, problems };
  const all = [main, ...variants.values(), ...buttons.map(({ label }) => label), ...params.map(({ words }) => words)].filter((one) => one !== undefined);
  const names = [...new Set(all.flatMap((one) => one.names))];
  if (names.includes('opt_out') && !shop.links) {
    const why = { en: 'the opt-out link {{ opt_out }} needs PUBLIC_URL in .env', zh: '退订链接 {{ opt_out }} 需要在 .env 里设置 PUBLIC_URL' };
    return { ok: false, problems: [{ field: 'content', ...why }] };
  }
  problems.push(...couponProblems(content, all));
  if (problems.length > 0) return { ok: false, problems };
  const valid = durationOf(content.coupon?.valid ?? '') ?? 0;
  const maker: CouponMaker = shop.coupons ?? { prefix: 'CPN', pushes: false, random: randomBytes };
  const options: TextOptions = { defaultLang: shop.langs[0] ?? 'zh', langs: shop.langs, zone: shop.zone, currency: shop.currency };
  const links = linksOf(
    [content, draft.ab],
    goods.map(({ url }) => url),
  );
  const recommendedSample = names.includes('recommended') ? await shop.recommended?.(undefined, options.defaultLang) : undefined;
  const shopVars = (lang: string) => ({ name: localText({ ...shop.name }, lang) });
  return {
    ok: true,
    draft,
    segment,
    links,
    samples: (conversation, now) => ({
      ...(shop.links && names.includes('opt_out') && { opt_out: optOutLink(shop.links.base, shop.links.secret, conversation) }),
      ...(content.coupon && { coupon: sampleCoupon(content.coupon, shop.currency, valid, maker, now) }),
      ...(recommendedSample !== undefined && { recommended: recommendedSample }),
      shop: shopVars(options.defaultLang),
    }),
    content: {
      async members(page, now) {
        const wanted = new Set([...segment.names, ...names]);
        const people = await personsOf({ store: shop.store, currency: shop.currency, ...(shop.country && { country: shop.country }), names: wanted }, page);
        const recommends = names.includes('recommended') ? shop.recommended : undefined;
        const recommended = await Promise.all(page.map((contact) => recommends?.(contact._id, langOf(contact, shop.langs))));
        return page.flatMap((contact, n): Member[] => {
          const person = people[n];
          if (!person || !segment.holds(person, now)) return [];
          const lang = langOf(contact, shop.langs);
          const known = plainFacts(person, names);
          if (names.includes('shop')) known.shop = shopVars(lang);
          if (content.coupon) known.coupon = sampleCoupon(content.coupon, shop.currency, valid, maker, now);
          if (recommended[n] !== undefined) known.recommended = recommended[n];
          if (shop.links && names.includes('opt_out')) known.opt_out = optOutLink(shop.links.base, shop.links.secret, contact._id);
          const missing = missingIn(all, known, lang, options);
          return [{ contact, lang, ...(missing === undefined ? { vars: frozen(names, known) } : { missing }) }];
        });
      },
      said({ _id, lang = options.defaultLang, vars = {}, variant, token }, channel) {
        const words = (variant === undefined ? undefined : variants.get(variant)) ?? main ?? [...variants.values()][0];
        const parts: Part[] = [];
        const said = words ? rendered(words, lang, vars, options) : '';
        parts.push(...mediaParts(content, said));
        if (parts.length === 0 && said) parts.push({ type: 'text', text: said });
        for (const product of goods) parts.push(cardOf(product, lang, shop.currency));
        const shown = buttons.map(({ label, link }) => ({ label: label ? rendered(label, lang, vars, options) : '', link }));
        for (const { label, link } of shown) if (link !== undefined) parts.push({ type: 'link', url: link, title: label });
        const id = recipientOf(_id)?.broadcast ?? '';
        const choices = shown.flatMap(({ label, link }, n) => (link === undefined ? [{ token: `bc.${id}.${n}`, label }] : []));
        const tracked = shop.links && token !== undefined ? withShortLinks(parts, links, shop.links.base, token) : parts;
        const message: Said = { parts: tracked, lang, ...(flow && { flow }) };
        if (choices.length > 0) message.choices = choices;
        if (content.template && shop.templates[content.template.name]?.channels.includes(channel)) {
          const filled = params.map(({ name, words: one }) => [name, one ? rendered(one, lang, vars, options) : ''] as const);
          message.template = { name: content.template.name, lang, params: Object.fromEntries(filled) };
        }
        return message;
      },
      async grants(rows, now) {
        const secret = links.length > 0 ? shop.links?.secret : undefined;
        const given = secret ? rows.map((row) => ({ ...row, token: linkToken(secret, row._id) })) : [...rows];
        return content.coupon
          ? grantCoupons(shop.store, given, { draft: content.coupon, currency: shop.currency, valid, maker, now })
          : { rows: given, ops: [] };
      },
      hasTemplate: (channel) => content.template !== undefined && shop.templates[content.template.name]?.channels.includes(channel) === true,
    },
  };
}

/** A coupon that no text shows helps nobody, and a text cannot show one that is not given. */
function couponProblems({ coupon }: ContentDraft, words: readonly CompiledWords[]): MarketingProblem[] {
  const shows = words.some(({ names }) => names.includes('coupon'));
  if (coupon && !shows)
    return [{ field: 'content.coupon', en: 'no text shows the code: write {{ coupon.code }}', zh: '文字里没有写优惠码，请加上 {{ coupon.code }}' }];
  if (!coupon && shows)
    return [
      {
        field: 'content',
        en: 'a text shows a coupon, but none is given: write content.coupon, such as coupon: { percent: 10 }',
        zh: '文字里用了优惠码，但没有写 content.coupon，例如 coupon: { percent: 10 }',
      },
    ];
  if (words.some(({ needed }) => needed.some(({ source }) => /^coupon\s*(\||$)/.test(source))))
    return [{ field: 'content', en: 'a coupon is shown by its code: {{ coupon.code }}', zh: '优惠码请写成 {{ coupon.code }}' }];
  return [];
}

function wordsOf({ text, langs }: ContentDraft): Words | undefined {
  return langs ? Object.fromEntries(Object.entries(langs).map(([lang, own]) => [lang, own.text])) : text;
}

async function segmentOf(draft: Draft, shop: ShopOfContent): Promise<ReturnType<typeof compileSegment>> {
  const options = { currency: shop.currency, zone: shop.zone, lang: shop.langs[0] ?? 'zh' };
  if (draft.segment === undefined) return compileSegment(draft.where ?? '', options);
  const [row] = await shop.store.collection(segments).find({ where: { name: draft.segment }, limit: 1 });
  const saved = row ?? (await shop.store.collection(segments).get(draft.segment));
  if (saved) return compileSegment(saved.where, options);
  const { segment } = draft;
  return { ok: false, problems: [{ field: 'segment', en: `no segment is saved as "${segment}"`, zh: `没有名为“${segment}”的人群` }] };
}

/** Flows for the reply and for buttons; undefined where the content names none. */
function flowsOf({ flow, buttons = [] }: ContentDraft): BroadcastFlows | undefined {
  const choices = buttons.filter(({ link }) => link === undefined);
  const own = choices.flatMap((one) => (one.flow === undefined ? [] : [[String(buttons.indexOf(one)), one.flow]]));
  if (flow === undefined && own.length === 0) return undefined;
  return { ...(flow !== undefined && { name: flow }), ...(own.length > 0 && { buttons: Object.fromEntries(own) }) };
}

function flowProblems(content: ContentDraft, shop: ShopOfContent): MarketingProblem[] {
  const named = [
    { field: 'content.flow', flow: content.flow },
    ...(content.buttons ?? []).map(({ flow }, n) => ({ field: `content.buttons.${n}.flow`, flow })),
  ];
  const live = shop.flows();
  return named.flatMap(({ field, flow }): MarketingProblem[] => {
    if (flow === undefined) return [];
    const found = live.get(flow);
    if (!found) {
      const meant = nearest(flow, [...live.keys()]);
      const [en, zh] =
        meant === undefined
          ? ['; its name stands behind flow: in its file', '；名字写在流程文件的 flow: 后面']
          : [`, did you mean "${meant}"?`, `，是不是“${meant}”？`];
      return [{ field, en: `no flow is called "${flow}"${en}`, zh: `没有名为“${flow}”的流程${zh}` }];
    }
    const needs = Object.entries(found.takes).flatMap(([name, need]) => (need === 'required' ? [name] : []));
    if (needs.length === 0) return [];
    return [
      {
        field,
        en: `the flow "${flow}" cannot begin with a reply: it takes ${needs.join(', ')}`,
        zh: `流程“${flow}”不能由回复开始：它需要 ${needs.join('、')}`,
      },
    ];
  });
}

async function goodsOf(content: ContentDraft, shop: ShopOfContent, problems: MarketingProblem[]): Promise<ProductRow[]> {
  const wanted = content.products ?? [];
  if (wanted.length === 0) return [];
  const found = new Map<string, ProductRow>();
  for (let after = ''; ; ) {
    const page = await shop.store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: 1_000 });
    for (const row of page) for (const id of [row._id, ...row.variants.map(({ sku }) => sku)]) if (wanted.includes(id)) found.set(id, row);
    after = page.at(-1)?._id ?? '';
    if (page.length < 1_000) break;
  }
  return wanted.flatMap((id, n) => {
    const row = found.get(id);
    if (!row) problems.push({ field: `content.products.${n}`, en: `the catalogue has no product "${id}"`, zh: `商品目录里没有“${id}”` });
    return row ?? [];
  });
}

function cardOf(product: ProductRow, lang: string, home: string): Part {
  const price = showMoney({ amount: product.price, currency: product.currency }, lang, home, true);
  return { type: 'product', card: { title: localText(product.title, lang), text: price, image: product.image, link: product.url } };
}

function langOf({ lang, profile }: ContactRow, langs: readonly string[]): string {
  return lang ?? profile?.lang ?? langs[0] ?? 'zh';
}
