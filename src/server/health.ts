import type { Channel, Health } from '../channel.ts';
import type { Problem } from '../engine/flow-tree.ts';

export interface HealthParts {
  ping(): Promise<void>;
  channels: ReadonlyMap<string, Channel>;
  problems(): Problem[];
  /** False while starting and once stopping. */
  accepting(): boolean;
}

export interface Readiness {
  ready: boolean;
  store: 'ok' | string;
  flows: { ok: boolean; problems: string[] };
  channels: Record<string, Health>;
}

/** Ready: the store answers and we take messages in. A sick channel or a broken flow file is told, and the others are still served. */
export async function readiness({ ping, channels, problems, accepting }: HealthParts): Promise<Readiness> {
  const store = await ping().then(
    () => 'ok',
    (error: Error) => error.message,
  );
  const errors = problems().filter(({ severity }) => severity === 'error');
  return {
    ready: store === 'ok' && accepting(),
    store,
    flows: { ok: errors.length === 0, problems: errors.slice(0, 20).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`) },
    channels: Object.fromEntries([...channels].map(([id, channel]) => [id, channel.health()])),
  };
}
