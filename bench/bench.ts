/**
 * `npm run bench`: every figure of the README, one after the other, each in a process of its own; then one table.
 * `--full` compares 1,000,000 conversations with 10,000 (minutes, 4 GB in the folder for temporary files), else 200,000.
 * `npm run bench -- turns engine` runs those only; `sizing`, `mongo`, `several`, `stalls`, `saves`, `pictures`, `pictured`, `chats`, `segments`, `broadcast-plan`, `broadcast-pace`, `recommendations`, `reports`,
 * `peers`, `load`, `soak` (an hour; `--seconds`) and `model` (`--rate`, `--workers`, `--shards`, `--installations`) are run when they are named;
 * `--seconds 20` shortens `broadcast-pace`, which takes two minutes for each channel. Runs on Node 20 and 24; where Node reads TypeScript itself it does.
 */
import { spawn } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import { scaleBenches } from './scale-benches.ts';

const small = 10_000;

/** What runs in a process of its own. Progress goes to stderr. */
const benches: Record<string, (full: boolean, seconds: number) => Promise<Figure[]>> = {
  async engine() {
    const { benchEngine } = await import('./engine.ts');
    return [{ name: 'engine: advances, session through JSON', value: benchEngine(), unit: '/CPU-s', target: { atLeast: 20_000 } }];
  },
  async varied() {
    const { benchVaried } = await import('./varied.ts');
    const { varied, again } = benchVaried();
    return [
      { name: 'a message that does not repeat, in the engine', value: varied, unit: 'us CPU' },
      { name: '  the same messages again', value: again, unit: 'us CPU' },
    ];
  },
  async matcher() {
    const { benchManyEntries, benchMatcher } = await import('./matcher.ts');
    const [thousand, tenThousand] = [benchManyEntries(1_000), benchManyEntries(10_000)];
    return [
      { name: 'a question among 208 FAQ entries', value: benchMatcher(), unit: 'us CPU', target: { atMost: 200 } },
      { name: 'questions among 1,000 FAQ entries', value: thousand.asked, unit: '/CPU-s', target: { atLeast: 3_000 } },
      { name: 'learning 1,000 FAQ entries', value: thousand.learnt, unit: 'CPU-s' },
      { name: 'the longest that others wait for that', value: thousand.slice, unit: 'ms CPU', target: { atMost: 50 } },
      { name: 'questions among 10,000 FAQ entries', value: tenThousand.asked, unit: '/CPU-s', target: { atLeast: 1_500 } },
      { name: 'learning 10,000 FAQ entries', value: tenThousand.learnt, unit: 'CPU-s' },
      { name: 'the longest that others wait for that', value: tenThousand.slice, unit: 'ms CPU' },
    ];
  },
  async goods() {
    const { benchGoods } = await import('./goods.ts');
    const found = await benchGoods();
    const { medianMs, slowestMs, slowest, stallMs, indexMs, indexStallCpuMs, againMs, firstCpuMs, warmUpMs, warmUpStallMs } = found;
    return [
      { name: 'a search among 20,000 products, median', value: medianMs, unit: 'ms', target: { atMost: 15 } },
      { name: `the slowest of them (${slowest})`, value: slowestMs, unit: 'ms', target: { atMost: 15 } },
      { name: 'the first of a process, of CPU of all its threads', value: firstCpuMs, unit: 'ms', target: { atMost: 15 } },
      { name: '  by the clock', value: found.firstMs, unit: 'ms', target: { atMost: 15 } },
      { name: 'searches for nobody before it, in the background', value: warmUpMs, unit: 'ms' },
      { name: '  the longest that others wait for those, of CPU', value: warmUpStallMs, unit: 'ms', target: { atMost: 20 } },
      { name: 'the longest that others wait for a search', value: stallMs, unit: 'ms', target: { atMost: 20 } },
      { name: 'indexing 20,000 products, in a thread of its own', value: indexMs, unit: 'ms' },
      { name: '  of CPU of the thread that serves', value: found.indexCpuMs, unit: 'ms' },
      { name: '  the longest that others wait for that, by the clock', value: found.indexStallMs, unit: 'ms' },
      { name: '  of CPU', value: indexStallCpuMs, unit: 'ms', target: { atMost: 20 } },
      { name: 'the same again when only prices and stock changed', value: againMs, unit: 'ms' },
    ];
  },
  async recommendations() {
    const { benchRecommendations } = await import('./recommendations.ts');
    const { fetchHistory, generatedHistory, historyOf, publicSource } = await import('./purchase-history.ts');
    const figures: Figure[] = [];
    const fetched = await fetchHistory(progress);
    if ('why' in fetched) progress(`no public purchase history: ${fetched.why} (${publicSource.home})`);
    const histories = {
      generated: async () => generatedHistory(20_000, 100_000),
      ...('folder' in fetched && { public: () => historyOf(fetched.folder, 20_000, 100_000) }),
    };
    for (const [name, history] of Object.entries(histories)) {
      const found = await benchRecommendations(await history(), progress);
      const size = `${found.products.toLocaleString('en')} products, ${found.orders.toLocaleString('en')} orders`;
      figures.push(
        { name: `${name} history (${size}): a question, median`, value: found.p50, unit: 'ms', target: { atMost: 5 } },
        { name: '  99 of 100 within', value: found.p99, unit: 'ms' },
        { name: '  of CPU, median', value: found.cpu50, unit: 'ms', target: { atMost: 5 } },
        { name: '  of CPU, 99 of 100 within', value: found.cpu99, unit: 'ms', target: { atMost: 5 } },
        { name: '  reckoned anew in', value: found.rebuildS, unit: 's', target: { atMost: 120 } },
        { name: '  of CPU, both threads', value: found.rebuildCpuS, unit: 's' },
        { name: '  longest stall of the thread that serves', value: found.stallMs, unit: 'ms' },
        { name: '  of its CPU', value: found.stallCpuMs, unit: 'ms', target: { atMost: 20 } },
        { name: '  memory while it is reckoned', value: found.peakMb, unit: 'MB' },
        { name: `  hit rate at 10 of ${found.asked.toLocaleString('en')} customers' last order`, value: found.hits, unit: '%' },
        { name: '  the same of what is popular', value: found.popularHits, unit: '%' },
      );
    }
    return figures;
  },
  async reports(full) {
    const { benchReports } = await import('./reports.ts');
    const works = await benchReports(full ? 40 : 8, progress);
    return works.flatMap(({ name, ms, stallMs, stallCpuMs }) => [
      { name: `report: ${name}`, value: ms, unit: 'ms' },
      { name: '  the longest that others wait for that, by the clock', value: stallMs, unit: 'ms' },
      { name: '  of CPU', value: stallCpuMs, unit: 'ms', target: { atMost: 20 } },
    ]);
  },
  async stalls() {
    const { benchStalls } = await import('./stalls.ts');
    const stalls = await benchStalls(progress);
    const worst = stalls
      .slice(0, 15)
      .map(({ text, place, ms }, n) => ({ name: `${n === 0 ? 'the longest stall' : '  then'}: ${place}; ${text}`, value: ms, unit: 'ms' }));
    return worst.map((figure, n) => (n === 0 ? { ...figure, target: { atMost: 50 } } : figure));
  },
  async saves() {
    const { benchSaves } = await import('./saves.ts');
    return (await benchSaves(progress)).flatMap(({ name, among, stallMs, liveMs }) => [
      { name: `saving ${name}: others wait`, value: stallMs, unit: 'ms', target: { atMost: among === undefined ? 50 : 30 } },
      { name: `saving ${name}: live or told after`, value: liveMs, unit: 'ms', ...(among !== undefined && { target: { atMost: 300 } }) },
    ]);
  },
  async turns() {
    const { benchTurns } = await import('./turns.ts');
    const { ours, floor, keptFloor, idleMs } = await benchTurns({ rounds: 8, progress });
    return [
      { name: 'durable turns, 1,000 customers interleaved', value: ours, unit: '/CPU-s', target: { atLeast: 3800 } },
      { name: 'the same by hand in RAM, nothing kept', value: floor, unit: '/CPU-s' },
      { name: 'the same by hand on disk: stored, once, in order', value: keptFloor, unit: '/CPU-s' },
      { name: 'by hand on disk / durable', value: keptFloor / ours, unit: 'times' },
      { name: 'by hand in RAM / durable', value: floor / ours, unit: 'times' },
      { name: 'idle reply, median', value: idleMs, unit: 'ms', target: { atMost: 10 } },
    ];
  },
  async http() {
    const { benchHttpTurns } = await import('./http-turns.ts');
    const { ours, floor } = await benchHttpTurns(4, progress);
    return [
      { name: 'durable turns over HTTP, webhook in and Bot API out', value: ours, unit: '/CPU-s' },
      { name: 'the same by hand: a server, a Map and fetch', value: floor, unit: '/CPU-s' },
      { name: 'by hand / durable, over HTTP', value: floor / ours, unit: 'times', target: { atMost: 4 } },
    ];
  },
  async size(full) {
    const { benchTurns } = await import('./turns.ts');
    const large = full ? 1_000_000 : 200_000;
    const few = await benchTurns({ rounds: 4, stored: small, floors: false, progress });
    const many = await benchTurns({ rounds: 4, stored: large, floors: false, progress });
    const sample = full ? '' : ' (sample; --full for 1,000,000)';
    const name = `cost of a turn, ${large.toLocaleString('en')} conversations / ${small.toLocaleString('en')}${sample}`;
    return [
      { name, value: few.ours / many.ours, unit: 'times', target: { atMost: 1.15 } },
      { name: `resident memory with ${small.toLocaleString('en')} conversations stored`, value: few.residentMb, unit: 'MB' },
      { name: `resident memory with ${large.toLocaleString('en')} conversations stored`, value: many.residentMb, unit: 'MB' },
    ];
  },
  async sizing() {
    const { benchTurns } = await import('./turns.ts');
    const { bytesPerMessage, conversationBytes } = await benchTurns({ rounds: 4, floors: false, progress });
    return [
      { name: 'disk per message, embedded database, indexes and traces included', value: bytesPerMessage, unit: 'bytes' },
      { name: 'row of a conversation', value: conversationBytes, unit: 'bytes' },
    ];
  },
  async mongo() {
    const { benchMongo } = await import('./mongo.ts');
    const figures = await benchMongo(progress);
    if (!figures) return [];
    const { server, sqlite, mongo } = figures;
    const where = (name: string, shares: { place: string; share: number }[]): Figure[] =>
      shares.filter(({ share }) => share >= 0.01).map(({ place, share }) => ({ name: `  ${name}: ${place}`, value: share * 100, unit: '%' }));
    return [
      { name: 'durable turns, embedded database', value: sqlite.ours, unit: '/CPU-s' },
      { name: `durable turns, MongoDB (${server})`, value: mongo.ours, unit: '/CPU-s' },
      { name: 'embedded database / MongoDB', value: sqlite.ours / mongo.ours, unit: 'times' },
      ...where('embedded', sqlite.where),
      ...where('MongoDB', mongo.where),
      { name: 'documents written for each turn on MongoDB', value: figures.documentsWritten, unit: '' },
      { name: 'write commands for each turn', value: figures.writeCommands, unit: '' },
      { name: 'reads for each turn', value: figures.reads, unit: '' },
      { name: 'document of a conversation (BSON)', value: figures.conversationBytes, unit: 'bytes' },
      { name: 'documents per message (BSON, before compression, without indexes)', value: figures.messageBytes, unit: 'bytes' },
    ];
  },
  async several() {
    const { benchWorkers } = await import('./several.ts');
    const [one, two] = [await benchWorkers(1, progress), await benchWorkers(2, progress)];
    if (!one || !two) return [];
    return [
      { name: 'one worker: turns', value: one.perCpuSecond, unit: '/CPU-s' },
      { name: 'two workers: turns', value: two.perCpuSecond, unit: '/CPU-s' },
      { name: 'two workers / one, turns for the same CPU', value: two.perCpuSecond / one.perCpuSecond, unit: 'times' },
      { name: 'the busier of two has of their CPU', value: two.largestShare * 100, unit: '%' },
      { name: 'one worker, by the clock on this machine', value: one.perSecond, unit: '/s' },
      { name: 'two workers, by the clock on this machine', value: two.perSecond, unit: '/s' },
    ];
  },
  async chats() {
    const { benchChats } = await import('./chats.ts');
    const { open, restMb, openMb, mostMb, medianMs, slowestMs, allSeconds } = await benchChats(progress);
    return [
      { name: `memory with ${open.toLocaleString('en')} open chats`, value: openMb, unit: 'MB' },
      { name: '  at most, while each is written to', value: mostMb, unit: 'MB', target: { atMost: 600 } },
      { name: '  without any', value: restMb, unit: 'MB' },
      { name: '  a line of a customer until the answer is on their screen, median', value: medianMs, unit: 'ms' },
      { name: '  the slowest of all', value: slowestMs, unit: 'ms', target: { atMost: 2_000 } },
      { name: '  a line and an answer for each of them', value: allSeconds, unit: 's' },
    ];
  },
  async pictures() {
    const { benchPictures } = await import('./pictures.ts');
    const { numbers, read, cpuSeconds, openSeconds, residentMb } = await benchPictures();
    return [
      { name: `numbers of ${numbers} in 30 screenshots that are read`, value: read, unit: '', target: { atLeast: numbers * 0.97 } },
      { name: 'a screenshot, of CPU', value: cpuSeconds, unit: 's', target: { atMost: 0.6 } },
      { name: 'the recogniser opened, once, of CPU', value: openSeconds, unit: 's' },
      { name: 'memory of the process with it', value: residentMb, unit: 'MB' },
    ];
  },
  async pictured() {
    const { benchHashes, benchPicturedGoods, picturedFigures } = await import('./pictured-goods.ts');
    const figures: Figure[] = [];
    for (const kind of ['drawn', 'photographed'] as const) figures.push(...picturedFigures(kind, await benchPicturedGoods(kind, full ? 1 : 9)));
    const { hashMs, pictureMs } = benchHashes();
    return [
      ...figures,
      { name: 'one hash among those of 20,000 pictures', value: hashMs, unit: 'ms' },
      { name: 'all of a picture (160) among those of 20,000', value: pictureMs, unit: 'ms', target: { atMost: 5 } },
    ];
  },
  async segments() {
    const { benchSegments } = await import('./segments.ts');
    const figures: Figure[] = [];
    for (const kind of ['embedded', 'MongoDB'] as const) {
      // The stand-in takes minutes to be filled with more.
      const contacts = kind === 'MongoDB' && !full ? 5_000 : 100_000;
      const found = await benchSegments(contacts, progress, kind === 'MongoDB');
      if (!found) continue;
      const { read, slowest, meanMs, meanCpuMs, stallMs, stallCpuMs, changedMs, bytes } = found;
      figures.push(
        { name: `${kind}: a segment counted among ${contacts.toLocaleString('en')} contacts, mean of ten`, value: meanMs, unit: 'ms' },
        { name: '  of CPU', value: meanCpuMs, unit: 'ms' },
        { name: `  the slowest (${slowest.where})`, value: slowest.ms, unit: 'ms', target: { atMost: 300 } },
        { name: '  of CPU', value: slowest.cpuMs, unit: 'ms' },
        { name: '  longest stall while counting', value: stallMs, unit: 'ms' },
        { name: '  of CPU', value: stallCpuMs, unit: 'ms', target: { atMost: 20 } },
        { name: '  counted right after a contact was changed', value: changedMs, unit: 'ms', target: { atMost: 300 } },
        { name: '  read into memory, once, in the background', value: read.ms, unit: 'ms' },
        { name: '  of CPU', value: read.cpuMs, unit: 'ms' },
        { name: '  longest stall of that, of CPU', value: read.stallCpuMs, unit: 'ms' },
        { name: '  memory for it, estimated', value: bytes / 2 ** 20, unit: 'MB' },
      );
    }
    return figures;
  },
  async 'broadcast-plan'(full) {
    const { benchPlan } = await import('./broadcast-plan.ts');
    const figures: Figure[] = [];
    for (const [count, onMongo, seconds, mb] of [
      [100_000, false, 5, 200],
      ...(full ? ([[1_000_000, false, 30, 400]] as const) : []),
      [5_000, true, 0, 0],
    ] as const) {
      const found = await benchPlan(count, progress, onMongo);
      if (!found) continue;
      const { ms, cpuMs, stallMs, stallCpuMs, residentMb, floorMs, floorCpuMs } = found;
      const name = `${count.toLocaleString('en')} recipients planned${onMongo ? ', MongoDB' : ''}`;
      figures.push(
        { name, value: ms / 1_000, unit: 's', ...(seconds > 0 && { target: { atMost: seconds } }) },
        { name: '  of CPU', value: cpuMs / 1_000, unit: 's' },
        { name: '  memory', value: residentMb, unit: 'MB', ...(mb > 0 && { target: { atMost: mb } }) },
        { name: '  longest stall', value: stallMs, unit: 'ms' },
        { name: '  of CPU', value: stallCpuMs, unit: 'ms', target: { atMost: 20 } },
      );
      if (floorMs === undefined || floorCpuMs === undefined) continue;
      figures.push(
        { name: '  the same rows by hand: INSERT', value: floorMs / 1_000, unit: 's' },
        { name: '  of CPU', value: floorCpuMs / 1_000, unit: 's' },
        { name: '  planned / by hand, CPU', value: cpuMs / floorCpuMs, unit: 'times' },
      );
    }
    return figures;
  },
  async ingress() {
    const { benchIngress } = await import('./ingress.ts');
    const { perCpuSecond } = await benchIngress();
    return [{ name: 'webhooks, signed and stored', value: perCpuSecond, unit: '/CPU-s', target: { atLeast: 3000 } }];
  },
  ...scaleBenches(optionOf, progress),
  async 'broadcast-pace'(_, seconds) {
    const { benchPace } = await import('./broadcast-pace.ts');
    const figures: Figure[] = [];
    for (const provider of ['telegram', 'whatsapp-cloud'] as const) {
      const { share, mostInASecond, rate, longestGap, shortestGap, answers, answerP95 } = await benchPace(provider, seconds, progress);
      figures.push(
        { name: `${provider}: share of the rate of ${rate} a second, at the provider, ${seconds} s`, value: share * 100, unit: '%', target: { atLeast: 98 } },
        { name: `${provider}: the most that arrived in any second`, value: mostInASecond, unit: '', target: { atMost: rate } },
        { name: `${provider}: between two promotions, longest`, value: longestGap, unit: 'ms' },
        { name: `${provider}: between two promotions, shortest`, value: shortestGap, unit: 'ms' },
        { name: `${provider}: a question meanwhile answered in, p95 of ${answers}`, value: answerP95, unit: 'ms', target: { atMost: 300 } },
      );
    }
    return figures;
  },
  async start() {
    const { benchStartUp } = await import('./start-up.ts');
    const { cpuSeconds, idleMb } = await benchStartUp();
    return [
      { name: 'start to ready', value: cpuSeconds, unit: 'CPU-s', target: { atMost: 0.6 } },
      { name: 'resident memory when idle', value: idleMb, unit: 'MB', target: { atMost: 120 } },
    ];
  },
};

function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}

/** The figures that the child printed as its last line. */
async function inOwnProcess(name: string): Promise<Figure[]> {
  const typescript = 'typescript' in process.features && process.features.typescript;
  const file = fileURLToPath(import.meta.url);
  const loader = typescript ? [] : ['--import', 'tsx'];
  const child = spawn(process.execPath, [...loader, file, '--only', name, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const last = out.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !last.startsWith('[')) throw new Error(`the bench "${name}" failed (exit code ${code})`);
  return JSON.parse(last);
}

function shown({ value, unit }: Figure): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}

/** The target and how far the value is from it: 1 or less is met. */
function judged({ value, target }: Figure): [string, string] {
  if (!target) return ['', ''];
  const [words, share] =
    'atLeast' in target ? [`>= ${target.atLeast.toLocaleString('en')}`, target.atLeast / value] : [`<= ${target.atMost}`, value / target.atMost];
  // Of a target of none there is no share.
  if (Number.isNaN(share)) return [words, 'met'];
  return [words, share <= 1 ? 'met' : `missed, ${share.toFixed(2)} times off`];
}

const line = (cells: string[]): string => `${(cells[0] ?? '').padEnd(80)}${(cells[1] ?? '').padStart(18)}  ${(cells[2] ?? '').padEnd(10)}${cells[3] ?? ''}\n`;

const words = process.argv.slice(2);
/** The number behind `--name`. */
function optionOf(name: string): number | undefined {
  const at = words.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = Number(words[at + 1]);
  if (!(value > 0)) throw new Error(`--${name} takes a number above 0`);
  return value;
}

const full = words.includes('--full');
const seconds = optionOf('seconds') ?? 120;
if (!(seconds >= 5 && seconds <= 3_600)) throw new Error('--seconds takes a number from 5 to 3600');
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined;
if (only !== undefined) {
  const figures = await benches[only]?.(full, seconds);
  process.stdout.write(`\n${JSON.stringify(figures)}\n`);
  process.exit(0);
}

const wanted = words.filter((word, n) => !word.startsWith('-') && (n === 0 || !words[n - 1]?.startsWith('--') || words[n - 1] === '--full'));
/** Those that need servers of their own or minutes are run when they are named. */
const byName = new Set([
  'sizing',
  'mongo',
  'several',
  'stalls',
  'saves',
  'pictures',
  'pictured',
  'chats',
  'segments',
  'broadcast-plan',
  'broadcast-pace',
  'recommendations',
  'reports',
  'model',
  'peers',
  'load',
  'soak',
]);
const unknown = wanted.filter((word) => !(word in benches));
if (unknown.length > 0) {
  process.stderr.write(`there is no bench "${unknown.join('", "')}"; benches are ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const load = () => loadavg()[0]?.toFixed(1);
const before = load();
const rows: string[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(benches).filter((one) => !byName.has(one))) {
  process.stderr.write(`${name} ...\n`);
  for (const figure of await inOwnProcess(name)) rows.push(line([figure.name, shown(figure), ...judged(figure)]));
}
const processors = cpus();
process.stdout.write(
  `\nNode ${process.version} on ${processors.length} x ${processors[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}\n`,
);
process.stdout.write(`load ${before} at the start, ${load()} at the end: other programs make figures per CPU-second worse, also on other processors\n\n`);
process.stdout.write(line(['', 'measured', 'target', '']));
for (const row of rows) process.stdout.write(row);
