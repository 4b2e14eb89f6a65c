import type { Channel, Health } from '../../channel.ts';
import { errorTexts } from '../../errors.ts';
import type { Problem } from '../../flow-tree/flow-tree.ts';
import type { AccountHold } from '../../runtime/pace/account-holds.ts';

export interface HealthParts {
  ping(): Promise<void>;
  /** `ok`, or that little disk is free. */
  disk(): Promise<string>;
  channels: ReadonlyMap<string, Channel>;
  /** Holds of the provider on an account now. */
  rests?(account: string): readonly AccountHold[];
  problems(): Problem[];
  /** State of the connection to the store of the shop; undefined when goods and orders are the program's own. */
  shop?(): object;
  /** Points that the merchant should look at, in words. */
  warnings?(): string[];
  /** Language of the points for the merchant; English by default. */
  lang?: 'en' | 'zh';
  /** False while starting and once stopping. */
  accepting(): boolean;
  /** Processes that share the work, this one included; undefined when it is alone. */
  others?(): readonly { role: string; host: string; pid: number; version: string; config: string; flows: string }[] | undefined;
  /**
   * State of Redis: whether it is there and takes work, else why not (`refuses` null: it is not there), and the error that the connection ended with.
   * Undefined when none is used.
   */
  jobs?(): { ready: boolean; refuses: string | null; lost: string | null } | undefined;
}

export interface Readiness {
  ready: boolean;
  store: 'ok' | string;
  /** State of the disk: little free space is reported here; what customers write is still taken. */
  disk: 'ok' | string;
  flows: { ok: boolean; problems: string[] };
  /** `resting`: the provider holds messages of the account back; they wait, and go out by themselves. */
  channels: Record<string, Health & { resting?: RestShown[] }>;
  /** Connection to the store of the shop: while it is in trouble customers are told what was read last. */
  shop?: object;
  /** Redis: without it work goes on, more slowly. */
  jobs?: 'ok' | string;
  processes?: { role: string; host: string; pid: number; version: string }[];
  /** Points that the merchant should look at: what the processes do not agree on, or lack. */
  mind?: string[];
}

/** Hold on an account, as people read it: what is held back, until when (ISO 8601), why. */
export interface RestShown {
  what: 'everything' | 'promotions';
  until: string;
  code: string;
  zh: string;
  en: string;
  detail?: string | undefined;
}

/** Returns the hold in words of both languages. */
export function restShown({ scope, until, code, detail }: AccountHold): RestShown {
  const what = scope === 'account' ? 'everything' : 'promotions';
  return { what, until: new Date(until).toISOString(), code, zh: errorTexts[code].zh, en: errorTexts[code].en, ...(detail && { detail }) };
}

/**
 * Returns whether the program is ready: the store answers and we take messages in. A sick channel or a broken flow file is reported, and the others
 * are still served.
 */
export async function readiness({
  ping,
  disk,
  channels,
  rests,
  problems,
  shop,
  warnings,
  lang = 'en',
  accepting,
  others,
  jobs,
}: HealthParts): Promise<Readiness> {
  const store = await ping().then(
    () => 'ok',
    (error: Error) => error.message,
  );
  const shared = sharedState(others?.(), jobs?.(), lang);
  const told = warnings?.() ?? [];
  const errors = problems().filter(({ severity }) => severity === 'error');
  return {
    ready: store === 'ok' && accepting(),
    store,
    disk: await disk(),
    flows: { ok: errors.length === 0, problems: errors.slice(0, 20).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`) },
    channels: Object.fromEntries(
      [...channels].map(([id, channel]) => {
        const resting = rests?.(id).map(restShown) ?? [];
        return [id, { ...channel.health(), ...(resting.length > 0 && { resting }) }];
      }),
    ),
    ...(shop && { shop: shop() }),
    ...shared,
    ...((shared.mind ?? told.length > 0) && { mind: [...told, ...(shared.mind ?? [])] }),
  };
}

function refusing(words: string): string {
  const cure = words.startsWith('OOM')
    ? 'give it more memory (maxmemory)'
    : words.startsWith('no answer') || words.startsWith('Command timed out')
      ? 'look at its load and at the network in between'
      : 'see its own log';
  return `Redis takes no work (${words}): ${cure}. Work goes on from the store, more slowly`;
}

function missing(words: string | null): string {
  return `Redis is not there${words ? ` (${words})` : ''}: start it, or check REDIS_URL. Work goes on from the store, more slowly`;
}

const minded = {
  version: {
    en: 'the processes run different versions of the program; that is fine during an upgrade only',
    zh: '各进程运行的程序版本不同；只有升级过程中才可以这样',
  },
  config: { en: 'the processes were started with different config files; start them with the same', zh: '各进程启动时的配置文件不同；请用同一份配置启动' },
  flows: { en: 'the processes have different flows; give all of them the same FLOWS_DIR', zh: '各进程的流程不同；请让它们使用同一个 FLOWS_DIR' },
  ingress: { en: 'no process takes messages in; start one with ROLE=ingress or all', zh: '没有进程接收消息；请用 ROLE=ingress 或 all 启动一个' },
  worker: { en: 'no process runs the flows; start one with ROLE=worker or all', zh: '没有进程执行流程；请用 ROLE=worker 或 all 启动一个' },
  sender: { en: 'no process sends; start one with ROLE=sender or all', zh: '没有进程发送消息；请用 ROLE=sender 或 all 启动一个' },
} as const;

function sharedState(
  processes: ReturnType<NonNullable<HealthParts['others']>>,
  jobs: ReturnType<NonNullable<HealthParts['jobs']>>,
  lang: 'en' | 'zh',
): Pick<Readiness, 'jobs' | 'processes' | 'mind'> {
  if (!processes) return {};
  // One that has just begun has not said yet what its flows are.
  const differing = (['version', 'config', 'flows'] as const).filter((field) => new Set(processes.map((one) => one[field]).filter(Boolean)).size > 1);
  const lacking = (['ingress', 'worker', 'sender'] as const).filter((role) => !processes.some((one) => one.role === role || one.role === 'all'));
  return {
    jobs: jobs?.ready ? 'ok' : jobs?.refuses ? refusing(jobs.refuses) : missing(jobs?.lost ?? null),
    processes: processes.map(({ role, host, pid, version }) => ({ role, host, pid, version })),
    mind: [...differing, ...lacking].map((what) => minded[what][lang]),
  };
}
