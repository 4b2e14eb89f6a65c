/**
 * Pacer of requests to providers: the account's rate, the conversation's rate, and the pauses that the provider asked for. Requests that wait for an
 * account are served by class: replies, then service messages, then promotions.
 */
import type { Capabilities } from '../../channel.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { MessageClass } from '../../message.ts';
import { aloneCluster, type Cluster } from '../base/cluster.ts';
import { TokenBucket } from './token-bucket.ts';

const order: readonly MessageClass[] = ['reply', 'service', 'promo'];
/** Buckets of conversations kept before full ones are forgotten. */
const bucketsKept = 5000;

interface Account {
  bucket: TokenBucket;
  pausedUntil: number;
  /** The conversation whose pause is the last that the provider asked for, and until when. */
  slow?: { conversation: string; until: number };
  waiting: Record<MessageClass, (() => void)[]>;
  cancel?: () => void;
}

export class Pacer {
  readonly #clock: Clock;
  readonly #cluster: Pick<Cluster, 'shared' | 'take' | 'pause'>;
  readonly #accounts = new Map<string, Account>();
  readonly #conversations = new Map<string, TokenBucket>();

  constructor(clock: Clock, cluster: Pick<Cluster, 'shared' | 'take' | 'pause'> = aloneCluster('')) {
    this.#clock = clock;
    this.#cluster = cluster;
  }

  /** Undefined: go at once. Else resolves when it is this request's turn. */
  turn(account: string, conversation: string, messageClass: MessageClass, rate: Capabilities['rate']): Promise<void> | undefined {
    const own = this.#ownTurn(account, conversation, messageClass, rate);
    return this.#cluster.shared ? this.#sharedTurn(own, account, conversation, rate) : own;
  }

  /** Waits for this process's own order of classes, then for the rate that all processes share. */
  async #sharedTurn(own: Promise<void> | undefined, account: string, conversation: string, rate: Capabilities['rate']): Promise<void> {
    await own;
    for (let wait = await this.#cluster.take(account, conversation, rate); wait > 0; wait = await this.#cluster.take(account, conversation, rate))
      await this.#later(wait);
  }

  #ownTurn(account: string, conversation: string, messageClass: MessageClass, rate: Capabilities['rate']): Promise<void> | undefined {
    const now = this.#clock.monotonic();
    const own = this.#bucketOf(conversation, rate, now);
    const wait = own.take(now);
    if (wait > 0) return this.#later(wait).then(() => this.#ownTurn(account, conversation, messageClass, rate));
    const shared = this.#accountOf(account, rate, now);
    const free = order.every((one) => shared.waiting[one].length === 0);
    if (free && shared.pausedUntil <= now && shared.bucket.take(now) === 0) return undefined;
    return new Promise((resolve) => {
      shared.waiting[messageClass].push(resolve);
      this.#serve(shared);
    });
  }

  /**
   * Holds one conversation for `ms`, as the provider asked. When it asks a second one while the first hold lasts, it means the account: everybody
   * waits. Else only that conversation does, which is the caller's part.
   */
  pause(account: string, conversation: string, ms: number, rate: Capabilities['rate']): void {
    const now = this.#clock.monotonic();
    const shared = this.#accountOf(account, rate, now);
    this.#cluster.pause(conversation, ms);
    if (shared.slow && shared.slow.until > now && shared.slow.conversation !== conversation) {
      shared.pausedUntil = Math.max(shared.pausedUntil, now + ms);
      this.#cluster.pause(account, ms);
    }
    shared.slow = { conversation, until: now + ms };
  }

  #serve(account: Account): void {
    if (account.cancel) return;
    for (;;) {
      const next = order.find((one) => account.waiting[one].length > 0);
      if (!next) return;
      const now = this.#clock.monotonic();
      const wait = Math.max(account.pausedUntil - now, account.bucket.wait(now));
      if (wait > 0) {
        account.cancel = this.#clock.after(wait, () => {
          account.cancel = undefined;
          this.#serve(account);
        });
        return;
      }
      account.bucket.take(now);
      account.waiting[next].shift()?.();
    }
  }

  #later(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }

  #accountOf(name: string, rate: Capabilities['rate'], now: number): Account {
    let account = this.#accounts.get(name);
    if (!account) {
      account = { bucket: new TokenBucket(rate.account, rate.account, now), pausedUntil: 0, waiting: { reply: [], service: [], promo: [] } };
      this.#accounts.set(name, account);
    }
    return account;
  }

  #bucketOf(conversation: string, rate: Capabilities['rate'], now: number): TokenBucket {
    let bucket = this.#conversations.get(conversation);
    if (!bucket) {
      if (this.#conversations.size >= bucketsKept) {
        for (const [id, one] of this.#conversations) if (one.full(now)) this.#conversations.delete(id);
      }
      bucket = new TokenBucket(rate.conversation, rate.burst, now);
      this.#conversations.set(conversation, bucket);
    }
    return bucket;
  }
}
