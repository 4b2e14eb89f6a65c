/** What processes and the accounts of channels keep for themselves. */
import type { CollectionSpec, Row } from './store.ts';

/** Value that an account of a channel keeps between starts; `_id` is `channel:account:key`, the value is sealed. */
export interface ChannelMemoryRow extends Row {
  value: string;
  /** Time at which it expires, epoch ms. */
  until?: number;
  /** Time at which it was kept, epoch ms, if it expires: a time in the future means that the clock was set back since. */
  at?: number;
}

/** Lease on work that only one process at a time may do; `v` rises with every sign of life, and the others watch it. */
export interface LeaseRow extends Row {
  /** Process that has it; empty when it was given back. */
  holder: string;
  /** Rises with every change of holder: a later holder's is higher. */
  fence: number;
  /** Description that the holder publishes of itself, as JSON. */
  about?: string;
}

export const channelMemory: CollectionSpec<ChannelMemoryRow> = { name: 'channel_memory', indexes: [{ fields: ['until'] }] };
export const leases: CollectionSpec<LeaseRow> = { name: 'leases', indexes: [] };
