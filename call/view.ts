/** Elements of the pages: made by hand, texts only ever as text. */
import { lang, say, type Word } from './words.ts';

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  set: Partial<HTMLElementTagNameMap[K]> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), set);
  made.append(...inside);
  return made;
}

export const button = (word: Word, press: () => unknown, id: string): HTMLButtonElement =>
  element('button', { type: 'button', id, onclick: () => void press() }, say(word));

/** Creates a button with two states, told to screen readers as pressed or not. */
export function toggle(off: Word, on: Word, id: string, press: (on: boolean) => Promise<boolean> | boolean): HTMLButtonElement {
  let is = false;
  const made = button(
    off,
    async () => {
      is = await press(!is);
      made.textContent = say(is ? on : off);
      made.setAttribute('aria-pressed', String(is));
    },
    id,
  );
  made.setAttribute('aria-pressed', 'false');
  return made;
}

export function video(word: Word, id: string, muted: boolean): HTMLVideoElement {
  const made = element('video', { id, autoplay: true, playsInline: true, muted });
  made.setAttribute('aria-label', say(word));
  return made;
}

/** Shows these on the page in place of what was there; the first heading gets the focus. */
export function show(...inside: Node[]): void {
  const main = document.querySelector('main');
  main?.replaceChildren(...inside);
  const heading = main?.querySelector('h1');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

export function title(word: Word): void {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  document.title = say(word);
}
