/** Messages as our server gives them to the browser, as JSON. Types only: the widget shares this file and bundles nothing of it. */

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
