/**
 * The words that every part of the program shares. All of it is plain JSON, so that anything can be stored, replayed
 * and shown. Times are UTC epoch milliseconds; money is integer minor units with a currency.
 */

/** Address of a customer: one user of one account of one channel. */
export interface Address {
  /** Channel name, e.g. `telegram`. Lower-case letters and dashes. */
  channel: string;
  /** The merchant's account on that channel; `main` unless configured otherwise. */
  account: string;
  /** The provider's id of the customer, opaque; may contain any character. */
  user: string;
}

/** Returns the merchant's account in an address, e.g. `telegram:main`: the key of channels, their pace and their holds. */
export function accountId({ channel, account }: Pick<Address, 'channel' | 'account'>): string {
  return `${channel}:${account}`;
}

/**
 * Returns the string form of an address, e.g. `telegram:main:42`; it is the conversation's id.
 * @example
 * ```ts
 * import { conversationId } from './message.ts';
 * conversationId({ channel: 'telegram', account: 'main', user: '42' }); // => 'telegram:main:42'
 * ```
 */
export function conversationId(address: Address): string {
  return `${accountId(address)}:${address.user}`;
}

/** Returns the inverse of {@link conversationId}; null when the text is no conversation id. */
export function parseConversationId(id: string): Address | null {
  const match = /^([a-z][a-z0-9-]*):([^:]+):(.+)$/s.exec(id);
  const [, channel, account, user] = match ?? [];
  return channel && account && user ? { channel, account, user } : null;
}

/** An amount in minor units (cents, fen) of an ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** A picture, recording or file: by the provider's id, by URL, or by the id of our own media store. At least one is set. */
export interface Media {
  /** The provider's file id, valid on the channel that it came from. */
  ref?: string;
  url?: string;
  /** Id in our media store (`GET /media/:id`). */
  stored?: string;
  /** The bytes were asked for, and the channel did not give them out in time. */
  lost?: true;
  mime?: string;
  name?: string;
  bytes?: number;
  seconds?: number;
}

/** Tells whether the URL is one of the merchant's own pictures. Channels upload those, whether our site can be reached or not. */
export function isOwnPicture(url: string | undefined): boolean {
  return url?.startsWith('/pictures/') === true;
}

/** A product or other thing shown as a card. */
export interface Card {
  title: string;
  text?: string;
  image?: string;
  link?: string;
  /** Text of the card's button, which opens `link`. */
  button?: string;
}

/** The words of a recording, as a machine heard them. */
export interface Transcript {
  text: string;
  /** 0 to 1; absent where the recogniser gives none. */
  confidence?: number;
  /** BCP 47, where the recogniser tells. */
  lang?: string;
  /** Name of the recogniser, or of the channel that brought the words along. */
  by: string;
  /** The confidence is so low that the customer is asked whether they said this. */
  unsure?: true;
}

/** What a picture says that the shop knows: `text` as a customer would have typed it; `why` there is none. */
export interface Seen {
  text?: string;
  of?: 'order' | 'coupon' | 'product';
  /** Ids of goods that it may show, the likest first, where that is not certain; at most three. */
  maybe?: string[];
  why?: string;
}

/** Decision of a model about a message that the words left in doubt: one of a closed list, over things that the shop has. `question` names the open one that it is about. */
export type ModelChoice =
  /** An entry of the FAQ, or a flow, by the ids of the ranking; `slots`: words of the message that tell something of it. */
  | { do: 'answer' | 'start'; id: string; slots?: string[] }
  | { do: 'clarify'; ids: string[] }
  /** `value`: words of the message, or the label of a button, that answer the open question. */
  | { do: 'reply'; value: string; question: string }
  /** `name`: the earlier answer that is to be changed. */
  | { do: 'correct'; name: string; question: string }
  | { do: 'cancel'; question: string };

/** Tokens that models were asked for, and what they cost, in millionths of a minor unit. */
export interface ModelUse {
  calls: number;
  in: number;
  out: number;
  cost: number;
}

/** Result of asking models about a message before its turn. Nothing of it is a text for the customer but a rewording of our own answer that was checked. */
export interface Meaning {
  /** Texts of the message, ranked by words and vectors. */
  near?: { text: string; ranked: { id: string; score: number }[] }[];
  choice?: ModelChoice;
  reworded?: { from: string; to: string };
  /** Reasons why a model that was to be asked gave nothing, such as `late` or `day` for a cap. */
  without?: string[];
  used?: ModelUse;
}

/** A message that models may have been asked about before its turn. */
export interface Interpreted {
  meaning?: Meaning;
}

/** One piece of a message. A message is a flat list of parts. */
export type Part =
  | { type: 'text'; text: string }
  /** `seen`: what was read in it, once that was tried. */
  | { type: 'image'; media: Media; caption?: string; seen?: Seen }
  /** `transcript`: its words. `unheard`: why it has none, or nobody can play it, once that was tried. */
  | { type: 'audio'; media: Media; voice?: boolean; caption?: string; transcript?: Transcript; unheard?: string }
  | { type: 'video'; media: Media; caption?: string }
  | { type: 'file'; media: Media; caption?: string }
  | { type: 'place'; latitude: number; longitude: number; name?: string; address?: string }
  | { type: 'person'; name: string; phone?: string; email?: string }
  | { type: 'link'; url: string; title?: string }
  | { type: 'product'; card: Card }
  | { type: 'pressed'; token: string; label?: string }
  /** Something that the channel delivered and we cannot show; `kind` is the provider's word for it. */
  | { type: 'unsupported'; kind: string };

/** One way to answer a question. `token` comes back in a `pressed` event. */
export interface Choice {
  /** Token of at most 32 bytes of `[a-z0-9.]`, so that it fits every channel. */
  token: string;
  label: string;
  description?: string;
  image?: string;
}

/** Question of a form, as a channel shows it that shows them together. */
export interface FormQuestion {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'date' | 'time' | 'email' | 'phone';
  /** Labels of which one is picked. */
  options?: string[];
  optional?: true;
}

/** Questions that are still open, to be answered at once. `token` comes back in a `pressed` event with the answers by name. */
export interface AnswerForm {
  token: string;
  fields: FormQuestion[];
}

/** Facts that the channel knows of the customer; unknown ones are left out. */
export interface Profile {
  name?: string;
  /** BCP 47, e.g. `zh-CN`. */
  lang?: string;
  username?: string;
  /** Phone number that the provider has verified to be this customer's: customers with the same one are one contact. */
  phone?: string;
}

/** The page of the shop's own site that the customer opens the conversation from, and the flow that they follow there. */
export interface StartPage {
  flow: string;
  path: string;
  /** Id of the product that it shows. */
  product?: string;
  /** What the page told with it. */
  data?: Record<string, string | number | boolean>;
}

interface InboundBase {
  /** The provider's id of this event: the key of deduplication within channel and account. */
  id: string;
  from: Address;
  /** Time of the event at the provider, epoch ms. */
  at: number;
  /** Values from the provider that make no sense and were replaced, for the log; not stored. */
  odd?: string[];
  profile?: Profile;
  /** Other ids that the provider knows this same customer by, on the same account. They are one contact from now on. */
  aliases?: string[];
  /** Ids under which the customer is not reached any more, or was known before: a question that is open there goes on here. */
  succeeds?: string[];
  /** The reply window that this event opens, where it is not the channel's usual one. */
  window?: { ms: number; messages?: number };
}

/** Event that a channel reports, free of the provider's shape. */
export type InboundEvent =
  | (InboundBase & {
      type: 'message';
      parts: Part[];
      /** Provider id of the message, where its events have ids of their own. */
      ref?: string;
      /** Provider id of the customer's own earlier message that this one replaces. Without a change it says nothing. */
      edits?: string;
      /** Provider id of the message that this answers. */
      replyTo?: string;
      /** Messages with the same word are one album, which the provider brings picture by picture. */
      album?: string;
      /** The ad, post or link that led here, as `start: - referral:` names it. */
      referral?: string;
      /** Name of the event beside it that says the same as data: where a flow begins with that, the words are only kept. */
      beside?: string;
      /** What models made of it, once they were asked; never from a channel. */
      meaning?: Meaning;
    })
  /** `fields`: answers to the questions of a form by their names, as the customer wrote them. */
  | (InboundBase & { type: 'pressed'; token: string; label?: string; fields?: Record<string, string> })
  /**
   * The customer opened or re-opened the conversation: /start, follow, first visit. `referral` is the deep link's payload. `quiet`: they only look at it
   * again, so that a question which waits is not said once more.
   */
  | (InboundBase & { type: 'started'; referral?: string; quiet?: true; page?: StartPage })
  /**
   * Receipt for a message of ours; `ref` is the provider's id of it. `code` is an error code of errors.ts; the rest as in an answer to sending
   * (`SendFailure`), because a provider may report the same failure in either place.
   */
  | (InboundBase & {
      type: 'receipt';
      ref: string;
      status: 'sent' | 'delivered' | 'read' | 'failed';
      code?: string;
      detail?: string;
      retryAfterMs?: number;
      scope?: 'customer' | 'promotions' | 'account';
      refusedMarketing?: true;
    })
  /** Reachability of the customer: false after a block or unfollow. */
  | (InboundBase & { type: 'reach'; reachable: boolean; reason?: string })
  /** Change of marketing consent at the provider; `words` and `source` as far as the provider gives them. */
  | (InboundBase & { type: 'consent'; marketing: boolean; words?: string; source?: string })
  /** Handover in the provider's own app: somebody took the conversation, or gave it back to the bot there. */
  | (InboundBase & { type: 'handover'; owner: 'bot' | 'person'; who?: string })
  /**
   * Event that flows can be started by (`event: NAME`); `name` has a dot in it, data is plain JSON. On every channel whose provider reports it:
   * `message.recalled`, the customer took a message back, `{ message }` being its provider id; `message.reacted`, they put an emoji to one, `{
   * message, emoji }`; `form.answered`, they filled in a form of the provider's, `{ form, values }`; `cart.sent`, they sent a cart from the
   * provider's catalogue, `{ cart }`.
   */
  | (InboundBase & { type: 'event'; name: string; data: Record<string, unknown> })
  /** The customer is typing; never stored. */
  | (InboundBase & { type: 'typing' });

/** A reply answers a customer, a service message concerns an order or request, a promo needs consent. */
export type MessageClass = 'reply' | 'service' | 'promo';

/** A message approved at the provider (WhatsApp) or registered with it; used where free text may not be sent. */
export interface TemplateUse {
  name: string;
  lang: string;
  params: Record<string, string>;
}

export interface OutboundMessage {
  /** Deterministic: `conversation:turn:n`, `b:broadcast:contact` or `a:id` for a person's message. */
  key: string;
  to: Address;
  parts: Part[];
  choices?: Choice[];
  /** The choices may be combined (the customer sends several numbers or labels). */
  many?: boolean;
  /** The question that is asked and those after it: other channels ask one after the other. */
  form?: AnswerForm;
  template?: TemplateUse;
  class: MessageClass;
  lang: string;
}

/** Returns the text of a message as one string: its text parts, captions, the words of recordings, what was read in pictures and the label of a pressed choice, joined by newlines. */
export function plainText(parts: readonly Part[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    if (part.type === 'text') lines.push(part.text);
    else if (part.type === 'pressed' && part.label) lines.push(part.label);
    else if ('caption' in part && part.caption) lines.push(part.caption);
    if (part.type === 'audio' && part.transcript) lines.push(part.transcript.text);
    if (part.type === 'image' && part.seen?.text) lines.push(part.seen.text);
  }
  return lines.join('\n');
}
