import type { Channel, Health } from '../channel.ts';
import type { Problem } from '../engine/flow-tree.ts';
import { errorTexts } from '../errors.ts';
import type { Pause } from '../runtime/pauses.ts';

export interface HealthParts {
  ping(): Promise<void>;
  /** `ok`, or that little disk is free. */
  disk(): Promise<string>;
  channels: ReadonlyMap<string, Channel>;
  /** What a provider keeps back of an account now. */
  rests?(account: string): readonly Pause[];
  problems(): Problem[];
  /** What the merchant should look at, in words. */
  minds?(): string[];
  /** False while starting and once stopping. */
  accepting(): boolean;
  /** Processes that share the work, this one included; undefined when it is alone. */
  others?(): readonly { role: string; host: string; pid: number; version: string; config: string; flows: string }[] | undefined;
  /** Is Redis there and takes work, else why not (`refuses` null: it is not there), and what the connection ended with? Undefined when none is used. */
  jobs?(): { ready: boolean; refuses: string | null; lost: string | null } | undefined;
}

export interface Readiness {
  ready: boolean;
  store: 'ok' | string;
  /** Little free disk is told here; what customers write is still taken. */
  disk: 'ok' | string;
  flows: { ok: boolean; problems: string[] };
  /** `resting`: the provider keeps messages of the account back; they wait, and go out by themselves. */
  channels: Record<string, Health & { resting?: RestShown[] }>;
  /** Redis: without it work goes on, more slowly. */
  jobs?: 'ok' | string;
  processes?: { role: string; host: string; pid: number; version: string }[];
  /** What the merchant should look at; what the processes do not agree on, or lack. */
  mind?: string[];
}

/** A rest of an account, as people read it: what rests, until when (ISO 8601), why. */
export interface RestShown {
  what: 'everything' | 'promotions';
  until: string;
  code: string;
  zh: string;
  en: string;
  detail?: string | undefined;
}

/** The rest in words of both languages. */
export function restShown({ scope, until, code, detail }: Pause): RestShown {
  const what = scope === 'account' ? 'everything' : 'promotions';
  return { what, until: new Date(until).toISOString(), code, zh: errorTexts[code].zh, en: errorTexts[code].en, ...(detail && { detail }) };
}

/** Ready: the store answers and we take messages in. A sick channel or a broken flow file is told, and the others are still served. */
export async function readiness({ ping, disk, channels, rests, problems, minds, accepting, others, jobs }: HealthParts): Promise<Readiness> {
  const store = await ping().then(
    () => 'ok',
    (error: Error) => error.message,
  );
  const shared = sharedState(others?.(), jobs?.());
  const told = minds?.() ?? [];
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

function sharedState(
  processes: ReturnType<NonNullable<HealthParts['others']>>,
  jobs: ReturnType<NonNullable<HealthParts['jobs']>>,
): Pick<Readiness, 'jobs' | 'processes' | 'mind'> {
  if (!processes) return {};
  // One that has just begun has not said yet what its flows are.
  const differing = (field: 'version' | 'config' | 'flows'): boolean => new Set(processes.map((one) => one[field]).filter(Boolean)).size > 1;
  const has = (role: string): boolean => processes.some((one) => one.role === role || one.role === 'all');
  const mind = [
    ...(differing('version') ? ['the processes run different versions of the program; that is fine during an upgrade only'] : []),
    ...(differing('config') ? ['the processes were started with different config files; start them with the same'] : []),
    ...(differing('flows') ? ['the processes have different flows; give all of them the same FLOWS_DIR'] : []),
    ...(has('ingress') ? [] : ['no process takes messages in; start one with ROLE=ingress or all']),
    ...(has('worker') ? [] : ['no process runs the flows; start one with ROLE=worker or all']),
    ...(has('sender') ? [] : ['no process sends; start one with ROLE=sender or all']),
  ];
  return {
    jobs: jobs?.ready ? 'ok' : jobs?.refuses ? refusing(jobs.refuses) : missing(jobs?.lost ?? null),
    processes: processes.map(({ role, host, pid, version }) => ({ role, host, pid, version })),
    mind,
  };
}
