import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const troubles = ['held', 'failed', 'unknown'] as const;

export interface Gauged {
  /** Counts of what the runtime does now, by kind. */
  runtime(): Record<string, number>;
  /** Returns the number of messages that did not go out. */
  notSent(status: (typeof troubles)[number]): Promise<number>;
}

/** Creates every metric of /metrics, declared once. */
export function createMetrics(now: Gauged) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'zhanggui_' });
  const counter = (name: string, help: string, labelNames: string[] = []) => new Counter({ name: `zhanggui_${name}`, help, labelNames, registers: [registry] });
  const seconds = (name: string, help: string, labelNames: string[] = []) =>
    new Histogram({
      name: `zhanggui_${name}_seconds`,
      help,
      labelNames,
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 15, 60],
      registers: [registry],
    });
  new Gauge({
    name: 'zhanggui_runtime',
    help: 'Work in hand, by kind: conversations active, cached and sending, turns, events in memory (inbox), calls',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const [kind, value] of Object.entries(now.runtime())) this.set({ kind }, value);
    },
  });
  new Gauge({
    name: 'zhanggui_outbox',
    help: 'Messages that did not go out, by status: held (goes out by itself later), failed, unknown',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      const counts = await Promise.allSettled(troubles.map((status) => now.notSent(status)));
      // A store that does not answer leaves its numbers out, not the whole page.
      this.reset();
      for (const [n, status] of troubles.entries()) {
        const count = counts[n];
        if (count?.status === 'fulfilled') this.set({ status }, count.value);
      }
    },
  });
  return {
    registry,
    hooks: counter('hooks_total', 'Webhooks by channel and answer', ['channel', 'status']),
    inbound: counter('inbound_total', 'Events taken in, by channel and whether they were new', ['channel', 'result']),
    sends: counter('sends_total', 'Sends by channel and outcome', ['channel', 'outcome']),
    turns: seconds('turn', 'Duration of turns'),
    replies: seconds('reply', 'From the arrival of a message to the end of sending the first answer', ['channel']),
    calls: seconds('call', 'Duration of calls, by name and outcome', ['name', 'outcome']),
    voice: seconds('voice', 'Duration of listening to voice messages, by outcome: heard, unsure, or why there are no words', ['outcome']),
    notices: counter('notices_total', 'Notices for people of the shop'),
    problems: counter('problems_total', 'Errors that customers or merchants could notice, by kind', ['kind']),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
