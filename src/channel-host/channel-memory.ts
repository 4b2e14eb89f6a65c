/** Values that an account of a channel keeps between starts: sealed rows in the store. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { ChannelMemory } from '../channel.ts';
import type { Leases } from '../cluster/leases.ts';
import { channelMemory } from '../store/process-rows.ts';
import type { Store } from '../store/store.ts';

/** Longest value, bytes. */
const longest = 65_536;
/** What is over is looked for at every so many values with an end. */
const sweepEvery = 100;
const sweepMost = 500;
/** Clocks of several processes may differ by this, ms. */
const slack = 5_000;

export interface ChannelMemoryOptions {
  store: Store;
  leases: Leases;
  /** `channel:account`. */
  account: string;
  /** The account's secrets: whoever has them may read what was kept. */
  secrets: readonly string[];
  now(): number;
}

/** AES-256-GCM as in NIST SP 800-38D: 12 bytes nonce, 16 bytes tag, then the sealed text; base64. */
function sealer(account: string, secrets: readonly string[]) {
  const key = Buffer.from(hkdfSync('sha256', JSON.stringify(secrets), 'zhanggui channel memory', account, 32));
  return {
    seal(name: string, value: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    /** Opens a sealed value; null when it was sealed with other secrets. */
    open(name: string, text: string): string | null {
      const bytes = Buffer.from(text, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** Creates the memory of one account, sealed with a key made from its secrets: under other secrets everything reads as null. */
export function createChannelMemory({ store, leases, account, secrets, now }: ChannelMemoryOptions): ChannelMemory {
  const rows = store.collection(channelMemory);
  const { seal, open } = sealer(account, secrets);
  let untilSweep = sweepEvery;
  const sweep = async (): Promise<void> => {
    const old = await rows.find({ where: { until: { lt: now() } }, limit: sweepMost });
    await store.write(old.map(({ _id }) => ({ op: 'delete', in: channelMemory.name, id: _id })));
  };
  return {
    async get(key) {
      const id = `${account}:${key}`;
      const row = await rows.get(id);
      // Kept in a time that is to come: nobody knows how much is left of it.
      if (!row || (row.until !== undefined && (row.until <= now() || (row.at ?? 0) > now() + slack))) return null;
      return open(id, row.value);
    },
    async set(key, value, ttlMs) {
      if (Buffer.byteLength(value) > longest) throw new RangeError(`${account} keeps at most ${longest} bytes under a key`);
      const id = `${account}:${key}`;
      const row = { _id: id, v: 1, value: seal(id, value), ...(ttlMs !== undefined && { until: now() + ttlMs, at: now() }) };
      await store.write([{ op: 'put', in: channelMemory.name, row }]);
      if (ttlMs === undefined || --untilSweep > 0) return;
      untilSweep = sweepEvery;
      await sweep();
    },
    alone: (key, work) => leases.alone(`${account}:${key}`, work),
  };
}
