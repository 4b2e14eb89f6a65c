/** A draft made ready: checked against the catalogue, templates and segments of the shop, it says what each person gets. */
import type { OutboundMessage, Part } from '../../message.ts';
import { localText } from '../../shop/local-text.ts';
import { type ProductRow, products } from '../../shop/shop.ts';
import type { ContactRow } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { showMoney } from '../../text/money.ts';
import type { TextOptions } from '../../text/text.ts';
import { factsOf, type PersonFacts } from '../audience/person-facts.ts';
import { compileSegment, type Segment } from '../audience/segment-condition.ts';
import type { Content, Member } from '../broadcast/content.ts';
import { segments } from '../broadcast/rows.ts';
import { optOutLink } from '../consent/opt-out-link.ts';
import type { MarketingProblem } from '../problem.ts';
import { type ContentDraft, type Draft, draftSchema, type Words } from './draft.ts';
import { formProblems, languageProblems, pictureProblem } from './draft-problems.ts';
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
  templates: Readonly<Record<string, { channels: readonly string[] }>>;
  /** Tells whether the merchant has a picture of this name; each name is taken unless given. */
  hasPicture?(name: string): Promise<boolean>;
}

/** Where short links lead from, and what their tokens are made with. Without it links stay as they are, and nobody counts clicks. */
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
  if (content.template && !Object.hasOwn(shop.templates, content.template.name)) problems.push(unknownTemplate(content.template.name, shop));
  if (content.image !== undefined && !isAddress(content.image) && (await shop.hasPicture?.(content.image)) === false)
    problems.push(pictureProblem(content.image));
  const goods = await goodsOf(content, shop, problems);
  if (problems.length > 0 || !segment.ok) return { ok: false, problems };
  const all = [main, ...variants.values(), ...buttons.map(({ label }) => label), ...params.map(({ words }) => words)].filter((one) => one !== undefined);
  const names = [...new Set(all.flatMap((one) => one.names))];
  if (names.includes('opt_out') && !shop.links) {
    const why = { en: 'the opt-out link {{ opt_out }} needs PUBLIC_URL in .env', zh: '退订链接 {{ opt_out }} 需要在 .env 里设置 PUBLIC_URL' };
    return { ok: false, problems: [{ field: 'content', ...why }] };
  }
  const options: TextOptions = { defaultLang: shop.langs[0] ?? 'zh', langs: shop.langs, zone: shop.zone, currency: shop.currency };
  const links = linksOf(
    [content, draft.ab],
    goods.map(({ url }) => url),
  );
  const shopVars = (lang: string) => ({ name: localText({ ...shop.name }, lang) });
  return {
    ok: true,
    draft,
    segment,
    content: {
      async members(page, now) {
        const wanted = new Set([...segment.names, ...names]);
        const facts = await factsOf({ store: shop.store, currency: shop.currency, ...(shop.country && { country: shop.country }), names: wanted }, page);
        return page.flatMap((contact, n): Member[] => {
          const own = facts[n];
          if (!own || !segment.holds(own, now)) return [];
          const lang = langOf(contact, shop.langs);
          const optOut: PersonFacts = shop.links && names.includes('opt_out') ? { opt_out: optOutLink(shop.links.base, shop.links.secret, contact._id) } : {};
          const known = { ...own, ...optOut, shop: shopVars(lang) };
          const missing = missingIn(all, known, lang, options);
          return [{ contact, lang, ...(missing === undefined ? { vars: frozen(names, known) } : { missing }) }];
        });
      },
      said({ lang = options.defaultLang, vars = {}, variant, token }, channel) {
        const words = (variant === undefined ? undefined : variants.get(variant)) ?? main ?? [...variants.values()][0];
        const parts: Part[] = [];
        const said = words ? rendered(words, lang, vars, options) : '';
        if (content.image !== undefined) parts.push({ type: 'image', media: { url: imageUrl(content.image) }, ...(said && { caption: said }) });
        else if (said) parts.push({ type: 'text', text: said });
        for (const product of goods) parts.push(cardOf(product, lang, shop.currency));
        const shown = buttons.map(({ label, link }) => ({ label: label ? rendered(label, lang, vars, options) : '', link }));
        for (const { label, link } of shown) if (link !== undefined) parts.push({ type: 'link', url: link, title: label });
        const choices = shown.flatMap(({ label, link }, n) => (link === undefined ? [{ token: `bc.${n}`, label }] : []));
        const tracked = shop.links && token !== undefined ? withShortLinks(parts, links, shop.links.base, token) : parts;
        const message: Pick<OutboundMessage, 'parts' | 'choices' | 'template' | 'lang'> = { parts: tracked, lang };
        if (choices.length > 0) message.choices = choices;
        if (content.template && shop.templates[content.template.name]?.channels.includes(channel)) {
          const filled = params.map(({ name, words: one }) => [name, one ? rendered(one, lang, vars, options) : ''] as const);
          message.template = { name: content.template.name, lang, params: Object.fromEntries(filled) };
        }
        return message;
      },
      grants(recipient) {
        const token = shop.links && links.length > 0 ? linkToken(shop.links.secret, recipient._id) : undefined;
        return { recipient: { ...recipient, ...(token !== undefined && { token }) }, ops: [] };
      },
      hasTemplate: (channel) => content.template !== undefined && shop.templates[content.template.name]?.channels.includes(channel) === true,
    },
  };
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

function unknownTemplate(name: string, { templates }: ShopOfContent): MarketingProblem {
  const names = Object.keys(templates);
  return {
    field: 'content.template.name',
    en: `no template "${name}" stands under templates in the config file${names.length > 0 ? `; there are ${names.join(', ')}` : ''}`,
    zh: `配置文件的 templates 里没有“${name}”这个模板${names.length > 0 ? `；现有：${names.join('、')}` : ''}`,
  };
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

function isAddress(image: string): boolean {
  return /^https?:\/\//.test(image) || image.startsWith('/');
}

/** The name of one of the merchant's own pictures is an address of ours. */
function imageUrl(image: string): string {
  return isAddress(image) ? image : `/pictures/${image}`;
}

function langOf({ lang, profile }: ContactRow, langs: readonly string[]): string {
  return lang ?? profile?.lang ?? langs[0] ?? 'zh';
}
