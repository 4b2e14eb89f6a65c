/** The program without its server: store, flows, shop and runtime. `npm run chat` uses it as it is; app.ts adds HTTP and channels. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../call.ts';
import { type Leases, localLeases } from '../cluster/leases.ts';
import type { Sharing } from '../cluster/sharing.ts';
import { createErasures } from '../data-rights/erasures.ts';
import { demoShopOf } from '../demo/seed/demo-shops.ts';
import { seed } from '../demo/seed/seed.ts';
import { advance } from '../engine/advance.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { realClock } from '../event-loop/clock.ts';
import { FlowLibrary } from '../flow-folder/flow-library.ts';
import { pictureFile } from '../flow-folder/picture-folder.ts';
import { shippedNames } from '../flow-folder/shipped-names.ts';
import { stoppedBy } from '../flow-tree/stopped-by.ts';
import { lastBackup } from '../machine/last-backup.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import type { Ladders } from '../marketing/carts/ladders.ts';
import type { Sequences } from '../marketing/sequence/sequences.ts';
import type { Models } from '../models/models.ts';
import { createReports, type Reports } from '../reports/reports.ts';
import { Schedules } from '../runtime/conversation/schedules.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { createRuntime } from '../runtime/runtime.ts';
import { shopFacts } from '../runtime/turn/facts.ts';
import type { ShopAdapter } from '../shop/adapter.ts';
import { shopChanges } from '../shop/calls/calls.ts';
import { ownShop } from '../shop/calls/own-shop.ts';
import { isOrdered } from '../shop/orders/carts.ts';
import type { CouponRule } from '../shop/orders/coupons.ts';
import { reckonApart, reckonHere } from '../shop/recommending/model-apart.ts';
import { type Recommendations, type Request, recommendedText, recommendFor } from '../shop/recommending/recommend-for.ts';
import { catalogueOf } from '../shop/search/catalogue.ts';
import { indexApart, indexHere } from '../shop/search/index-apart.ts';
import type { MediaStore } from '../store/media-store.ts';
import { erasedFile, erasedOf } from '../store/sqlite/backup.ts';
import { removeLeftParts } from '../store/sqlite/left-parts.ts';
import type { Store } from '../store/store.ts';
import { prepareLanguages } from '../understanding/index.ts';
import { type CallRooms, createCallRooms } from '../video-calls/call-rooms.ts';
import { type Audience, createAudience } from './audience.ts';
import { beforeTurn } from './before-turn.ts';
import { type Broadcasting, createBroadcasting } from './broadcasting.ts';
import { cartLadders } from './cart-ladders.ts';
import { watchCatalogue } from './catalogue-watch.ts';
import { type ChangeWatch, toldOfChanges, watchChanges } from './change-watch.ts';
import type { CoreOptions } from './core-options.ts';
import { couponRules } from './coupon-rules.ts';
import { dailyWork } from './daily-work.ts';
import { createEventIntake, type EventIntake } from './event-intake.ts';
import { forgetting } from './forgetting.ts';
import { hashOf } from './hash-of.ts';
import { keptSecret } from './kept-secret.ts';
import { openCalls } from './open-calls.ts';
import { openMedia } from './open-media.ts';
import { openShopStore } from './open-shop-store.ts';
import { countOrder } from './order-count.ts';
import { promotionPolicy } from './promotion-policy.ts';
import { type Recommending, watchRecommendations } from './recommending.ts';
import { SegmentNames, watchSequences } from './sequence-watch.ts';
import { countryOf, runtimeShop, shopName, shopTerms } from './shop-base.ts';
import { patienceOf } from './silent-person.ts';
import { linkStore, type StoreLink, storeOf } from './store-link.ts';

export interface Core {
  store: Store;
  flows: FlowLibrary;
  media: MediaStore;
  runtime: Runtime;
  leases: Leases;
  sharing?: Sharing;
  calls: ReadonlyMap<string, Call>;
  intake: EventIntake;
  /** Goods of the shop; may be some seconds old. */
  products: ShopAdapter['products'];
  /** Rules of coupons, how codes begin, and whether the store of the shop has to be told of each. */
  coupons: { rules: ReadonlyMap<string, CouponRule>; prefix: string; pushes: boolean };
  shopFacts(now: number): ShopFacts;
  recommend(request: Request): Promise<Recommendations>;
  /** Keeps recommendations current, once `start` was called. */
  recommending: Recommending;
  /** Set where goods and orders are those of a store of somebody else. */
  link?: StoreLink;
  /** Calls with picture and sound, where they are on. */
  videoCalls?: CallRooms;
  /** Starts flows by the clock, once `start` was called. */
  schedules: Schedules;
  /** Lets people enter flows by segments, once `start` was called. */
  sequences: Sequences;
  /** Settles changes of customers that a crash or a silent store left open. */
  changes: ChangeWatch;
  /** Brings carts back, once `start` was called, where that is switched on. */
  ladders?: Ladders;
  /** Sends broadcasts, once `start` was called. */
  broadcasting: Broadcasting;
  audience: Pick<Audience, 'warm'>;
  reports: Reports;
  /** Set where the config names a model. */
  models?: Models;
  /** Stops the runtime, then closes what it stood on. */
  close(graceMs: number): Promise<void>;
}

/** Opens everything; the runtime is not started yet. Rejects with words for the merchant when data or flows cannot be opened. */
export async function openCore({
  dataDir,
  mongodbUrl,
  flowsDir,
  publicUrl,
  config,
  channels,
  labels,
  checker,
  kept,
  log,
  now,
  hooks,
  stores = {},
  speech,
  listened,
  models: keys = {},
  mailer,
  sharing: wanted,
}: CoreOptions): Promise<Core> {
  const choice = storeOf({ shop: config.shop, values: stores, now });
  if (!choice.ok) throw new Error(choice.problems.join('\n'));
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const country = countryOf(config.shop);
  const about = { currency: config.shop.currency, ...(country !== undefined && { country }), shared: wanted !== undefined };
  const audience = createAudience(await openShopStore({ dataDir, mongodbUrl, now, log }, country), about, realClock(now), log);
  const { store } = audience;
  // Only the embedded database is locked: in front of MongoDB several processes may share the folder.
  const left = await removeLeftParts(dataDir, mongodbUrl === undefined, now());
  if (left.length > 0) log.info({ files: left.length }, 'files that were not written to their end were removed');
  let sharing: Sharing | undefined;
  let library: FlowLibrary | undefined;
  let watch: ReturnType<typeof watchCatalogue> | undefined;
  try {
    let flowsHash = '';
    if (wanted) {
      const { openSharing } = await import('../cluster/sharing.ts');
      const card = { role: wanted.role, host: hostname(), pid: process.pid, version: wanted.version, config: hashOf(JSON.stringify(config)) };
      sharing = await openSharing({
        redisUrl: wanted.redisUrl,
        role: wanted.role,
        store,
        log,
        now,
        atOnce: config.limits.busy,
        card: () => ({ ...card, flows: flowsHash }),
        attached: wanted.attached,
      });
    }
    const leases = sharing?.leases ?? localLeases();
    const shown = demoShopOf(config.shop.demo);
    if (shown) await leases.alone('seed', () => seed(store, now(), shown));
    const { currency, zone, langs } = config.shop;
    const indexed = (error: unknown) => log.warn({ err: error }, 'the catalogue is indexed while customers are served');
    const index = fromSources ? indexHere : indexApart(new URL('shop/search/index-thread.js', codeFolder('src')), indexed);
    const catalogue = catalogueOf(store, index);
    const own = ownShop(store, currency, catalogue);
    const mirror = { store, country: countryOf(config.shop), tell: (name: string, id: string, body: unknown) => intake(name, id, body), now };
    const link = choice.adapter ? linkStore(choice.adapter, own, mirror, config.shop, log) : undefined;
    const recommending = watchRecommendations({
      store,
      catalogue,
      reckon: fromSources ? reckonHere : reckonApart(new URL('shop/recommending/model-thread.js', codeFolder('src'))),
      zone,
      clock: realClock(now),
      log,
    });
    const recommendTools = { store, shop: link?.shop ?? own, country };
    const recommend = (request: Request) => recommendFor(recommendTools, request);
    const videoCalls = config.calls.on ? createCallRooms({ store, linkMs: config.calls.link, now }) : undefined;
    const lang = langs[0]?.startsWith('zh') === false ? 'en' : 'zh';
    const path = shopChanges(store, {
      shop: link?.shop ?? own,
      terms: shopTerms(config.shop),
      changes: config.shop.changes,
      changesTold: toldOfChanges(store, lang, (notice) => hooks?.notify?.(notice)),
    });
    const changes = watchChanges({ path, clock: realClock(now), log });
    const rules = couponRules(config);
    const calls = openCalls({
      store,
      config,
      shop: link?.shop ?? own,
      path,
      rules,
      channels,
      runtime: () => runtime,
      ...(videoCalls && { videoCalls }),
      ...{ publicUrl, mailer, log },
      ...(hooks && { hooks }),
    });
    await prepareLanguages(config.shop.langs);
    const segmentNames = new SegmentNames(store);
    await segmentNames.read();
    const flows = await FlowLibrary.open({
      dir: flowsDir,
      store,
      calls,
      langs: config.shop.langs,
      zone: config.shop.zone,
      templates: config.templates,
      segments: () => segmentNames.get(),
      ...(config.flows.use && { use: { names: config.flows.use, shipped: await shippedNames() } }),
      channels: labels,
      sure: config.replies.faq_sure,
      maybe: config.replies.faq_maybe,
      ...{ checker, kept, log, now },
    });
    library = flows;
    const goods = watchCatalogue({ catalogue, flows, log, now });
    watch = goods;
    await goods.ready;
    const noteFlows = (): void => {
      flowsHash = hashOf(JSON.stringify([...flows.set().live.values(), ...flows.set().faqs.values()].map(({ name, version }) => `${name}@${version}`).sort()));
    };
    noteFlows();
    flows.onChange(() => {
      noteFlows();
      sharing?.jobs.tell('flows', flowsHash);
    });
    sharing?.jobs.hear('flows', (hash) => {
      if (hash !== flowsHash) void flows.refresh();
    });
    const media = openMedia({ dataDir, store, shared: mongodbUrl !== undefined, maxBytes: config.limits.media_bytes, log, now });
    const broadcasting = createBroadcasting({
      shop: {
        ...{ store, currency, zone, langs },
        name: shopName(config.shop),
        templates: config.templates,
        channels,
        picture: async (name) => (await pictureFile(flowsDir, name))?.bytes,
        coupons: { prefix: config.shop.coupon_prefix, pushes: (link?.shop ?? own).pushes.coupons, random: randomBytes },
        recommended: (contact, to) => recommendedText(recommendTools, contact, to, now()),
        flows: () => flows.set().live,
        ...(publicUrl !== undefined && { links: { base: publicUrl, secret: await keptSecret(store, 'short-links-secret') } }),
        ...(countryOf(config.shop) !== undefined && { country: countryOf(config.shop) }),
      },
      people: audience.people,
      channels,
      policy: promotionPolicy(config),
      leases,
      ...(sharing && { tell: (text: string) => sharing?.jobs.tell('broadcasts', text) }),
      clock: realClock(now),
      log,
      lang,
      notify: (notice) => hooks?.notify?.(notice),
    });
    sharing?.jobs.hear('broadcasts', () => broadcasting.heard());
    if (sharing) {
      const { jobs } = sharing;
      audience.share((text) => jobs.tell('audience', text));
      jobs.hear('audience', audience.heard);
      jobs.onReady(audience.lost);
    }
    const erased = createErasures({
      store,
      file: join(dataDir, erasedFile),
      others: async () => {
        const last = await lastBackup(dataDir);
        return last?.isThere ? [erasedOf(last.file)] : [];
      },
      secret: await keptSecret(store, 'erasures-secret'),
      log,
      now,
    });
    const before = await beforeTurn({
      ...{ speech, keys, config, store, media, channels, dataDir, flows, flowsDir, catalogue, leases, advance, log, now },
      ...(listened && { told: listened }),
    });
    const runtime = createRuntime({
      store,
      ...before.looks,
      advance,
      flows,
      calls,
      channels,
      shop: runtimeShop(config),
      limits: { outbox: config.limits.outbox, inFlight: config.limits.busy, slowMs: config.replies.busy_after },
      ...patienceOf(config, lang),
      policy: promotionPolicy(config),
      templates: config.templates,
      broadcasts: broadcasting.hooks,
      isOver: async ({ stopOn, ...about }) => stoppedBy(stopOn, 'order.placed') && isOrdered(store, about),
      forget: forgetting({ store, media, erased, country, now }),
      ...{ log, now },
      instanceId: randomUUID(),
      cluster: sharing?.cluster,
      exclusive: sharing && ((name, work) => leases.alone(name, () => work())),
      hooks,
    });
    await leases.alone('erasures', () => erased.reconcile((id) => runtime.erase(id)));
    const ladders = cartLadders({ config, store, shop: link?.shop ?? own, runtime, channels, policy: promotionPolicy(config), log, now });
    const intake = createEventIntake({
      store,
      runtime,
      ladders,
      defaultLang: langs[0] ?? 'zh',
      country: countryOf(config.shop),
      terms: shopTerms(config.shop),
      ordered: (number) => countOrder(store, number, now, zone, log),
      log,
      now,
    });
    const reports = createReports({ store, zone, currency: config.shop.currency, ...config.reports, now });
    const each = dailyWork({ store, flows, runtime, reports, config, lang, told: (notice) => hooks?.notify?.(notice), log });
    const schedules = new Schedules({ store, flows, runtime, zone, clock: realClock(now), log, each });
    const sequences = watchSequences({ store, flows, names: segmentNames, channels, shop: config.shop, runtime, clock: realClock(now), log });
    return {
      ...(videoCalls && { videoCalls }),
      store,
      flows,
      media,
      runtime,
      leases,
      sharing,
      calls,
      intake,
      products: (at) => (link?.shop ?? own).products(at),
      recommend,
      recommending,
      coupons: { rules, prefix: config.shop.coupon_prefix, pushes: (link?.shop ?? own).pushes.coupons },
      shopFacts: shopFacts(runtimeShop(config)),
      ...(link && { link }),
      schedules,
      sequences,
      changes,
      ...(ladders && { ladders }),
      broadcasting,
      audience,
      reports,
      ...(before.models && { models: before.models }),
      async close(graceMs) {
        await link?.sync.stop();
        await recommending.stop();
        await before.stop();
        await goods.stop();
        await broadcasting.stop();
        await sequences.stop();
        await changes.stop();
        await ladders?.stop();
        audience.close();
        await schedules.stop();
        await sharing?.cluster.stop();
        await runtime.stop(graceMs);
        flows.close();
        await sharing?.close();
        await store.close();
      },
    };
  } catch (error) {
    await watch?.stop();
    library?.close();
    await sharing?.close();
    await store.close();
    throw error;
  }
}
