/** Broadcasts as the program wires them, on a desk with real flows and a clock that the test turns. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Broadcasting, createBroadcasting } from '../../src/app/broadcasting.ts';
import { allCollections } from '../../src/app/open-store.ts';
import { sequenceFlows } from '../../src/app/sequence-watch.ts';
import type { Channel } from '../../src/channel.ts';
import { localLeases } from '../../src/cluster/leases.ts';
import { checkFlows } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { leftEvent } from '../../src/flow-tree/stopped-by.ts';
import type { Logger } from '../../src/logger.ts';
import { People } from '../../src/marketing/audience/people.ts';
import type { Policy } from '../../src/marketing/gate.ts';
import { Sequences } from '../../src/marketing/sequence/sequences.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { type ContactRow, contacts } from '../../src/store/collections.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { prepareLanguages } from '../../src/understanding/index.ts';
import { type Desk, openDesk, quiet } from '../runtime/desk.ts';
import { ManualClock } from '../runtime/manual-clock.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';

export interface ShopCast extends Desk {
  broadcasting: Broadcasting;
  sequences: Sequences;
  /** Adds people who agreed, `p00000` and on. */
  people(count: number, set?: (n: number) => Partial<ContactRow>): Promise<void>;
  /** Makes the draft, starts it and lets it go out. Resolves to its id. */
  send(draft: object): Promise<string>;
  /** Turns the clock in small steps. */
  work(ms: number): Promise<void>;
  /** What was said to a person since the last look. */
  heard(user: string): string[];
}

export async function openShopCast(
  flows: readonly string[] = [],
  { policy, log = quiet, channel = new RecordingChannel() }: { policy?: Partial<Policy>; log?: Logger; channel?: RecordingChannel } = {},
): Promise<ShopCast> {
  await prepareLanguages(['en', 'zh']);
  const checked = checkFlows(flows.map((text, n) => ({ file: `${/flow: (\S+)/.exec(text)?.[1] ?? n}.yaml`, text })));
  const wrong = checked.problems.find(({ severity }) => severity === 'error');
  if (wrong) throw new Error(`${wrong.file}:${wrong.line}: ${wrong.message}`);
  const set = flowSet({ flows: checked.flows, faqs: checked.faqs, calls: new Map() });
  const clock = new ManualClock();
  const folder = mkdtempSync(`${tmpdir()}/cast-`);
  const store = await openSqlite({ file: `${folder}/shop.db`, specs: allCollections, now: clock.now, log: quiet });
  const channels = new Map<string, Channel>([[`${channel.name}:main`, channel]]);
  const rules: Policy = { caps: [], zone: 'Asia/Shanghai', ...policy };
  const broadcasting = createBroadcasting({
    shop: { store, currency: 'USD', zone: 'Asia/Shanghai', langs: ['en', 'zh'], name: { en: 'Shop' }, templates: {}, flows: () => set.live },
    people: new People({ store, currency: 'USD', clock }),
    channels,
    policy: rules,
    leases: localLeases(),
    clock,
    log,
    lang: 'en',
    notify: () => {},
  });
  const desk = await openDesk({ store, channel, policy: rules, flows: { set: () => set }, advance, broadcasts: broadcasting.hooks }, folder, clock);
  broadcasting.start(desk.runtime);
  const sequences = new Sequences({
    store,
    flows: async () => sequenceFlows(set),
    leftEvent,
    channels,
    shop: { currency: 'USD', zone: 'Asia/Shanghai', langs: ['en', 'zh'] },
    enterAll: desk.runtime.enterAll,
    clock,
    log,
  });
  let looked = 0;
  const cast: ShopCast = {
    ...desk,
    broadcasting,
    sequences,
    async people(count, more = () => ({})) {
      const rows = Array.from({ length: count }, (_, n) => {
        const id = `${channel.name}:main:p${String(n).padStart(5, '0')}`;
        return { ...newContact(id, clock.now()), name: `P${n}`, consent: { marketing: true }, ...more(n) };
      });
      for (let n = 0; n < rows.length; n += 500) await store.write(rows.slice(n, n + 500).map((row) => ({ op: 'insert' as const, in: contacts.name, row })));
    },
    async send(draft) {
      const { _id } = await broadcasting.broadcasts.create('Sale', { name: 'Sale', where: 'everyone', zone: 'shop', hold_out: 0, ...draft });
      const begun = await broadcasting.broadcasts.start(_id);
      if (!begun.ok) throw new Error(begun.en);
      await cast.work(8_000);
      return _id;
    },
    async work(ms) {
      for (let left = ms; left > 0; left -= 250) {
        await desk.passBusy(Math.min(250, left));
        await desk.runtime.idle();
      }
    },
    heard(user) {
      const id = `${channel.name}:main:${user}`;
      const fresh = channel.sent.slice(looked).filter(({ conversation }) => conversation === id);
      looked = channel.sent.length;
      return fresh.map(({ text }) => text);
    },
    async close() {
      await broadcasting.stop();
      await desk.close();
    },
  };
  return cast;
}
