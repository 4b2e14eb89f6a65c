/** Every route of the API as the program declares it, over an empty shop with one FAQ file: that of the examples. */
import { parseFaq } from '../../src/compiler/flow.ts';
import { createApiKeys } from '../../src/console/api-keys.ts';
import { createLive } from '../../src/console/live.ts';
import { createStaff } from '../../src/console/staff.ts';
import { createFlowDesk } from '../../src/flow-desk/flow-desk.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { People } from '../../src/marketing/audience/people.ts';
import { Broadcasts } from '../../src/marketing/broadcast/broadcasts.ts';
import { RunningBroadcasts } from '../../src/marketing/broadcast/running.ts';
import { createPushDesk } from '../../src/push/push-desk.ts';
import { createReports } from '../../src/reports/reports.ts';
import { oneFlow } from '../../src/server/api/examples/operations.ts';
import { exportRoute } from '../../src/server/api/export-contact.ts';
import { importRoute } from '../../src/server/api/import-file.ts';
import type { FileRoute, Route } from '../../src/server/api/route.ts';
import { apiRoutes } from '../../src/server/api/routes.ts';
import { ownShop } from '../../src/shop/calls/own-shop.ts';
import { type Request, recommendFor } from '../../src/shop/recommending/recommend-for.ts';
import { openTestStore } from '../shop/test-shop.ts';
import { type Desk, openDesk, quiet } from './desk.ts';

export interface EveryRoute {
  routes: Route[];
  file: FileRoute;
  /** What the loader says of the FAQ file. */
  warnings: object[];
  /** The runtime behind the routes. */
  desk: Desk;
  close(): Promise<void>;
}

export async function openEveryRoute(): Promise<EveryRoute> {
  const faq = parseFaq(oneFlow.answer.source, 'faq.yaml', { langs: ['zh', 'en'] });
  if (Array.isArray(faq)) throw new Error(JSON.stringify(faq));
  const set = flowSet({ flows: [], faqs: [faq], calls: new Map() });
  const flows = { set: () => set, problems: () => [], edit: async () => ({ result: 'not_possible' as const }), files: () => [], writable: async () => true };
  const { store, close: closeStore } = await openTestStore();
  const desk = await openDesk({ store });
  const { runtime, clock } = desk;
  const file = importRoute(store, { currency: 'CNY', zone: 'Asia/Shanghai' }, clock.now);
  const shopOfContent = { store, currency: 'CNY', zone: 'Asia/Shanghai', langs: ['zh', 'en'], name: { zh: '茶铺' }, templates: {}, flows: () => new Map() };
  const broadcasts = new Broadcasts({ store, running: new RunningBroadcasts(), now: clock.now, newId: () => 'b1', changed() {} });
  const people = new People({ store, currency: 'CNY', clock });
  const broadcasting = { broadcasts, shop: shopOfContent, people, policy: { caps: [], zone: 'Asia/Shanghai' } };
  const settings = {
    file: 'config.yaml',
    read: async () => null,
    write: async () => ({ ok: true as const }),
    state: async () => ({ version: '1', ready: true, store: 'ok', disk: 'ok', mind: [] }),
    findings: async () => [],
  };
  const recommend = (request: Request) => recommendFor({ store, shop: ownShop(store, 'CNY') }, request);
  const [staff, live] = [createStaff(store, clock.now), createLive(clock.now)];
  const folder = {
    tried: async () => ({ flows: [], faqs: [], rules: [], problems: [] }),
    setOf: async () => set,
    transcripts: async () => [],
    put: flows.edit,
  };
  const openShop = async () => ({ ask: async () => ({ ok: true as const, value: null }), close: async () => {} });
  const flowDesk = createFlowDesk({ store, flows: { ...flows, ...folder }, shop: {}, openShop, now: clock.now });
  const keys = createApiKeys(store, clock.now);
  const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 5, now: clock.now });
  const coupons = { rules: new Map(), prefix: 'YUN', pushes: false };
  const parts = {
    store,
    runtime,
    flowDesk,
    staff,
    keys,
    live,
    flows,
    reports,
    broadcasting,
    recommend,
    coupons,
    settings,
    push: await createPushDesk({ store, live, staff, subject: 'mailto:push@shop.example', allow: [], log: quiet, now: clock.now }),
    drawQr: async () => null,
    firstSteps: { demo: false, readPage: async () => ({ ok: false as const, why: '' }) },
  };
  const routes = apiRoutes({ ...parts, channels: new Map(), now: clock.now, shop: { langs: ['zh', 'en'] } });
  const close = async () => {
    await runtime.stop(0);
    await closeStore();
  };
  return { routes: [...routes, file.described, exportRoute], file, warnings: faq.warnings, desk, close };
}
