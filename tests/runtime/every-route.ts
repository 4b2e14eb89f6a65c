/** Every route of the API as the program declares it, over an empty shop with one FAQ file: that of the examples. */
import { parseFaq } from '../../src/compiler/flow.ts';
import { createLive } from '../../src/console/live.ts';
import { createStaff } from '../../src/console/staff.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { People } from '../../src/marketing/audience/people.ts';
import { Broadcasts } from '../../src/marketing/broadcast/broadcasts.ts';
import { RunningBroadcasts } from '../../src/marketing/broadcast/running.ts';
import { oneFlow } from '../../src/server/api/examples/operations.ts';
import { importRoute } from '../../src/server/api/import-file.ts';
import type { FileRoute, Route } from '../../src/server/api/route.ts';
import { apiRoutes } from '../../src/server/api/routes.ts';
import { openTestStore } from '../shop/test-shop.ts';
import { openDesk } from './desk.ts';

export interface EveryRoute {
  routes: Route[];
  file: FileRoute;
  /** What the loader says of the FAQ file. */
  warnings: object[];
  close(): Promise<void>;
}

export async function openEveryRoute(): Promise<EveryRoute> {
  const faq = parseFaq(oneFlow.answer.source, 'faq.yaml', { langs: ['zh', 'en'] });
  if (Array.isArray(faq)) throw new Error(JSON.stringify(faq));
  const set = flowSet({ flows: [], faqs: [faq], calls: new Map() });
  const flows = { set: () => set, problems: () => [], edit: async () => ({ result: 'not_possible' as const }) };
  const { store, close: closeStore } = await openTestStore();
  const { runtime, clock } = await openDesk({ store });
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
  const [staff, live] = [createStaff(store, clock.now), createLive(clock.now)];
  const routes = apiRoutes({ store, runtime, staff, live, flows, channels: new Map(), now: clock.now, shop: { langs: ['zh', 'en'] }, broadcasting, settings });
  const close = async () => {
    await runtime.stop(0);
    await closeStore();
  };
  return { routes: [...routes, file.described], file, warnings: faq.warnings, close };
}
