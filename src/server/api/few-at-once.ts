/** Work of which each person may have a few under way: more is refused, so that one cannot keep the program from the others. */
import { type Answer, type Caller, nameOf, refused } from './route.ts';

/** Time after which it is worth asking again, ms. */
const again = 2_000;

/** Returns a runner that refuses with `too_many` what a caller begins beyond `most` at a time. */
export function fewAtOnce(most: number): <T>(by: Caller | undefined, run: () => Promise<T>) => Promise<T | Extract<Answer<never>, { ok: false }>> {
  const running = new Map<string, number>();
  return async (by, run) => {
    const who = by?.kind === 'staff' ? `staff ${by.person.id}` : by?.kind === 'key' ? `key ${by.key.id}` : nameOf(by, 'script');
    const before = running.get(who) ?? 0;
    if (before >= most) {
      const words = `You have ${most} of these under way: wait until one has ended / 您已有 ${most} 个在进行，请等其中一个结束`;
      return { ok: false, refusal: refused(429, 'too_many', words), wait: again };
    }
    running.set(who, before + 1);
    try {
      return await run();
    } finally {
      const left = (running.get(who) ?? 1) - 1;
      if (left > 0) running.set(who, left);
      else running.delete(who);
    }
  };
}
