/** A shop with contacts that agreed, on a desk of the runtime: broadcasts run on it as in the program. */
import type { Channel } from '../../src/channel.ts';
import { Broadcasts } from '../../src/marketing/broadcast/broadcasts.ts';
import type { Content } from '../../src/marketing/broadcast/content.ts';
import { follows, markOf } from '../../src/marketing/broadcast/outcome.ts';
import type { PlanSettings } from '../../src/marketing/broadcast/planned-recipient.ts';
import { Releaser, type ReleaserOptions } from '../../src/marketing/broadcast/releaser.ts';
import { broadcastMarks, broadcasts, type RecipientRow, recipientStates, recipients } from '../../src/marketing/broadcast/rows.ts';
import { RunningBroadcasts } from '../../src/marketing/broadcast/running.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { type ContactRow, contacts } from '../../src/store/collections.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { type Desk, type DeskOptions, openDesk, quiet, specs } from '../runtime/desk.ts';
import { ManualClock } from '../runtime/manual-clock.ts';

export interface CastDesk extends Desk {
  broadcasts: Broadcasts;
  releaser: Releaser;
  running: RunningBroadcasts;
  /** The releaser of another process. */
  another(): Releaser;
  /** Adds people who agreed, with conversations of the recording channel. */
  people(count: number, set?: (n: number) => Partial<ContactRow>): Promise<void>;
  /** Lets broadcasts work until `done`, turning the clock. */
  work(ms: number): Promise<void>;
  states(broadcast: string): Promise<Record<string, number>>;
  recipientsOf(broadcast: string): Promise<RecipientRow[]>;
}

export interface CastOptions extends DeskOptions {
  content?: Partial<Content>;
  settings?: Partial<Omit<PlanSettings, 'now' | 'accounts' | 'id'>>;
  releaser?: Partial<ReleaserOptions>;
  repeats?: ReleaserOptions['repeats'];
}

export const hello: Content = {
  members: async (page) => page.map((contact) => ({ contact, lang: contact.lang ?? 'en', vars: { name: contact.name ?? '' } })),
  said: ({ vars, lang }) => ({ parts: [{ type: 'text', text: `Sale, ${String(vars?.name)}` }], lang: lang ?? 'en' }),
  hasTemplate: () => false,
};

/** Collections of a desk with broadcasts. */
export const castSpecs = [...specs, broadcasts, recipients, broadcastMarks];

/** Opens a desk with broadcasts on it. */
export async function openCast(
  { content, settings, releaser: given, repeats, ...options }: CastOptions = {},
  file?: { folder: string; clock: ManualClock },
): Promise<CastDesk> {
  const clock = file?.clock ?? new ManualClock();
  const running = new RunningBroadcasts();
  const store = options.store ?? (file && (await openSqlite({ file: `${file.folder}/shop.db`, specs: castSpecs, now: clock.now, log: quiet })));
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = file?.folder ?? mkdtempSync(`${tmpdir()}/cast-`);
  const own = store ?? (await openSqlite({ file: `${folder}/shop.db`, specs: castSpecs, now: clock.now, log: quiet }));
  const desk = await openDesk(
    {
      policy: { caps: [], zone: 'Asia/Shanghai' },
      ...options,
      store: own,
      broadcasts: {
        mayGo: (key) => running.mayGo(key),
        follows: (ops) => follows(ops, clock.now(), (id) => running.isSending(id)),
        replied: (key, _contact, at) => markOf(key, 'replied', at),
        optedOut: (key, _contact, at) => markOf(key, 'opted_out', at),
      },
    },
    folder,
    clock,
  );
  let ids = 0;
  const all = new Broadcasts({
    store: own,
    running,
    now: clock.now,
    newId: () => `x${Date.now().toString(36)}${ids++}`,
    ...(repeats && { repeats }),
    changed: () => releaser.wake(),
  });
  const channels = new Map<string, Channel>([desk.channel, ...(options.others ?? [])].map((one) => [`${one.name}:main`, one]));
  const releaserOptions: ReleaserOptions = {
    store: own,
    running,
    broadcasts: all,
    channels,
    policy: { caps: [], zone: 'Asia/Shanghai', ...options.policy },
    clock,
    log: quiet,
    lang: 'en',
    open: async () => ({ content: { ...hello, ...content }, settings: { zone: 'shop', shopZone: 'Asia/Shanghai', holdOut: 0, ...settings } }),
    enterAll: (entries, ops) => desk.runtime.enterAll(entries, ops),
    orderedAt: async () => undefined,
    heldBack: (account) => desk.runtime.rests(account),
    notify: () => {},
    ...(repeats && { repeats }),
    ...given,
  };
  const releaser = new Releaser(releaserOptions);
  await running.read(own);
  return {
    ...desk,
    broadcasts: all,
    releaser,
    running,
    another: () => new Releaser(releaserOptions),
    async people(count, set = () => ({})) {
      const rows = Array.from({ length: count }, (_, n) => {
        const id = `${desk.channel.name}:main:p${String(n).padStart(5, '0')}`;
        return { ...newContact(id, clock.now()), name: `P${n}`, consent: { marketing: true }, ...set(n) };
      });
      for (let n = 0; n < rows.length; n += 500) await own.write(rows.slice(n, n + 500).map((row) => ({ op: 'insert' as const, in: contacts.name, row })));
    },
    async work(ms) {
      for (let left = ms; left > 0; left -= 250) {
        await releaser.step();
        await desk.passBusy(Math.min(250, left));
      }
    },
    async states(broadcast) {
      const counts = await all.counts(broadcast, recipientStates);
      return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    },
    recipientsOf: (broadcast) => own.collection(recipients).find({ where: { broadcast, _id: { gt: '' } }, sort: { by: '_id' }, limit: 1000 }),
    async close() {
      await releaser.stop();
      await desk.close();
    },
  };
}
