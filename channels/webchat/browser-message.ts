/** What goes between our server and the browser, as JSON. Types only: the widget shares this file and bundles nothing of it. */

export type WirePart =
  | { type: 'text'; text: string }
  | { type: 'image' | 'audio' | 'video' | 'file'; url: string; name?: string; mime?: string; bytes?: number; caption?: string }
  | { type: 'card'; title: string; text?: string; image?: string; link?: string; button?: string }
  | { type: 'link'; url: string; title?: string }
  | { type: 'unsupported'; kind: string };

export interface WireChoice {
  /** Missing for old messages: then the label is sent as text. */
  token?: string;
  label: string;
  description?: string;
  image?: string;
}

export interface WireMessage {
  /** Unique within the conversation: the browser shows a message with a known id once. */
  id: string;
  from: 'me' | 'shop';
  /** Name of the person who wrote it; missing for the bot. */
  author?: string;
  at: number;
  parts: WirePart[];
  choices?: WireChoice[];
  many?: boolean;
  lang?: string;
}

/** What the browser posts, after the server has checked who it is. */
export type Post =
  | { type: 'message'; id: string; text?: string; media?: { stored: string; mime: string; name?: string; bytes?: number }[]; lang?: string; name?: string }
  | { type: 'pressed'; id: string; token: string; label?: string; lang?: string; name?: string }
  | { type: 'started'; id: string; referral?: string; lang?: string; name?: string }
  | { type: 'receipts'; delivered: string[]; read: string[] }
  | { type: 'typing' };
