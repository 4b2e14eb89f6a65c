import type { WireMessage } from '../channels/webchat/browser-message.ts';
import type { Incoming } from './stream.ts';

/** What tabs of one browser tell each other. */
export type TabNews =
  | { type: 'hello' }
  | { type: 'state'; messages: WireMessage[]; cursor: string; connected: boolean }
  | { type: 'event'; event: Incoming }
  | { type: 'connected'; connected: boolean }
  | { type: 'read'; at: number };

export interface Tabs {
  tell(news: TabNews): void;
  leave(): void;
}

/**
 * Joins the tabs of this browser. One tab has the connection and tells the others what comes. `onLead` is called when it is our turn: at once in
 * browsers that cannot share (no Web Locks on plain http), where every tab connects by itself.
 */
export function joinTabs(name: string, onNews: (news: TabNews) => void, onLead: () => void): Tabs {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
    onLead();
    return { tell() {}, leave() {} };
  }
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => onNews(data);
  channel.postMessage({ type: 'hello' });
  let leave = () => {};
  const stays = new Promise<void>((resolve) => {
    leave = resolve;
  });
  void navigator.locks.request(name, () => {
    onLead();
    return stays;
  });
  return {
    tell: (news) => channel.postMessage(news),
    leave() {
      channel.onmessage = null;
      leave();
    },
  };
}
