/** Damaged and forged webhooks at the real program. `npm run fuzz -- --channel NAME --mutants 100000 --forged 10000`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { freshFolder, startProgram } from '../e2e/program.ts';
import { type Callback, call, openProvider, providers } from '../provider.ts';

export interface WebhookVerdict {
  /** Answers to damaged webhooks by status; 0: none came. */
  damaged: Record<number, number>;
  /** Answers to forged ones by status. */
  forged: Record<number, number>;
  /** Conversations that forgeries left. */
  rows: number;
  /** What the program printed that speaks of an error in itself. */
  thrown: string[];
  /** A customer who wrote after all that was answered. */
  served: boolean;
}

/** So many requests are under way at once. */
const atOnce = 256;
const patience = 60_000;

/** Forgeries come first, at an empty program. Rejects when it does not start. */
export async function attack(channel: string, { mutants, forged }: { mutants: number; forged: number }): Promise<WebhookVerdict> {
  const folder = freshFolder();
  const provider = await openProvider(channel);
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, `shop: { langs: [en, zh] }\nrates:\n  ${channel}: { account: 5000, conversation: 500, burst: 500 }\n`);
  const raws = readdirSync(`channels/${channel}/fixtures/in`).map((file): { raw: unknown } =>
    JSON.parse(readFileSync(`channels/${channel}/fixtures/in/${file}`, 'utf8')),
  );
  const program = await startProgram(join(folder.path, 'data'), {
    ...provider.env,
    FLOWS_DIR: 'tests/chaos/flows',
    CONFIG_FILE: config,
    LOG_LEVEL: 'error',
  });
  async function all(count: number, make: (n: number) => Callback): Promise<Record<number, number>> {
    const statuses: Record<number, number> = {};
    let next = 0;
    const work = async () => {
      while (next < count) {
        const status = (await call(program.url, channel, make(next++), patience))?.status ?? 0;
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return statuses;
  }
  try {
    const forgedAnswers = await all(forged, (n) => provider.forged(666, n));
    await pause(300);
    const { body } = await program.api('/conversations');
    const { items } = body as { items: unknown[] };
    const damaged = await all(mutants, (n) => provider.damaged(raws[n % raws.length]?.raw, n));
    let served = await provider.write(program.url, 777_777, 1);
    for (const until = Date.now() + patience; ; await pause(50)) {
      served = provider.arrived().some(({ customer, text }) => customer === 777_777 && text === 'done m1');
      if (served || Date.now() > until) break;
    }
    const thrown = program
      .output()
      .err.split('\n')
      .filter((line) => /TypeError|RangeError|UnhandledPromise|unhandled|webhook failed|"level":"(?:error|fatal)"/.test(line));
    return { damaged, forged: forgedAnswers, rows: items.length, thrown, served: served && program.child.exitCode === null };
  } finally {
    await program.end('SIGKILL');
    await provider.close();
    folder.clean();
  }
}

/** What is wrong, one line each; nothing when all is well. */
export function faults({ damaged, forged, rows, thrown, served }: WebhookVerdict): string[] {
  const counts = (what: string, answers: Record<number, number>, bad: (status: number) => boolean) =>
    Object.entries(answers).flatMap(([status, count]) => (bad(Number(status)) ? [`${count} ${what} got ${status}`] : []));
  return [
    ...counts('mutants', damaged, (status) => status === 0 || status >= 500),
    ...counts('forgeries', forged, (status) => status < 400 || status >= 500),
    ...(rows > 0 ? [`forgeries left ${rows} conversations`] : []),
    ...thrown.slice(0, 5),
    ...(served ? [] : ['a customer was not answered afterwards']),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { channel: { type: 'string' }, mutants: { type: 'string', default: '100000' }, forged: { type: 'string', default: '10000' } },
  });
  const [mutants, forged] = [Number(values.mutants), Number(values.forged)];
  if (!Number.isInteger(mutants) || !Number.isInteger(forged) || (values.channel !== undefined && !providers.includes(values.channel)))
    throw new Error(`usage: npm run fuzz -- [--channel ${providers.join('|')}] --mutants 100000 --forged 10000`);
  for (const channel of values.channel ? [values.channel] : providers) {
    const verdict = await attack(channel, { mutants, forged });
    const wrong = faults(verdict);
    console.log(
      `${channel}: ${mutants} mutants ${JSON.stringify(verdict.damaged)}, ${forged} forgeries ${JSON.stringify(verdict.forged)}, ${verdict.rows} rows`,
    );
    for (const line of wrong) console.log(`  ${line}`);
    if (wrong.length > 0) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
