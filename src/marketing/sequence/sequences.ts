/**
 * People enter flows whose condition they come to fulfil. Looks every so often at whom something happened to, and every night at all, for a condition may
 * come true by mere time. In one process at a time.
 */
import type { Channel } from '../../channel.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { Logger } from '../../logger.ts';
import { type ContactRow, type ConversationRow, contacts, conversations, type InboxEvent, type SettingRow, settings } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import { personsOf } from '../audience/person-facts.ts';
import { compileSegment, type Segment } from '../audience/segment-condition.ts';
import { addressesOf } from '../broadcast/planned-recipient.ts';
import { segments } from '../broadcast/rows.ts';
import { contactAtRelease } from '../consent/ledger.ts';
import { wallTime } from '../zone-time.ts';
import { changedSince } from './changed-contacts.ts';
import { decideEntry, type EntryRules, type EntryStep } from './decide-entry.ts';
import { type EntryRow, entryId, sequenceEntries } from './entries.ts';
import { entryMoment } from './entry-moment.ts';
import { type Progress, progressOf } from './progress.ts';

/** A flow that people enter by a segment. */
export interface SequenceFlow extends EntryRules {
  flow: string;
  /** Name of the segment. */
  segment: string;
}

export interface SequencesOptions {
  store: Store;
  flows(): Promise<SequenceFlow[]>;
  /** The event of somebody who no longer fulfils the condition of a flow. */
  leftEvent(flow: string): string;
  channels: ReadonlyMap<string, Channel>;
  shop: { currency: string; country?: string; zone: string; langs: readonly string[] };
  /** Puts events into conversations in one write with `ops`. */
  enterAll(entries: readonly { conversation: string; event: InboxEvent; id: string }[], ops: readonly Op[]): Promise<void>;
  clock: Clock;
  log: Logger;
}

/** Setting that holds how far each flow was looked after. */
const setting = 'sequences';
/** Pause between two looks, and between two slices of a pass over all, ms. */
const pause = { idle: 30_000, busy: 200 };
const pageSize = 500;
/** Hour of the shop from which the nightly pass begins. */
const nightHour = 4;
/** Overlap of two looks at what changed, ms: a write may take its time. */
const overlap = 120_000;

export class Sequences {
  readonly #given: SequencesOptions;
  readonly #told = new Set<string>();
  #cancel = (): void => {};
  #working: Promise<void> = Promise.resolve();
  #over = false;

  constructor(options: SequencesOptions) {
    this.#given = options;
  }

  /** Looks from now on. */
  start(): void {
    this.#over = false;
    this.#working = this.look()
      .catch((error: unknown) => {
        this.#given.log.warn({ err: error }, 'flows that people enter by a segment could not be looked after; tried again soon');
        return false;
      })
      .then((busy) => {
        if (!this.#over) this.#cancel = this.#given.clock.after(busy ? pause.busy : pause.idle, () => this.start());
      });
  }

  /** Resolves when the look at work is done; none follows. */
  async stop(): Promise<void> {
    this.#over = true;
    this.#cancel();
    await this.#working;
  }

  /** One look at all such flows; resolves to whether a pass over all people goes on. */
  async look(): Promise<boolean> {
    const { store, flows } = this.#given;
    const before = progressOf((await store.collection(settings).get(setting))?.value);
    const live = await flows();
    if (live.length === 0 && Object.keys(before).length === 0) return false;
    const after: Record<string, Progress> = {};
    let busy = false;
    for (const flow of live) {
      const key = `${flow.flow}/${flow.segment}`;
      const segment = await this.#segmentOf(flow);
      if (!segment) continue;
      const progress = await this.#lookAfter(flow, segment, before[key]);
      after[key] = progress;
      busy ||= progress.pass !== undefined;
    }
    // A flow that is no longer live is forgotten: when it comes back, it goes live anew.
    if (JSON.stringify(after) !== JSON.stringify(before))
      await store.write([{ op: 'put', in: settings.name, row: { _id: setting, v: 1, value: after } as SettingRow }]);
    return busy;
  }

  async #segmentOf({ flow, segment }: SequenceFlow): Promise<(Segment & { where: string }) | undefined> {
    const { store, shop, log } = this.#given;
    const [row] = await store.collection(segments).find({ where: { name: segment }, limit: 1 });
    const compiled = row && compileSegment(row.where, { currency: shop.currency, zone: shop.zone, lang: shop.langs[0] ?? 'zh' });
    if (row && compiled?.ok) {
      this.#told.delete(flow);
      return { ...compiled, where: row.where };
    }
    if (!this.#told.has(flow)) log.warn({ flow, segment }, 'nobody enters the flow: no segment is saved under this name');
    this.#told.add(flow);
    return undefined;
  }

  async #lookAfter(flow: SequenceFlow, segment: Segment & { where: string }, known: Progress | undefined): Promise<Progress> {
    const { clock, shop, log } = this.#given;
    const now = clock.now();
    const { year, month, date, minute } = wallTime(now, shop.zone);
    const night = `${year}-${month}-${date}`;
    const isNew = known?.where !== segment.where;
    let progress: Progress = isNew || !known ? { where: segment.where, changed: now, night, pass: { base: true, cursor: '', known: 0 } } : known;
    if (!progress.pass && progress.night !== night && minute >= nightHour * 60) progress = { ...progress, night, pass: { base: false, cursor: '', known: 0 } };
    if (progress.pass) {
      const { base, cursor } = progress.pass;
      const page = await this.#given.store.collection(contacts).find({ where: { _id: { gt: cursor } }, sort: { by: '_id' }, limit: pageSize });
      const done = await this.#people(flow, segment, page, base);
      const count = progress.pass.known + done;
      if (page.length === pageSize) return { ...progress, pass: { base, cursor: page.at(-1)?._id ?? cursor, known: count } };
      if (base)
        log.info(
          { flow: flow.flow, people: count },
          `people who fulfil the condition of the flow already do not enter it${count > 0 ? '; existing: true lets them' : ''}`,
        );
      const { pass: _, ...rest } = progress;
      return rest;
    }
    const waiting = await this.#waiting(flow.flow);
    const changed = await changedSince(this.#given.store, progress.changed - overlap, shop.country);
    const people = new Map([...waiting, ...changed].map((contact) => [contact._id, contact]));
    const all = [...people.values()];
    for (let n = 0; n < all.length; n += pageSize) await this.#people(flow, segment, all.slice(n, n + pageSize), false);
    return { ...progress, changed: now };
  }

  /** Contacts for whom the moment did not fit so far; the first thousand. */
  async #waiting(flow: string): Promise<ContactRow[]> {
    const { store } = this.#given;
    const rows = await store.collection(sequenceEntries).find({ where: { flow, state: 'waiting' }, limit: 1_000 });
    return store.collection(contacts).getMany(rows.map(({ contact }) => contact));
  }

  /** Decides for a page of people and writes what follows; resolves to how many were noted as having fulfilled it before. */
  async #people(flow: SequenceFlow, segment: Segment, page: readonly ContactRow[], base: boolean): Promise<number> {
    const { store, shop, clock } = this.#given;
    const people = page.filter(({ mergedInto }) => mergedInto === undefined);
    if (people.length === 0) return 0;
    const now = clock.now();
    const facts = await personsOf({ store, currency: shop.currency, ...(shop.country && { country: shop.country }), names: segment.names }, people);
    const rows = new Map((await store.collection(sequenceEntries).getMany(people.map(({ _id }) => entryId(flow.flow, _id)))).map((row) => [row.contact, row]));
    const ops: Op[] = [];
    const entries: { conversation: string; event: InboxEvent; id: string }[] = [];
    let known = 0;
    for (const [n, contact] of people.entries()) {
      const own = facts[n];
      const row = rows.get(contact._id) ?? null;
      const step = own ? decideEntry({ row, holds: segment.holds(own, now), base, now }, flow) : 'nothing';
      if (step === 'know') known += 1;
      const done = await this.#done(flow, contact, row, step, now);
      ops.push(...done.ops);
      if (done.entry) entries.push(done.entry);
    }
    if (ops.length > 0) await this.#given.enterAll(entries, ops);
    return known;
  }

  async #done(
    { flow, segment }: SequenceFlow,
    contact: ContactRow,
    row: EntryRow | null,
    step: EntryStep,
    now: number,
  ): Promise<{ ops: Op[]; entry?: { conversation: string; event: InboxEvent; id: string } }> {
    const _id = entryId(flow, contact._id);
    const put = (set: Partial<EntryRow>): Op => ({
      op: 'put',
      in: sequenceEntries.name,
      row: { ...(row ?? { flow, contact: contact._id, state: 'waiting', times: 0 }), ...set, _id, v: 1 } as EntryRow,
    });
    const event = (conversation: string, id: string, name: string) => ({
      conversation,
      event: { type: 'engine', event: { type: 'event', id, name, data: { flow, segment } } } as const,
      id,
    });
    if (step === 'nothing') return { ops: [] };
    if (step === 'know') return { ops: [put({ state: 'existing' })] };
    if (step === 'forget') return { ops: [{ op: 'delete', in: sequenceEntries.name, id: _id }] };
    if (step === 'out') return { ops: [put({ state: 'out' })] };
    const times = row?.times ?? 0;
    if (step === 'leave') {
      const left = row?.conversation === undefined ? undefined : event(row.conversation, `left:${_id}:${times}`, this.#given.leftEvent(flow));
      return { ops: [put({ state: 'out' })], ...(left && { entry: left }) };
    }
    if (!row && (await this.#enteredAsAnother(flow, contact._id))) return { ops: [put({ state: 'existing' })] };
    const conversation = await this.#placeFor(contact, now);
    if (conversation === 'busy') return { ops: row?.state === 'waiting' ? [] : [put({ state: 'waiting' })] };
    if (conversation === undefined) {
      if (row?.state !== 'waiting') return { ops: [] };
      return { ops: [times > 0 ? put({ state: 'out' }) : { op: 'delete', in: sequenceEntries.name, id: _id }] };
    }
    return { ops: [put({ state: 'entered', times: times + 1, enteredAt: now, conversation })], entry: event(conversation, `${_id}:${times + 1}`, 'segment') };
  }

  /** The conversation in which somebody may be written to now; `busy` when later; undefined for those who did not agree or cannot be reached. */
  async #placeFor({ _id, consent }: ContactRow, now: number): Promise<string | undefined> {
    const { store, channels } = this.#given;
    if (consent.marketing !== true) return undefined;
    const contact = await contactAtRelease(store, _id);
    if (contact?.consent.marketing !== true) return undefined;
    const addresses = addressesOf(contact, new Set(channels.keys()));
    const [best] = addresses;
    if (best === undefined) return undefined;
    const rows: ConversationRow[] = await store.collection(conversations).getMany(addresses);
    return rows.some((row) => entryMoment(row, now) === 'busy') ? 'busy' : best;
  }

  /** True when a contact that was merged into this one has entered before. */
  async #enteredAsAnother(flow: string, contact: string): Promise<boolean> {
    const { store } = this.#given;
    const merged = await store.collection(contacts).find({ where: { mergedInto: contact }, limit: 100 });
    const rows = merged.length === 0 ? [] : await store.collection(sequenceEntries).getMany(merged.map(({ _id }) => entryId(flow, _id)));
    return rows.some(({ times }) => times > 0);
  }
}
