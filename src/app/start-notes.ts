import type { Channel } from '../channel.ts';
import type { Environment } from '../config/environment.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';

/** Returns the lines printed at the start: channels, webhooks, flow problems and warnings. */
export function startNotes(channels: ReadonlyMap<string, Channel>, problems: readonly Problem[], environment: Environment, proxies: number): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return [
    `channels       ${[...channels].map(([id, channel]) => nameOf(id) + trouble(channel)).join(', ')}`,
    ...[...channels].flatMap(([id, { hook }]) =>
      hook && environment.publicUrl ? [`webhook        ${environment.publicUrl}/hooks/${id.replace(':', '/')}`] : [],
    ),
    ...errors.map(({ file, line, column, message }) => `flow problem   ${file}:${line}:${column}: ${message}`),
    ...(environment.host !== '127.0.0.1' && !environment.publicUrl?.startsWith('https://')
      ? ['mind           this listens beyond this machine without TLS; put a proxy with TLS in front and set PUBLIC_URL']
      : []),
    ...(environment.publicUrl?.startsWith('https://') && proxies === 0
      ? ['mind           to this all customers come from the address of your proxy, and share its limits; set server.proxies in the config file']
      : []),
  ];
}

function nameOf(id: string): string {
  return id.replace(/:main$/, '');
}

/**
 * Returns the state of a channel that was just started, in brackets, when the merchant must know of it. Connecting takes a while, and a stopped
 * channel runs in another process: both give ''.
 */
function trouble(channel: Channel): string {
  const { state, detail } = channel.health();
  return state === 'ready' || state === 'starting' || state === 'stopped' ? '' : ` (${state}${detail ? `: ${detail}` : ''})`;
}
