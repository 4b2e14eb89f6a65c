/** Stopping a channel and starting it again at the merchant's word. */
import type { Channel } from '../channel.ts';

/** Restarts by id; whoever asks while one is under way gets that one. */
export function channelRestarter(channels: ReadonlyMap<string, Channel>): (id: string) => Promise<'done'> {
  const underWay = new Map<string, Promise<'done'>>();
  const restart = async (id: string): Promise<'done'> => {
    const channel = channels.get(id);
    await channel?.stop();
    await channel?.start();
    return 'done';
  };
  return (id) => {
    const running = underWay.get(id);
    if (running) return running;
    const mine = restart(id).finally(() => underWay.delete(id));
    underWay.set(id, mine);
    return mine;
  };
}
