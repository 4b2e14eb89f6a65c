/**
 * Carts that come back. Each version of a cart has a ladder of steps; a step is an event in the person's conversation, and what is said stands in the flow
 * that it starts. The step is decided and noted in one write that loses against any other of the ladder; the event has an id of the step, so that a kill in
 * between, or two workers at once, bring it about once.
 */
import type { Clock } from '../../event-loop/clock.ts';
import type { Logger } from '../../logger.ts';
import { type CouponRule, issueCoupon, wishBy } from '../../shop/orders/coupons.ts';
import type { CouponRow } from '../../shop/shop.ts';
import type { InboxEvent } from '../../store/collections.ts';
import type { Policy } from '../gate.ts';
import { afterwards, decideLadder, dueOf } from './decide-ladder.ts';
import { cartLadders, type Ending, type LadderRow, type SentKind } from './ladder-rows.ts';
import { beginLadder, laddersOf, type OrderKeys } from './open-ladders.ts';
import { takeSlots } from './person-slots.ts';
import { type LadderView, type SituationSources, viewOf } from './situation.ts';
import { stepData } from './step-data.ts';

export interface LaddersOptions extends SituationSources {
  /** Coupon of the step `offer`; unset: the step is left out. */
  coupon?: { name: string; rule: CouponRule; prefix: string; isPushed: boolean; random(bytes: number): Uint8Array };
  policy: Policy;
  /** Puts an event into a conversation; the same id again has no effect. */
  enter(conversation: string, event: InboxEvent, id: string): Promise<unknown>;
  clock: Clock;
  log: Logger;
}

/** Events of flows: a step, and the end of a ladder, which withdraws what still waits to go out. */
export const stepEvent = 'cart.step';
export const overEvent = 'cart.over';

/** Pause between two looks, ms. */
const pause = 2_000;
const atOnce = 100;
/** Pause of a ladder that could not be looked after, ms. */
const later = 5 * 60_000;

export class Ladders {
  readonly #given: LaddersOptions;
  #cancel = (): void => {};
  #working: Promise<void> = Promise.resolve();
  #over = false;

  constructor(options: LaddersOptions) {
    const steps = options.coupon ? options.rules.steps : options.rules.steps.filter((step) => step.do !== 'offer');
    this.#given = { ...options, rules: { ...options.rules, steps } };
  }

  /** Looks from now on. */
  start(): void {
    this.#over = false;
    this.#working = this.look()
      .catch((error: unknown) => {
        this.#given.log.warn({ err: error }, 'carts that were left could not be looked after; tried again soon');
        return 0;
      })
      .then((done) => {
        if (!this.#over) this.#cancel = this.#given.clock.after(done === atOnce ? 0 : pause, () => this.start());
      });
  }

  /** Resolves when the look at work is done; none follows. */
  async stop(): Promise<void> {
    this.#over = true;
    this.#cancel();
    await this.#working;
  }

  /** A cart was reported: its ladder begins, those of its older versions end. */
  async noted(cart: string): Promise<void> {
    const { store, rules, clock } = this.#given;
    for (const old of await beginLadder(store, cart, rules.steps, clock.now())) await this.#look(old);
  }

  /** An order was reported: the ladders of its cart and of its person end. */
  async ordered(order: OrderKeys): Promise<void> {
    for (const ladder of await laddersOf(this.#given.store, order)) await this.#end(ladder, 'ordered');
  }

  /** One look at all ladders whose time has come; resolves to how many. */
  async look(): Promise<number> {
    const { store, clock, log } = this.#given;
    const rows = store.collection(cartLadders);
    const due = await rows.find({ where: { due: { lte: clock.now() } }, sort: { by: 'due' }, limit: atOnce });
    for (const ladder of due) {
      try {
        await this.#look(ladder);
      } catch (error) {
        log.warn({ err: error, cart: ladder.cart }, 'the ladder of a cart could not be looked after; tried again soon');
        await rows.replace({ ...ladder, due: clock.now() + later });
      }
      if (this.#over) break;
    }
    return due.length;
  }

  async #look(ladder: LadderRow): Promise<void> {
    const { store, rules, policy, clock } = this.#given;
    const view = await viewOf(this.#given, ladder, clock.now());
    const decision = decideLadder(view.situation, rules, policy);
    if (decision.do === 'end') return this.#end(ladder, decision.why);
    if (ladder.pending) return this.#deliver(ladder, ladder.pending);
    if (decision.do === 'wait') {
      if (decision.until !== ladder.due) await store.collection(cartLadders).replace({ ...ladder, due: decision.until });
      return;
    }
    await this.#decide(ladder, view, decision.kind);
  }

  /** Takes the person's slots and a coupon, and notes the step; whoever notes it first brings it to the conversation. */
  async #decide(ladder: LadderRow, view: LadderView, kind: SentKind): Promise<void> {
    const { store, rules, clock } = this.#given;
    const { conversation, contact, keys, slots } = view;
    if (conversation === undefined || !contact) return;
    const now = clock.now();
    if (!(await takeSlots(store, slots, { ladder: ladder._id, contact: contact._id, since: now - rules.onceIn, now }))) return this.#end(ladder, 'recent');
    const coupon = kind === 'offer' ? await this.#coupon(ladder, view) : undefined;
    if (coupon === null) return this.#end(ladder, 'no_coupon');
    const data = stepData(kind, view, coupon);
    const pending = { do: kind, conversation, data, ...(coupon && { coupon: coupon.code }) };
    const noted = await store.collection(cartLadders).replace({ ...ladder, ...keys, contact: contact._id, conversation, pending });
    if (noted) await this.#deliver(noted, pending);
  }

  /** The coupon of the ladder, the same however often it is asked for; null: none can be had. */
  async #coupon(ladder: LadderRow, { contact, cart }: LadderView): Promise<CouponRow | null> {
    const { store, coupon, clock } = this.#given;
    if (!coupon || !contact || !cart) return null;
    const { money } = coupon.rule.worth.kind === 'fixed' ? coupon.rule.worth : { money: undefined };
    if ((money ?? coupon.rule.minimum)?.currency !== undefined && (money ?? coupon.rule.minimum)?.currency !== cart.currency) return null;
    const wish = { ...wishBy(coupon.name, coupon.rule, ladder._id), contact: contact._id, prefix: coupon.prefix, isPushed: coupon.isPushed };
    const issued = await issueCoupon(store, wish, clock.now(), coupon.random);
    return issued.ok ? issued.coupon : null;
  }

  async #deliver(ladder: LadderRow, { do: kind, conversation, data, coupon }: NonNullable<LadderRow['pending']>): Promise<void> {
    const { store, enter, rules, clock } = this.#given;
    const id = `${ladder._id}:${ladder.step}`;
    await enter(conversation, { type: 'engine', event: { type: 'event', id, name: stepEvent, data } }, id);
    const now = clock.now();
    const { pending: _, ...rest } = ladder;
    const sent = [...ladder.sent, { do: kind, at: now, ...(coupon !== undefined && { coupon }) }];
    const next = { ...rest, sent, step: ladder.step + 1, sentAt: now };
    const isLast = next.step >= rules.steps.length || kind === 'alternatives';
    await store.collection(cartLadders).replace({ ...next, due: isLast ? now + afterwards : dueOf(next, ladder.startedAt, rules.steps) });
  }

  /** Ends it; what of it still waits to go out is withdrawn. */
  async #end(ladder: LadderRow, why: Ending): Promise<void> {
    const { store, enter, clock } = this.#given;
    const { due: _, pending, ...rest } = ladder;
    const where = ladder.conversation;
    if (where !== undefined && why !== 'done' && (pending || ladder.sent.length > 0)) {
      const id = `${ladder._id}:over`;
      await enter(where, { type: 'engine', event: { type: 'event', id, name: overEvent, data: { cart: { id: ladder.cart }, why } } }, id);
    }
    await store.collection(cartLadders).replace({ ...rest, why, endedAt: clock.now() });
  }
}
