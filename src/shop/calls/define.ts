import type { Call, CallContext } from '../../call.ts';
import type { Store } from '../../store/store.ts';
import type { ShopAdapter } from '../adapter.ts';
import type { Changes } from '../changes/changes.ts';
import type { Calendar } from '../orders/appointments.ts';
import type { CouponRule } from '../orders/coupons.ts';
import type { AttemptLimiter } from '../proof/attempt-limiter.ts';
import type { Asker } from '../shop.ts';
import type { Terms } from '../terms.ts';

/** A cart in words: amounts as people write them, `url` where it can be ordered, or ''. */
export interface CartInWords {
  items: { title: string; quantity: number; price: string }[];
  total: string;
  url: string;
}

/** Tools of the shop's calls. */
export interface ShopTools {
  store: Store;
  shop: ShopAdapter;
  /** The one path of changes that customers make. */
  changes: Changes;
  /** Slows down who guesses at orders. */
  attemptLimiter: AttemptLimiter;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** Pattern of the shop's own order numbers, and one of them to show. */
  pattern?: string | undefined;
  example?: string | undefined;
  /** Three capital letters that codes of coupons begin with. */
  couponPrefix: string;
  /** Rules of coupons, by name. */
  couponRules?: ReadonlyMap<string, CouponRule>;
  /** Terms that the shop promises. */
  terms: Terms;
  /** IANA zone of the shop. */
  zone: string;
  /** Times that customers can book; none are offered unless given. */
  calendar?: Calendar | undefined;
  /** n unguessable bytes. */
  random: (bytes: number) => Uint8Array;
  /** Ways to a guest; `to` is a number (see phoneKey) or an e-mail address (see toMail). */
  guests?: {
    /** Whether codes can go to numbers, and by e-mail. */
    ways(): { phone: boolean; email: boolean };
    /** More codes were asked for than the whole shop sends. */
    crowded?(now: number): Promise<void>;
    /** Sends a code; false when it did not go. */
    tell(to: string, code: string, lang: string, key: string): Promise<boolean>;
    /** Notes that it is theirs. */
    known(contact: string, to: string): Promise<void>;
    /** Sends their cart by e-mail; false when it did not go, or was not taken within seconds. */
    mailCart(to: string, cart: CartInWords, lang: string): Promise<boolean>;
  };
  /** Contact `from` is the same person as `into`. */
  merge: (into: string, from: string) => Promise<unknown>;
}

type Params = `${string}?` | string;

/** Defines a call in one line each: `['number', 'proof?']` are its parameters, `?` for those that may be left out. */
export function defineCall(name: string, mode: Call['mode'], params: Params[], outcomes: string[], about: [zh: string, en: string], run: Call['run']): Call {
  return {
    name,
    mode,
    params: params.map((param) => ({ name: param.replace('?', ''), required: !param.endsWith('?') })),
    outcomes,
    about: { zh: about[0], en: about[1] },
    run,
  };
}

export function askerOf(context: CallContext): Asker {
  const { address, conversation, contact } = context;
  return { contact: contact.id, address, conversation, email: contact.email, phone: contact.phone, verifiedPhone: contact.verifiedPhone };
}
