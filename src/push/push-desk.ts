/** Browsers that take notices, and who is told what: a conversation that was assigned to me, a customer who waits for me or for anybody, a call that rings. */
import { createHash } from 'node:crypto';
import type { Live } from '../console/live.ts';
import { may } from '../console/permissions.ts';
import { isInQueue } from '../console/queues.ts';
import { type StaffRow, staffRows } from '../console/rows.ts';
import type { Staff } from '../console/staff.ts';
import type { Logger } from '../logger.ts';
import { type ConversationRow, contacts, conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { type NoticeKind, noticeText } from './notices.ts';
import { retryIn } from './retry-in.ts';
import { type PushDeviceRow, pushDevices, pushTold } from './rows.ts';
import { pushKeys, type SendPushOptions, sendPush } from './send-push.ts';

/** Browsers of one person at most; the oldest goes. */
const devicesMost = 20;
/** A notice of a customer who waits is of use for so long, seconds; one of a call as long as it rings. */
const ttl = { reply: 3_600, unassigned: 3_600, assigned: 3_600, ringing: 60, test: 60 } as const;
/** Conversations that are looked through for those that wait for a person. */
const waitingMost = 500;
/** Conversations whose owner is remembered, to see that another has it now. */
const seenMost = 5_000;
/** Notices of one person that wait for another try at most: they leave those of colleagues alone. They are in memory, and end with the program. */
const retriesMost = 40;
/** Notices that one browser waits for at most while its push service keeps silent. */
const lineMost = 10;
/** Calls are looked for so often, ms: they ring for a minute. */
const ringingMs = 2_000;

export interface PushDeskOptions {
  store: Store;
  live: Pick<Live, 'listen' | 'presentIn'>;
  staff: Pick<Staff, 'standing'>;
  subject: string;
  allow: readonly string[];
  /** Calls that ring. */
  ringing?(): Promise<readonly { id: string; conversation: string }[]>;
  log: Logger;
  now(): number;
  /** Runs it after so many ms; the answer takes it back. A timer unless given. */
  later?(run: () => void, ms: number): () => void;
}

export type NewDevice = Pick<PushDeviceRow, 'staff' | 'session' | 'endpoint' | 'p256dh' | 'auth' | 'agent' | 'lang' | 'words' | 'muted' | 'unassigned'>;
export type PushDesk = Awaited<ReturnType<typeof createPushDesk>>;

export const deviceId = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');

const afterMs = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

/** Tells whether a notice of the conversation as it was is still true of it now. */
function isStill(kind: NoticeKind, was: ConversationRow, is: ConversationRow): boolean {
  if (kind === 'reply' || kind === 'unassigned') return is.owner === was.owner && is.waits === was.waits && is.state === was.state;
  return kind !== 'assigned' || is.owner === was.owner;
}

/** Opens the desk; it tells nobody before `start`. */
export async function createPushDesk({ store, live, staff: people, subject, allow, ringing, log, now, later = afterMs }: PushDeskOptions) {
  const rows = store.collection(pushDevices);
  const options: SendPushOptions = { keys: await pushKeys(store), subject, allow };
  /** Conversations that changed and were not looked at yet. */
  const changed = new Set<string>();
  let working: Promise<void> | undefined;
  let stop = (): void => {};

  const kept = (staff: string): Promise<PushDeviceRow[]> => rows.find({ where: { staff }, limit: devicesMost * 2 });
  /** Browsers whose session was not ended, and the row of any other goes. */
  async function standing(found: readonly PushDeviceRow[]): Promise<{ device: PushDeviceRow; session: 'stands' | 'idle' | 'lacks' }[]> {
    const stand: { device: PushDeviceRow; session: 'stands' | 'idle' | 'lacks' }[] = [];
    for (const device of found) {
      const session = await people.standing(device.session);
      if (session === null) await rows.delete(device._id);
      else stand.push({ device, session });
    }
    return stand;
  }
  const devicesOf = async (staff: string): Promise<PushDeviceRow[]> => (await standing(await kept(staff))).map(({ device }) => device);
  /** Browsers that may be told now: a phone that lay there over night is, but shows no words of customers before its person signed in again. */
  const toTell = async (found: readonly PushDeviceRow[]): Promise<PushDeviceRow[]> =>
    (await standing(found)).flatMap(({ device, session }) => (session === 'lacks' ? [] : [session === 'idle' ? { ...device, words: false } : device]));

  /** Notices that a push service did not take, and that are given to it again. */
  const retries = new Map<() => void, string>();
  const retriesOf = (staff: string): number => [...retries.values()].filter((one) => one === staff).length;

  /** `until`: time after which it is of no use, epoch ms. */
  async function tell(
    device: PushDeviceRow,
    kind: NoticeKind,
    waiting: number,
    row?: ConversationRow,
    { tries, until }: { tries: number; until: number } = { tries: 0, until: now() + ttl[kind] * 1_000 },
  ): Promise<boolean> {
    if (row && device.muted.includes(row.address.channel)) return false;
    const contact = device.words && row ? await store.collection(contacts).get(row.contact) : null;
    const text = noticeText(kind, device.lang, device.words && row ? { name: contact?.name ?? '', text: row.preview } : undefined);
    const done = await sendPush(
      options,
      device,
      {
        ...text,
        path: row ? `/console/inbox/${encodeURIComponent(row._id)}` : '/console/',
        tag: row ? `${kind}:${row._id}` : kind,
        waiting,
      },
      { ttl: Math.max(1, Math.round((until - now()) / 1_000)), urgent: kind === 'ringing' },
    );
    if (done.done === 'gone') await rows.delete(device._id);
    if (done.done !== 'failed') return done.done === 'sent';
    const wait = row && retriesOf(device.staff) < retriesMost ? retryIn(done, tries, until - now()) : undefined;
    if (row && wait !== undefined) again(device.staff, wait, () => tellAgain(device._id, kind, row, { tries: tries + 1, until }));
    else log.warn({ device: device._id, status: done.status, tries: tries + 1 }, 'a notice did not reach the push service of a browser');
    return false;
  }

  function again(staff: string, ms: number, run: () => Promise<void>): void {
    const end = later(() => {
      retries.delete(end);
      void run().catch((error: unknown) => log.warn({ err: error }, 'a notice could not be given to a push service again'));
    }, ms);
    retries.set(end, staff);
  }

  /** Another try, for whoever is still to be told of what is still so. */
  async function tellAgain(id: string, kind: NoticeKind, was: ConversationRow, next: { tries: number; until: number }): Promise<void> {
    const device = await rows.get(id);
    const [stands] = device ? await toTell([device]) : [];
    const is = await store.collection(conversations).get(was._id);
    if (!stands || !is || !isStill(kind, was, is)) return;
    await tell(stands, kind, await waitingFor((await store.collection(staffRows).get(stands.staff))?.name), is, next);
  }

  /** Notices under way, by browser: a push service that keeps silent holds up no other browser. */
  const lines = new Map<string, { last: Promise<void>; length: number }>();
  let stopped = false;
  /** Tells a browser after what it is told already; what had to wait is looked at anew, since it may be over or its person may have signed out. */
  function inLine(device: PushDeviceRow, kind: NoticeKind, waiting: number, row: ConversationRow): void {
    const line = lines.get(device._id) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= lineMost) return log.warn({ device: device._id }, 'a push service of a browser keeps silent: a notice was left out');
    const next = { tries: 0, until: now() + ttl[kind] * 1_000 };
    const waits = line.length > 0;
    line.length++;
    line.last = line.last
      .then(async () => {
        if (stopped || now() >= next.until) return;
        await (waits ? tellAgain(device._id, kind, row, next) : tell(device, kind, waiting, row, next));
      })
      .catch((error: unknown) => log.warn({ err: error }, 'a notice could not be sent'))
      .then(() => {
        line.length--;
        if (line.length === 0) lines.delete(device._id);
      });
    lines.set(device._id, line);
  }
  const sent = () => Promise.all([...lines.values()].map(({ last }) => last));

  async function waitingFor(name: string | undefined): Promise<number> {
    const found = await store.collection(conversations).find({ where: { state: 'handoff' }, limit: waitingMost });
    return found.filter(({ owner, waits }) => owner === name && waits !== undefined).length;
  }

  /** Tells a person on each of their browsers that is still signed in; nothing where they look at it already. */
  async function tellPerson(person: StaffRow, kind: NoticeKind, about: string, row: ConversationRow): Promise<void> {
    if (person.off !== undefined || !may(person.role, 'inbox')) return;
    const devices = (await kept(person._id)).filter(({ unassigned }) => kind !== 'unassigned' || unassigned);
    if (devices.length === 0 || live.presentIn(row._id).some(({ who }) => who === person.name)) return;
    const told = await store.collection(pushTold).insert({ _id: `${person._id} ${about}`, at: now() });
    if (told !== 'done') return;
    const stand = await toTell(devices);
    const waiting = stand.length > 0 ? await waitingFor(person.name) : 0;
    for (const device of stand) inLine(device, kind, waiting, row);
  }

  /** Conversations as they were when looked at last: who had them, and to whom they were about to be given. */
  const seen = new Map<string, { owner: string; giving?: { act: string; to: string } }>();

  async function look(id: string): Promise<void> {
    const row = await store.collection(conversations).get(id);
    if (!row) return;
    const people = await store.collection(staffRows).find({ limit: 1_000 });
    const before = seen.get(id);
    const assign = row.planned?.find(({ act }) => act === 'assign');
    seen.delete(id);
    seen.set(id, { owner: row.owner, ...(assign?.to !== undefined && { giving: { act: assign.id, to: assign.to } }) });
    for (const oldest of seen.keys()) if (seen.size > seenMost) seen.delete(oldest);
    const owner = people.find(({ name }) => name === row.owner);
    const wasGiven = before?.giving?.to === row.owner || (before !== undefined && before.owner !== row.owner);
    if (owner && wasGiven) await tellPerson(owner, 'assigned', `assigned ${id} ${before?.giving?.act ?? row.lastAt}`, row);
    if (owner && row.waits !== undefined) await tellPerson(owner, 'reply', `reply ${id} ${row.waits}`, row);
    if (row.waits !== undefined && isInQueue(row, 'unassigned', ''))
      for (const person of people) await tellPerson(person, 'unassigned', `unassigned ${id} ${row.waits}`, row);
    for (const call of (await ringing?.()) ?? [])
      if (call.conversation === id) for (const person of owner ? [owner] : people) await tellPerson(person, 'ringing', `ringing ${call.id}`, row);
  }

  async function work(): Promise<void> {
    for (const id of changed) {
      changed.delete(id);
      await look(id).catch((error: unknown) => log.warn({ err: error }, 'people could not be told of a conversation'));
    }
    working = undefined;
  }

  const rung = new Set<string>();
  /** Looks for calls that have begun to ring: nothing else is told of them. */
  async function heard(): Promise<void> {
    const calls = (await ringing?.()) ?? [];
    for (const { id, conversation } of calls) if (!rung.has(id)) changed.add(conversation);
    rung.clear();
    for (const { id } of calls) rung.add(id);
    if (changed.size > 0) working ??= work();
  }

  return {
    /** Key by which browsers know this program. */
    key: options.keys.publicKey,
    /** Tells whether the endpoint may be a push service. */
    allow,
    devicesOf,
    /** Keeps a browser; the same one once. `instead`: id of what it was before its push service gave it another endpoint. */
    async add(device: NewDevice, instead?: string): Promise<string> {
      const _id = deviceId(device.endpoint);
      await rows.delete(_id);
      if (instead !== undefined && (await rows.get(instead))?.staff === device.staff) await rows.delete(instead);
      await rows.insert({ _id, ...device, at: now() });
      const all = (await kept(device.staff)).sort((a, b) => b.at - a.at);
      for (const old of all.slice(devicesMost)) await rows.delete(old._id);
      return _id;
    },
    /** False when the person has no such browser. */
    async remove(staff: string, id: string): Promise<boolean> {
      const row = await rows.get(id);
      if (row?.staff !== staff) return false;
      await rows.delete(id);
      return true;
    },
    /** Sends a notice to see what it looks like; null when the person has no such browser. */
    async test(staff: string, id: string): Promise<boolean | null> {
      const row = await rows.get(id);
      const [stands] = row?.staff === staff ? await toTell([row]) : [];
      return stands ? tell(stands, 'test', await waitingFor((await store.collection(staffRows).get(staff))?.name)) : null;
    },
    start(): void {
      stopped = false;
      const timer = ringing && setInterval(() => void heard().catch(() => undefined), ringingMs).unref();
      const unheard = live.listen((event) => {
        if (event.type !== 'changed') return;
        changed.add(event.conversation);
        working ??= work();
      });
      stop = () => {
        unheard();
        clearInterval(timer);
      };
    },
    async stop(): Promise<void> {
      stop();
      stopped = true;
      for (const end of retries.keys()) end();
      retries.clear();
      changed.clear();
      await working;
      await sent();
    },
    /** Resolves when all that changed was looked at; for tests. */
    async idle(): Promise<void> {
      while (working || lines.size > 0) await (working ?? sent());
    },
  };
}
