/** Speaking first on the shop's own site: what pages report comes in, what is shown goes out, and what came of it is noted. */
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { ProactiveShow } from '../flow-tree/proactive-rule.ts';
import type { Json } from '../json.ts';
import { wallTime } from '../marketing/zone-time.ts';
import { conversationId, type StartPage } from '../message.ts';
import { productView } from '../shop/search/products.ts';
import type { ProductRow } from '../shop/shop.ts';
import { type ConversationRow, conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { isMoney, showMoney } from '../text/money.ts';
import { renderText } from '../text/text.ts';
import { decide, type PageReport, type VisitorFacts } from './decide.ts';
import { ownCart } from './own-cart.ts';
import { type Reported, readReport } from './reported.ts';
import { type MomentRow, moments, type VisitorRow, visitors } from './rows.ts';
import { type Thresholds, thresholdsOf } from './thresholds.ts';

/** What the page shows. */
export interface Shown {
  id: string;
  as: ProactiveShow;
  /** A flow begins when it is followed. */
  flow: boolean;
  text?: string;
  card?: { title: string; price: string; image?: string; link?: string };
}

export interface SpeakingFirst {
  /** Null when there are no rules. */
  thresholds(): Thresholds | null;
  /** Takes in a report; what is to be shown, if anything. */
  report(visitor: string, reported: Reported): Promise<Shown | null>;
  /** The visitor followed it: the page whose flow begins, null when none does. Again for the same moment is null too. */
  opened(visitor: string, id: string): Promise<{ page: StartPage | null; lang: string } | null>;
  dismissed(visitor: string, id: string): Promise<void>;
  /** The visitor types in the chat, in whichever tab. */
  types(visitor: string): void;
  /** The visitor wrote: what was shown within a day is answered by that. */
  wrote(visitor: string): Promise<void>;
}

export interface SpeakingFirstParts {
  store: Store;
  flows: { set(): Pick<FlowSet, 'rules' | 'live'> };
  products(now: number): Promise<readonly ProductRow[]>;
  shop(now: number): ShopFacts;
  /** Times a day at most, for one visitor. */
  perDay: number;
  now(): number;
}

const [minuteMs, dayMs] = [60_000, 86_400_000];
/** Time without a sign after which another visit begins. */
const visitMs = 30 * minuteMs;
/** A visit that goes on is noted so often. */
const noteMs = 5 * minuteMs;
/** Two moments are at least so far apart. */
const apart = 2 * minuteMs;
/** Time for which typing in one tab silences the others. */
const typingMs = 10_000;
const keptMoments = 60;
const keptTypists = 5_000;

const emptyVisitor = (user: string, now: number): VisitorRow => ({ _id: user, v: 0, since: now, at: now, visits: 1, used: [] });

export function createSpeakingFirst({ store, flows, products, shop, perDay, now }: SpeakingFirstParts): SpeakingFirst {
  const rows = store.collection(visitors);
  const kept = store.collection(moments);
  const talks = store.collection(conversations);
  const typing = new Map<string, number>();

  const talkOf = (user: string): Promise<ConversationRow | null> => talks.get(conversationId({ channel: 'webchat', account: 'main', user }));
  const ownMoment = async (visitor: string, id: string): Promise<MomentRow | null> => {
    const row = await kept.get(id);
    return row && row.visitor === visitor && !row.held ? row : null;
  };

  return {
    thresholds: () => thresholdsOf(perDay > 0 ? flows.set().rules : []),
    async report(user, reported) {
      const { rules } = flows.set();
      if (rules.length === 0) return null;
      const at = now();
      const found = readReport(reported, await products(at));
      if (!found) return null;
      const [before, talk] = await Promise.all([rows.get(user), talkOf(user)]);
      // Whoever never wrote has the contact that their conversation would have.
      const contact = talk?.contact ?? conversationId({ channel: 'webchat', account: 'main', user });
      // What the shop's own system says of the cart stands above what a page may have kept.
      const cart = (await ownCart(store, contact, shop(at).currency, at)) ?? found.report.cart;
      const report = { ...found.report, cart, typing: found.report.typing || at - (typing.get(user) ?? Number.NEGATIVE_INFINITY) < typingMs };
      const visitor = seen(before, user, at);
      const facts = factsOf(visitor, talk, shop(at), at);
      const decision = decide(rules, report, facts, { perDay, apart });
      if (decision.does === 'nothing') {
        if (!before || visitor.visits !== before.visits || at - before.at > noteMs) await note(store, visitor, []);
        return null;
      }
      const { rule, about } = decision;
      const held = decision.does === 'hold';
      const page = {
        path: report.path,
        ...(rule.flow && { flow: rule.flow }),
        ...(report.product && { product: report.product }),
        ...(reported.data && { data: reported.data }),
      };
      // Ids rise with the visitor's row: a second tab that decides at the same time loses the write, and is silent.
      const id = `${user}:${visitor.v + 1}`;
      const moment: MomentRow = { _id: id, v: 1, visitor: user, rule: rule.name, about, at, ...(held && { held: 1 as const }), page, lang: report.lang };
      const used = [...visitor.used, { rule: rule.name, about, at, held }].slice(-keptMoments);
      if (!(await note(store, { ...visitor, used }, [moment])) || held) return null;
      const product = found.product;
      const { langs, currency } = shop(at);
      // A region only changes how money is written: the shop writes it as in its chat.
      const lang = langs.find((one) => report.lang === one || report.lang.startsWith(`${one}-`)) ?? report.lang;
      const text = rule.say && textOf(rule.say, { ...report, lang }, product, shop(at));
      return {
        id,
        flow: rule.flow !== undefined,
        as: rule.show === 'teaser' && !product ? 'bubble' : rule.show,
        ...(text && { text }),
        ...(rule.show === 'teaser' && product && { card: cardOf(product, lang, currency) }),
      };
    },
    async opened(user, id) {
      const row = await ownMoment(user, id);
      if (!row || row.opened !== undefined) return null;
      const won = await kept.replace({ ...row, opened: now() });
      if (!won) return null;
      const { flow, ...page } = row.page;
      return { lang: row.lang, page: flow !== undefined && flows.set().live.has(flow) ? { ...page, flow } : null };
    },
    async dismissed(user, id) {
      const row = await ownMoment(user, id);
      if (row && row.dismissed === undefined && row.opened === undefined) await kept.replace({ ...row, dismissed: now() });
    },
    types(user) {
      typing.delete(user);
      typing.set(user, now());
      for (const oldest of typing.keys()) if (typing.size > keptTypists) typing.delete(oldest);
    },
    async wrote(user) {
      if (flows.set().rules.length === 0) return;
      const at = now();
      const [last] = await kept.find({ where: { visitor: user, at: { gt: at - dayMs } }, sort: { by: 'at', desc: true }, limit: 1 });
      if (last && last.answered === undefined) await kept.replace({ ...last, answered: at });
    },
  };
}

/** Returns the visitor with this sign of them; `v` is the version that was read. */
function seen(before: VisitorRow | null, user: string, at: number): VisitorRow {
  if (!before) return emptyVisitor(user, at);
  return { ...before, at: Math.max(at, before.at), visits: at - before.at >= visitMs ? before.visits + 1 : before.visits };
}

function factsOf(visitor: VisitorRow, talk: ConversationRow | null, { open, zone }: ShopFacts, now: number): VisitorFacts {
  return {
    visitor: visitor._id,
    visits: visitor.visits,
    used: visitor.used,
    person: talk !== null && (talk.owner !== 'bot' || talk.state === 'handoff' || talk.session.handoff !== undefined),
    wroteAt: talk?.lastInAt ?? 0,
    shopOpen: open,
    minute: wallTime(now, zone).minute,
    now,
  };
}

/** Writes the visitor and the moment together; false when another report of theirs came first. */
async function note(store: Store, visitor: VisitorRow, added: readonly MomentRow[]): Promise<boolean> {
  const ops = added.map((row) => ({ op: 'insert' as const, in: moments.name, row }));
  return (await store.write(ops, { in: visitors.name, row: { ...visitor, v: visitor.v + 1 } })) === 'done';
}

function textOf(say: Parameters<typeof renderText>[0], report: PageReport, product: ProductRow | undefined, shop: ShopFacts): string | undefined {
  const cart: Json = report.cart ? { count: report.cart.count, value: report.cart.value } : { count: 0, value: 0 };
  const page: Json = { path: report.path, product: report.product ?? null };
  const scope = { page, cart, product: product ? productView(product, report.lang) : null, shop };
  const { text } = renderText(say, report.lang, scope, { defaultLang: shop.langs[0] ?? 'en', langs: shop.langs, zone: shop.zone, currency: shop.currency });
  return text.trim().slice(0, 300) || undefined;
}

function cardOf(product: ProductRow, lang: string, home: string): NonNullable<Shown['card']> {
  const view = productView(product, lang);
  const { title, price, image, url } = view;
  return {
    title: String(title),
    price: isMoney(price) ? showMoney(price, lang, home) : '',
    ...(typeof image === 'string' && image && { image }),
    ...(typeof url === 'string' && url && { link: url }),
  };
}
