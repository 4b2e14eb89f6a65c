/** Starts the work of a process: all of it, or its part of what several share. */
import type { Channel, ChannelModule } from '../channel.ts';
import type { Sharing } from '../cluster/sharing.ts';
import type { Core } from './core.ts';

/** Starts the work of a process that does everything. */
export async function workAlone(core: Core, channels: ReadonlyMap<string, Channel>, tidy: () => { stop(): Promise<void> }): Promise<{ stop(): Promise<void> }> {
  core.schedules.start();
  core.sequences.start();
  core.changes.start();
  core.recommending.start();
  core.ladders?.start();
  core.broadcasting.start(core.runtime);
  core.audience.warm();
  core.link?.sync.start();
  for (const channel of channels.values()) await channel.start();
  return tidy();
}

/** Starts the work of one of several processes: work that only one may do is done by the holder of its lease. */
export function shareWork(
  { cluster }: Sharing,
  core: Core,
  channels: ReadonlyMap<string, Channel>,
  runsOf: ReadonlyMap<string, ChannelModule['runs']>,
  tidy: () => { stop(): Promise<void> },
): { stop(): Promise<void> } {
  cluster.start(core.runtime);
  core.broadcasting.start(core.runtime);
  if (cluster.role === 'all' || cluster.role === 'ingress') core.audience.warm();
  for (const [id, channel] of channels) {
    if (runsOf.get(id) === 'everywhere') void channel.start();
    else if (cluster.role === 'all' || cluster.role === 'sender')
      cluster.lead(`channel:${id}`, async () => {
        await channel.start();
        cluster.attach(id, true);
        return async () => {
          cluster.attach(id, false);
          await channel.stop();
        };
      });
  }
  const { link } = core;
  if (link && cluster.turns)
    cluster.lead('shop', async () => {
      link.sync.start();
      return () => link.sync.stop();
    });
  if (cluster.turns)
    cluster.lead('clock', async () => {
      core.schedules.start();
      core.sequences.start();
      core.changes.start();
      core.recommending.start();
      core.ladders?.start();
      const tidying = tidy();
      return async () => {
        await core.recommending.stop();
        await core.sequences.stop();
        await core.changes.stop();
        await core.ladders?.stop();
        await core.schedules.stop();
        await tidying.stop();
      };
    });
  return { stop: () => cluster.stop() };
}
