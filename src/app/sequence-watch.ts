/** Flows that people enter by a segment, in the running program. */
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { leftEvent } from '../flow-tree/stopped-by.ts';
import type { Logger } from '../logger.ts';
import { segments } from '../marketing/broadcast/rows.ts';
import { type SequenceFlow, Sequences } from '../marketing/sequence/sequences.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { Store } from '../store/store.ts';
import { countryOf } from './shop-base.ts';

/** Names of the segments that are saved, kept for the checks of flows. */
export class SegmentNames {
  readonly #store: Store;
  #names: ReadonlySet<string> = new Set();

  constructor(store: Store) {
    this.#store = store;
  }

  get(): ReadonlySet<string> {
    return this.#names;
  }

  /** Reads them anew. */
  async read(): Promise<void> {
    const found: string[] = [];
    for (let after = ''; ; ) {
      const rows = await this.#store.collection(segments).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: 500 });
      found.push(...rows.map(({ name }) => name));
      after = rows.at(-1)?._id ?? '';
      if (rows.length < 500) break;
    }
    this.#names = new Set(found.sort());
  }
}

/** The flows of a set that begin by a segment. */
export function sequenceFlows(set: FlowSet): SequenceFlow[] {
  return [...set.live.values()].flatMap(({ name, start }) =>
    start.flatMap((trigger): SequenceFlow[] => {
      if (!('segment' in trigger)) return [];
      const { segment, again, existing, leave } = trigger;
      return [{ flow: name, segment, ...(again !== undefined && { again }), ...(existing && { existing }), ...(leave && { leave }) }];
    }),
  );
}

export interface SequenceParts {
  store: Store;
  flows: Pick<FlowLibrary, 'set' | 'refresh'>;
  names: SegmentNames;
  channels: ReadonlyMap<string, Channel>;
  shop: Config['shop'];
  runtime: Pick<Runtime, 'enterAll'>;
  clock: Clock;
  log: Logger;
}

/** Watches over them once it is started. */
export function watchSequences({ store, flows, names, channels, shop, runtime, clock, log }: SequenceParts): Sequences {
  const country = countryOf(shop);
  return new Sequences({
    store,
    async flows() {
      const found = sequenceFlows(flows.set());
      if (found.length === 0) return found;
      const before = [...names.get()].join('\n');
      await names.read();
      if ([...names.get()].join('\n') !== before) await flows.refresh();
      return found;
    },
    leftEvent,
    channels,
    shop: { currency: shop.currency, zone: shop.zone, langs: shop.langs, ...(country !== undefined && { country }) },
    enterAll: runtime.enterAll,
    clock,
    log,
  });
}
