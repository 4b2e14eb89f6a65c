/** Duties of a process among those that share the store, and its messages to the others. */
import type { Address } from '../../message.ts';

/** Work on a conversation: its events, or its messages on their way. */
export type Purpose = 'turn' | 'send';

export interface Cluster {
  /** True when other processes may write to the same rows: rows in memory can be old. */
  readonly shared: boolean;
  /** Returns the instance id of this process, which marks what it is working on; another one once others may have taken that over. */
  instanceId(): string;
  /** False while others may believe this process to be dead: it must not send then. */
  alive(): boolean;
  /** Tells whether that process is dead, so that any other may take up its work. */
  isDead(instanceId: string): Promise<boolean>;
  /** True when this process works on events. */
  readonly turns: boolean;
  /** Tells whether this process may bring messages to the account now. */
  sends(to: Address): boolean;
  /** Tells whether this process looks after everybody's timers now. */
  leads(): boolean;
  /** Asks for the conversation to be looked at soon. Never rejects; a lost wake-up is found by the sweep. */
  wake(conversation: string, purpose: Purpose, to: Address | null): void;
  /** Returns the ms to wait before the account takes one more request of the conversation; 0: it is taken. Counted over all processes; promotions last. */
  take(account: string, conversation: string, rate: { account: number; conversation: number; burst: number }, promo: boolean): Promise<number>;
  /** Holds the account, or one conversation of it, because the provider asked for it. */
  pause(key: string, ms: number): void;
}

/** Creates the cluster of a process that has the store for itself: any other process that wrote there is dead. */
export function aloneCluster(instanceId: string): Cluster {
  return {
    shared: false,
    instanceId: () => instanceId,
    alive: () => true,
    isDead: async (other) => other !== instanceId,
    turns: true,
    sends: () => true,
    leads: () => true,
    wake: () => {},
    take: async () => 0,
    pause: () => {},
  };
}
