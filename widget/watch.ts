/** Loads what watches the page for speaking first: only where the shop has rules, and only once it may. */
import type { Chat } from '../sdk/chat.ts';
import type { TextStorage } from '../sdk/platform.ts';
import type { speakFirst, Tracked } from './first.ts';

export interface WatchOptions {
  base: string;
  lang: string;
  chat: Chat;
  storage: TextStorage;
  visit: TextStorage;
  frame: HTMLElement;
  root: ShadowRoot;
  isOpen: () => boolean;
  /** `flow`: a flow begins, the usual greeting is left out. */
  open: (flow: boolean) => void;
}

export interface Watch {
  /** Begins, once. */
  begin(): void;
  /** Ends, and begins anew for somebody else once they are known, where it had begun. */
  again(known: Promise<unknown>): void;
  track(name: string, data?: Record<string, unknown>): void;
}

export function createWatch({ base, storage, chat, ...rest }: WatchOptions): Watch {
  const tracked: Tracked[] = [];
  let watching: Promise<(() => void) | undefined> | undefined;
  const watch = async () => {
    const wanted = await (await fetch(`${base}/chat/moments`)).json();
    if (!wanted.scroll) return undefined;
    const part: { speakFirst: typeof speakFirst } = await import(`${base}/widget/first.js`);
    return part.speakFirst({
      ...rest,
      wanted,
      base,
      tracked,
      post(path, body) {
        if (!chat.known()) storage.set('zhanggui.quiet', '1');
        return chat.post(path, body);
      },
    });
  };
  const begin = () => {
    watching ??= watch().catch(() => undefined);
  };
  return {
    begin,
    again(known) {
      if (!watching) return;
      void watching.then((end) => end?.());
      watching = undefined;
      void known.then(begin, begin);
    },
    track: (...told) => void tracked.push(told),
  };
}
