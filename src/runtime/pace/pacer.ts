/**
 * Pacer of requests to providers: the account's rate, the conversation's rate, and the pauses that the provider asked for. Requests that wait for an
 * account are served by class: replies, then service messages, then promotions.
 */
import type { Capabilities } from '../../channel.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { MessageClass } from '../../message.ts';
import { AccountRate } from '../base/account-rate.ts';
import { aloneCluster, type Cluster } from '../base/cluster.ts';
import { TokenBucket } from './token-bucket.ts';

const order: readonly MessageClass[] = ['reply', 'service', 'promo'];
/** A shared wait that is longer than any window is a pause: those behind need not stand in line for it, ms. */
const pauseFrom = 1_100;
/** Seconds of an account's rate whose promotions are claimed while they wait for their turn: those are in doubt when the process dies. At least so many. */
const claimAhead = { seconds: 0.25, least: 4 };
/** One that waits longer for its turn, because its conversation is paused, holds up no others, ms. */
const claimedMs = 1_000;
/** Buckets of conversations kept before full ones are forgotten. */
const bucketsKept = 5000;

interface Account {
  rate: AccountRate;
  pausedUntil: number;
  /** The conversation whose pause is the last that the provider asked for, and until when. */
  slow?: { conversation: string; until: number };
  waiting: Record<MessageClass, (() => void)[]>;
  claimed: number;
  toClaim: (() => void)[];
  cancel?: () => void;
  /** The promotion of this process that asks for the shared rate; the next one asks after it, so that they neither overtake each other nor ask at once. */
  line: Promise<unknown>;
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

  /** Resolves when a promotion is among the next of its account and may be claimed; what it resolves to is called when it has had its turn. */
  async toClaim(name: string, rate: Capabilities['rate']): Promise<() => void> {
    const account = this.#accountOf(name, rate);
    const perSecond = rate.account * account.rate.share(this.#clock.monotonic());
    if (account.claimed >= Math.max(claimAhead.least, Math.ceil(perSecond * claimAhead.seconds)))
      await new Promise<void>((resolve) => account.toClaim.push(resolve));
    else account.claimed += 1;
    let over = false;
    const done = (): void => {
      if (over) return;
      over = true;
      cancel?.();
      const next = account.toClaim.shift();
      if (next) next();
      else account.claimed -= 1;
    };
    let cancel: (() => void) | undefined;
    // While the account itself rests or has a line, one more claim would only be one more in doubt.
    const look = (): void => {
      const held = account.waiting.promo.length > 0 || account.pausedUntil > this.#clock.monotonic();
      if (held && !over) cancel = this.#clock.after(claimedMs, look);
      else done();
    };
    cancel = this.#clock.after(claimedMs, look);
    return done;
  }

  /** Asks for a turn. Undefined: go at once. Else resolves when it is this request's turn. */
  turn(account: string, conversation: string, messageClass: MessageClass, rate: Capabilities['rate']): Promise<void> | undefined {
    const own = this.#ownTurn(account, conversation, messageClass, rate);
    return this.#cluster.shared ? this.#sharedTurn(own, account, conversation, messageClass, rate) : own;
  }

  /** Waits for this process's own order of classes, then for the rate that all processes share. */
  async #sharedTurn(own: Promise<void> | undefined, name: string, conversation: string, messageClass: MessageClass, rate: Capabilities['rate']): Promise<void> {
    await own;
    const promo = messageClass === 'promo';
    const account = this.#accountOf(name, rate);
    const taken = async (): Promise<number> => {
      for (;;) {
        const share = account.rate.share(this.#clock.monotonic());
        const wait = await this.#cluster.take(name, conversation, { ...rate, account: rate.account * share }, promo);
        if (wait === 0 || wait > pauseFrom) return wait;
        await this.#later(wait);
      }
    };
    for (;;) {
      const turn = promo ? account.line.then(taken) : taken();
      if (promo) account.line = turn.catch(() => undefined);
      const wait = await turn;
      if (wait === 0) return;
      await this.#later(wait);
    }
  }

  #ownTurn(account: string, conversation: string, messageClass: MessageClass, rate: Capabilities['rate']): Promise<void> | undefined {
    const now = this.#clock.monotonic();
    const own = this.#bucketOf(conversation, rate, now);
    const wait = own.take(now);
    if (wait > 0) return this.#later(wait).then(() => this.#ownTurn(account, conversation, messageClass, rate));
    const shared = this.#accountOf(account, rate);
    // Those of a lower class that wait are passed: a reply that finds a place takes it.
    const free = order.slice(0, order.indexOf(messageClass) + 1).every((one) => shared.waiting[one].length === 0);
    if (free && shared.pausedUntil <= now && this.#take(shared, now, messageClass)) return undefined;
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
    const shared = this.#accountOf(account, rate);
    this.#cluster.pause(conversation, ms);
    if (shared.slow && shared.slow.until > now && shared.slow.conversation !== conversation) {
      shared.pausedUntil = Math.max(shared.pausedUntil, now + ms);
      this.#cluster.pause(account, ms);
      shared.rate.slow(now);
    }
    shared.slow = { conversation, until: now + ms };
  }

  /** Halves the account's rate, which comes back slowly: its provider refused requests because there were too many. */
  slow(account: string): void {
    this.#accounts.get(account)?.rate.slow(this.#clock.monotonic());
  }

  /** Notes that a request which was let go at `at`, ms on the monotonic clock, has its answer. */
  answered(account: string, at: number): void {
    this.#accounts.get(account)?.rate.answered(at, this.#clock.monotonic());
  }

  #serve(account: Account): void {
    account.cancel?.();
    account.cancel = undefined;
    for (;;) {
      const next = order.find((one) => account.waiting[one].length > 0);
      if (!next) return;
      const now = this.#clock.monotonic();
      const wait = Math.max(account.pausedUntil - now, account.rate.wait(now, next === 'promo'));
      if (wait > 0) {
        account.cancel = this.#clock.after(Math.ceil(wait), () => this.#serve(account));
        return;
      }
      this.#take(account, now, next);
      account.waiting[next].shift()?.();
    }
  }

  /** Takes a place, and looks in the next round of the event loop when the request has really left. */
  #take({ rate }: Account, now: number, messageClass: MessageClass): boolean {
    if (rate.take(now, messageClass === 'promo') > 0) return false;
    if (rate.limited) this.#clock.after(0, () => rate.left(this.#clock.monotonic()));
    return true;
  }

  #later(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }

  #accountOf(name: string, rate: Capabilities['rate']): Account {
    let account = this.#accounts.get(name);
    if (!account) {
      account = {
        rate: new AccountRate(rate.account),
        pausedUntil: 0,
        waiting: { reply: [], service: [], promo: [] },
        claimed: 0,
        toClaim: [],
        line: Promise.resolve(),
      };
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
