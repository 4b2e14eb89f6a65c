/** What a report costs in a shop of 25,000 conversations a day: how long a day takes to be added up, how long reports take afterwards, and how long others wait meanwhile. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCollections } from '../src/app/open-store.ts';
import { createReports } from '../src/reports/reports.ts';
import { conversationDays, dayAfter } from '../src/store/conversation-days.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import { watchedWork } from './watched-work.ts';

const perDay = 25_000;
const now = Date.UTC(2026, 10, 30, 4);
const channels = ['wechat-official', 'whatsapp-cloud', 'telegram', 'webchat'];
const flows = ['menu', 'order-status', 'returns', 'cart-reminder', 'product-search', 'rate-service'];

export interface ReportWork {
  name: string;
  ms: number;
  /** The longest time in which nothing else got its turn, by the clock and of this thread's CPU, ms. */
  stallMs: number;
  stallCpuMs: number;
}

/** `days`: how many of them hold conversations; up to 40 are kept. */
export async function benchReports(days: number, progress: (text: string) => void): Promise<ReportWork[]> {
  const all = days * perDay;
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-reports-'));
  const file = join(folder, 'x.db');
  const store = await openSqlite({ file, specs: allCollections, now: () => now, log: { info() {}, warn() {} } });
  try {
    for (let n = 0; n < all; n += 1_000) {
      const rows = Array.from({ length: Math.min(1_000, all - n) }, (_, k) => {
        const at = n + k;
        const day = dayAfter('2026-11-30', -Math.floor((at / all) * days));
        const channel = channels[at % channels.length] ?? '';
        const conversation = `${channel}:main:${12_025_550_000 + at}`;
        const own = Object.fromEntries(
          [0, 1].map((more) => [flows[(at + more) % flows.length], { began: 1, ...(at % 50 === 0 && { scores: [1 + (at % 5)] }) }]),
        );
        const tally = {
          in: 3,
          bot: 4,
          person: at % 6 === 0 ? 1 : 0,
          botMs: 300 + (at % 900),
          sent: { service: 4 },
          ...(at % 6 === 0 && { handoffs: { asked: 1 } }),
        };
        return { _id: `${day}:${conversation}`, v: 1, conversation, day, at: now, channel, flows: own, ...tally };
      });
      await store.insertNew(conversationDays.name, rows);
    }
    progress(`${all.toLocaleString('en')} rows of ${days} days, ${Math.round(statSync(file).size / 2 ** 20)} MB`);
    const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 5, wage: 40, now: () => now });
    const period = reports.period();
    if (!period) throw new Error('no period');
    const found: ReportWork[] = [];
    for (const [name, work, parts] of [
      ['a day that is over, added up once', () => reports.days.close(), days - 1],
      ['the first report of a day, with the conversations of today', () => reports.overview(period), 1],
      ['the next one', () => reports.overview(period), 1],
      ['by channel', () => reports.overview(period, 'channel'), 1],
      ['flows', () => reports.flows(period), 1],
      ['campaigns', () => reports.campaigns(period), 1],
      ['ratings', () => reports.csat(period), 1],
    ] as const) {
      const begun = performance.now();
      const { stallMs, stallCpuMs } = await watchedWork<unknown>(work);
      found.push({ name, ms: (performance.now() - begun) / parts, stallMs, stallCpuMs });
    }
    return found;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
