/**
 * The chat on a shop's page: `<script src="https://.../widget/chat.js" defer></script>`. Its attributes are listed in channels/webchat/README.md.
 * This file has the button and the connection; the window, recording and speaking first are loaded when they are needed.
 */
import { mayShow } from './look.ts';
import { type StartOptions, start } from './start.ts';

export interface ZhangguiApi {
  open(): void;
  close(): void;
  /** The visitor's token, for the shop's own calls to our server; null when it cannot be had now. */
  token(): Promise<string | null>;
  /** Writes for the visitor. */
  say(text: string): void;
  /** Tells what happened on the page; the shop may speak first then. `cart`: `{ count, value }` with the value in major units. */
  track(name: string, data?: Record<string, unknown>): void;
  /** Goes on as a customer who is logged in at the shop; the shop's server made the signature. */
  identify(user: string, signature: string): void;
  /** Begins to watch for speaking first, e.g. after consent. */
  first(): void;
  /** The visitor agrees that things are kept in the browser (`data-consent="wait"`); false: not any more, and what was kept is removed. */
  consent(agreed?: boolean): void;
}

declare global {
  interface Window {
    Zhanggui?: ZhangguiApi;
  }
}

const script = document.currentScript;
const data: DOMStringMap = script instanceof HTMLScriptElement ? script.dataset : {};
const base = script instanceof HTMLScriptElement ? new URL('..', script.src).href.replace(/\/$/, '') : location.origin;

if (!window.Zhanggui) {
  if (mayShow(location.origin, base)) {
    const options: StartOptions = { base, data, lang: data.lang || document.documentElement.lang || navigator.language };
    window.Zhanggui = start(options);
  } else {
    // Visitors see nothing; the merchant is told, here and by the program.
    console.warn(`Zhanggui: add ${location.origin} to web_chat.origins in the config file to show the chat here`);
    void fetch(`${base}/chat/session`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
  }
}
