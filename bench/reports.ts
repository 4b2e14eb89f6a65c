/**
 * What a report costs in a shop of 1,000,000 conversations in 40 days: `npx tsx bench/reports.ts [CONVERSATIONS]`. Prints how long a day takes to be added up,
 * and how long the reports take afterwards, with the longest stall of the event loop meanwhile.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allCollections } from '../src/app/open-store.ts';
import { createReports } from '../src/reports/reports.ts';
import { conversationDays, dayAfter } from '../src/store/conversation-days.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';

const all = Number(process.argv[2] ?? 1_000_000);
const days = 40;
const now = Date.UTC(2026, 10, 30, 4);
const channels = ['wechat-official', 'whatsapp-cloud', 'telegram', 'webchat'];
const flows = ['menu', 'order-status', 'returns', 'cart-reminder', 'product-search', 'rate-service'];

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-reports-'));
const file = join(folder, 'x.db');
const store = await openSqlite({ file, specs: allCollections, now: () => now, log: { info() {}, warn() {} } });
const begun = performance.now();
for (let n = 0; n < all; n += 1_000) {
  const rows = Array.from({ length: Math.min(1_000, all - n) }, (_, k) => {
    const at = n + k;
    const day = dayAfter('2026-11-30', -Math.floor((at / all) * days));
    const channel = channels[at % channels.length] ?? '';
    const conversation = `${channel}:main:${12_025_550_000 + at}`;
    const own = Object.fromEntries([0, 1].map((more) => [flows[(at + more) % flows.length], { began: 1, ...(at % 50 === 0 && { scores: [1 + (at % 5)] }) }]));
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
console.log(`${all} rows written in ${seconds(begun)} s, ${Math.round(statSync(file).size / 1_048_576)} MB`);

const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 5, wage: 40, now: () => now });
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const closing = performance.now();
const closed = await reports.days.close();
console.log(`${closed} days added up in ${seconds(closing)} s, once; longest stall ${Math.round(delay.max / 1e6)} ms`);
const period = reports.period();
if (!period) throw new Error('no period');
for (const [name, ask] of [
  ['overview, first (today is added up)', () => reports.overview(period)],
  ['overview', () => reports.overview(period)],
  ['overview by channel', () => reports.overview(period, 'channel')],
  ['flows', () => reports.flows(period)],
  ['campaigns', () => reports.campaigns(period)],
  ['csat', () => reports.csat(period)],
] as const) {
  delay.reset();
  const from = performance.now();
  await ask();
  console.log(`${name}: ${Math.round(performance.now() - from)} ms, longest stall ${Math.round(delay.max / 1e6)} ms`);
}
await store.close();
rmSync(folder, { recursive: true, force: true });

function seconds(from: number): string {
  return ((performance.now() - from) / 1_000).toFixed(1);
}
