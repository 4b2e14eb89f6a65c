/** "typing ..." in chats, for answers that take a while: Telegram recommends it for nothing else (https://core.telegram.org/bots/api#sendchataction). */

/** Time within which an answer needs no "typing ...", ms: it would come together with it, cost a request more, and stay for 5 s after it. */
const wait = 300;

export interface Typing {
  /** Shows it to this user, unless a message goes out to them before. */
  soon(user: string): void;
  /** A message goes out to this user. */
  answered(user: string): void;
  stop(): void;
}

/** Makes it; `show` asks Telegram and never throws. */
export function typingSoon(show: (user: string) => void): Typing {
  const waiting = new Map<string, NodeJS.Timeout>();
  const end = (user: string): void => {
    const timer = waiting.get(user);
    if (timer === undefined) return;
    clearTimeout(timer);
    waiting.delete(user);
  };
  return {
    soon(user) {
      end(user);
      const timer = setTimeout(() => {
        waiting.delete(user);
        show(user);
      }, wait);
      waiting.set(user, timer.unref());
    },
    answered: end,
    stop() {
      for (const user of [...waiting.keys()]) end(user);
    },
  };
}
