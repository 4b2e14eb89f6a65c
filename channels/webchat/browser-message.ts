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

/** Question of a form. Words are read as in a message: `kind` only says what an input may help with. */
export interface WireField {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'date' | 'time' | 'email' | 'phone';
  /** Labels of which one is picked. */
  options?: string[];
  optional?: true;
}

/** Open questions, of which the message asks the first: answered at once by a `pressed` with this token and `fields`. */
export interface WireForm {
  token: string;
  fields: WireField[];
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
  form?: WireForm;
  lang?: string;
}
