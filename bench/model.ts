/**
 * A model of many machines: no measurement, but the queues that follow from the service times which were measured on one. Messages come at random, each
 * conversation's one after another; an installation has its workers, its Redis and its share of the shards of MongoDB; parts of it fail on the way.
 * `npm run bench -- model`; `--rate 10000 --workers 18 --shards 12 --installations 3` put other figures in. Deterministic.
 */
import { Heap } from './model-heap.ts';

export interface Model {
  /** Messages a second of all installations together. */
  rate: number;
  installations: number;
  /** Workers and shards of all installations together. */
  workers: number;
  shards: number;
  /** CPU of a worker for a turn, ms: 1,000 ÷ turns per CPU-second on MongoDB. */
  turnMs: number;
  /** Documents written for a message, and how many a second a shard's primary takes. */
  documents: number;
  shardDocuments: number;
  /** Jobs that a worker has at once (`limits.busy`). */
  atOnce: number;
  conversations: number;
  /** True where other processes take the webhooks: then workers find nothing by themselves while Redis is away. */
  apart: boolean;
  /** Length of each phase, s. */
  phaseSeconds: number;
}

export const measured: Model = {
  rate: 10_000,
  installations: 3,
  workers: 18,
  shards: 12,
  turnMs: 1_000 / 1_140,
  documents: 10.8,
  shardDocuments: 15_000,
  atOnce: 256,
  conversations: 1_000_000,
  apart: false,
  phaseSeconds: 40,
};

/** A job of a dead worker is another one's after the lock's time and up to one look (src/cluster/redis-jobs.ts), ms. */
const lock = { least: 6_000, look: 2_000 };
/** A holder's lease is another one's when it was unchanged for so long, looked at so often (decision 18), ms. */
const lease = { unchanged: 8_000, look: 2_000 };
/**
 * While Redis is away the workers of an installation ask the store for so many conversations in so long, all of them for the same ones
 * (src/cluster/shared-cluster.ts); a process that takes webhooks and works needs to ask for nothing: it does what it hears of.
 */
const sweep = { everyMs: 1_000, most: 200 };
/** A primary that is lost is replaced after about so long (electionTimeoutMillis of a replica set, and the drivers), ms. */
const electionMs = 12_000;
/** A worker that was killed is started again and ready after so long, ms. */
const restartMs = 10_000;
/** Share of the work that a clock begins and no message; the leader's timers wake it. */
const timedShare = 0.02;

interface Work {
  at: number;
  conversation: number;
  phase: number;
}

interface Worker {
  alive: boolean;
  /** Jobs that it has; the first one is at work. */
  jobs: Work[];
  /** Rises when it dies, so that what was begun before comes to nothing. */
  life: number;
}

interface Shard {
  freeAt: number;
  downUntil: number;
}

interface Installation {
  ready: Work[];
  head: number;
  workers: Worker[];
  shards: Shard[];
  /** Workers are told of what waits. */
  told: boolean;
  leaderUntil: number;
  timed: Work[];
}

export interface Phase {
  name: string;
  messages: number;
  /** Ms from stored to written. */
  p50: number;
  p99: number;
  p999: number;
  longest: number;
  /** Seconds until the last message of the phase was done, counted from its end; 0 when none waited beyond it. */
  after: number;
  /** The most that waited at once in one installation. */
  waiting: number;
}

/** Numbers from 0 up to 1, the same at each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const phases = [
  'nothing fails',
  'a worker of one installation is killed',
  'its leader dies: the lease moves',
  'a primary is lost',
  'its Redis is away for a quarter of the time',
  'nothing fails any more',
];

/** Runs the model through its phases, one of `phaseSeconds` each; what fails does so a tenth into its phase, in the first installation. */
export function runModel(model: Model): { phases: Phase[]; busy: number; shardBusy: number } {
  const { rate, turnMs, atOnce, conversations } = model;
  const random = numbers(20_261_130);
  const exponential = (mean: number): number => -Math.log(1 - random()) * mean;
  const share = (all: number): number => Math.max(1, Math.round(all / model.installations));
  const installations = Array.from(
    { length: model.installations },
    (): Installation => ({
      ready: [],
      head: 0,
      workers: Array.from({ length: share(model.workers) }, () => ({ alive: true, jobs: [], life: 0 })),
      shards: Array.from({ length: share(model.shards) }, () => ({ freeAt: 0, downUntil: 0 })),
      told: true,
      leaderUntil: 0,
      timed: [],
    }),
  );
  const phaseMs = model.phaseSeconds * 1_000;
  const end = phases.length * phaseMs;
  const found = phases.map(() => ({ waits: [] as number[], last: 0, waiting: 0 }));
  /** Conversations at work, with what waits behind. */
  const busy = new Map<number, Work[]>();
  const heap = new Heap();
  let [now, worked, written] = [0, 0, 0];

  const begin = (of: Installation, worker: Worker): void => {
    const { life } = worker;
    // Turns cost different amounts: half of each is the same for all.
    const ms = turnMs / 2 + exponential(turnMs / 2);
    heap.add(now + ms, () => {
      if (worker.life !== life) return;
      worked += ms;
      const work = worker.jobs.shift();
      if (work) store(of, work);
      fill(of, worker);
      if (worker.jobs.length > 0) begin(of, worker);
    });
  };
  const store = (of: Installation, work: Work): void => {
    const shard = of.shards[work.conversation % of.shards.length];
    if (!shard) return;
    const ms = (model.documents / model.shardDocuments) * 1_000;
    shard.freeAt = Math.max(now, shard.freeAt, shard.downUntil) + ms;
    written += ms;
    heap.add(shard.freeAt, () => done(of, work));
  };
  const done = (of: Installation, { conversation, at, phase }: Work): void => {
    const one = found[phase];
    one?.waits.push(now - at);
    if (one) one.last = now;
    const next = busy.get(conversation)?.shift();
    if (next) put(of, next);
    else busy.delete(conversation);
  };
  const put = (of: Installation, work: Work): void => {
    of.ready.push(work);
    const one = found[Math.min(phases.length - 1, Math.floor(now / phaseMs))];
    if (one) one.waiting = Math.max(one.waiting, of.ready.length - of.head);
    if (of.told) hand(of);
  };
  const fill = (of: Installation, worker: Worker): void => {
    while (of.told && worker.alive && worker.jobs.length < atOnce && of.head < of.ready.length) {
      const work = of.ready[of.head++];
      if (work) worker.jobs.push(work);
    }
    if (of.head > 100_000) {
      of.ready = of.ready.slice(of.head);
      of.head = 0;
    }
  };
  /** Gives what waits, `most` of it, to the workers that have the fewest jobs. */
  const hand = (of: Installation, most = Number.POSITIVE_INFINITY): void => {
    for (let given = 0; given < most && of.head < of.ready.length; given++) {
      const idle = of.workers.reduce<Worker | undefined>((best, one) => (one.alive && (!best || one.jobs.length < best.jobs.length) ? one : best), undefined);
      if (!idle || idle.jobs.length >= atOnce) return;
      const work = of.ready[of.head++];
      if (!work) return;
      idle.jobs.push(work);
      if (idle.jobs.length === 1) begin(of, idle);
    }
  };
  const arrive = (of: Installation, work: Work): void => {
    const behind = busy.get(work.conversation);
    if (behind) return void behind.push(work);
    busy.set(work.conversation, []);
    put(of, work);
  };
  const kill = (of: Installation): void => {
    const [worker] = of.workers;
    if (!worker) return;
    worker.alive = false;
    worker.life += 1;
    for (const work of worker.jobs.splice(0)) heap.add(now + lock.least + random() * lock.look, () => put(of, work));
    heap.add(now + restartMs, () => {
      worker.alive = true;
      hand(of);
    });
  };
  const sweeping = (of: Installation): void => {
    if (of.told) return hand(of);
    hand(of, sweep.most);
    heap.add(now + sweep.everyMs, () => sweeping(of));
  };
  const [first] = installations;
  if (!first) throw new Error('a model needs an installation');
  const inPhase = (n: number, run: () => void): void => heap.add((n + 0.1) * phaseMs, run);
  inPhase(1, () => kill(first));
  inPhase(2, () => {
    const moved = lease.unchanged + random() * lease.look;
    first.leaderUntil = now + moved;
    heap.add(now + moved, () => {
      for (const work of first.timed.splice(0)) arrive(first, work);
    });
  });
  inPhase(3, () => {
    const [shard] = first.shards;
    if (shard) shard.downUntil = now + electionMs;
  });
  inPhase(4, () => {
    first.told = !model.apart;
    sweeping(first);
    heap.add(now + phaseMs / 4, () => {
      first.told = true;
    });
  });
  const come = (): void => {
    const conversation = Math.floor(random() * conversations);
    const of = installations[conversation % installations.length] ?? first;
    const work = { at: now, conversation, phase: Math.min(phases.length - 1, Math.floor(now / phaseMs)) };
    if (random() < timedShare && of.leaderUntil > now) of.timed.push(work);
    else arrive(of, work);
    const next = now + exponential(1_000 / rate);
    if (next < end) heap.add(next, come);
  };
  heap.add(0, come);
  for (let next = heap.take(); next; next = heap.take()) {
    now = next.at;
    next.run();
  }
  const coresMs = installations.reduce((sum, { workers }) => sum + workers.length, 0) * end;
  const shardsMs = installations.reduce((sum, { shards }) => sum + shards.length, 0) * end;
  return {
    busy: worked / coresMs,
    shardBusy: written / shardsMs,
    phases: found.map(({ waits, last, waiting }, n) => {
      waits.sort((a, b) => a - b);
      const at = (part: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0;
      const after = Math.max(0, (last - (n + 1) * phaseMs) / 1_000);
      return { name: phases[n] ?? '', messages: waits.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), longest: at(1), after, waiting };
    }),
  };
}
