/**
 * Passive replies: the first message to a customer goes into the open answer to what they sent, which costs nothing of their ration. Only in the
 * process that has the connection; everything else goes by the interface.
 *
 * WeChat closes a connection that did not answer within five seconds and sends the same message again, up to three times: it reads the newest
 * connection only. So a repetition takes the place of the older one, which is answered empty; and where a reply was handed to a connection already,
 * the repetition gets the same reply, because WeChat would not ask again if it had read it.
 */
import type { HookReply, SendResult } from '../../src/channel.ts';
import type { PassiveContent } from './custom-message.ts';

/** WeChat then does nothing and does not ask again. */
export const emptyReply: HookReply = { type: 'text/plain', body: 'success' };

export interface ReplyTiming {
  /** So long after its arrival a request is answered empty, ms. */
  holdMs: number;
  /** So long the server may take to say whether it wrote the answer, ms. */
  writtenMs: number;
  /** So long after a written reply what follows goes another way, ms: WeChat takes calls elsewhere than it reads answers, and must not be overtaken by us. */
  settleMs: number;
  /** So long a handed reply is kept for a repetition, ms. WeChat's three take 15 s. */
  keptMs: number;
}

export interface OpenRequest {
  /** Of the message: the same in a repetition. */
  id: string;
  user: string;
  /** The reply in the form that this request wants (plain or sealed). */
  make(content: PassiveContent): HookReply;
}

export interface PassiveReplies {
  /** For `HookOutcome.answer`, which waits for a reply when it is called; the time counts from here. */
  waiter(request: OpenRequest): () => Promise<HookReply>;
  /** Hands a message to the customer's oldest open request; undefined when there is none. Never rejects. */
  hand(user: string, content: PassiveContent): Promise<SendResult> | undefined;
  /** Resolves when what the customer was answered last can have been read: what goes another way may follow. */
  settled(user: string): Promise<void>;
  /** Answers whatever is open empty. */
  stop(): void;
}

/** More open requests than this are answered empty at once. */
const mostOpen = 5_000;

interface Waiting {
  request: OpenRequest;
  answer(reply: HookReply): void;
}

/** Keeps the webhooks that wait for a reply, in memory: a reply that comes too late is sent in another way. */
export function createReplies(timing: ReplyTiming): PassiveReplies {
  const open = new Map<string, Waiting[]>();
  const handed = new Map<string, { reply: HookReply; until: number }>();
  const settling = new Map<string, Promise<void>>();
  let count = 0;

  function remove(waiting: Waiting): void {
    const { user } = waiting.request;
    const rest = (open.get(user) ?? []).filter((each) => each !== waiting);
    if (rest.length > 0) open.set(user, rest);
    else open.delete(user);
  }

  function wait(request: OpenRequest, ms: number): Promise<HookReply> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting.answer(emptyReply), ms);
      const waiting: Waiting = {
        request,
        answer(reply) {
          clearTimeout(timer);
          remove(waiting);
          count -= 1;
          resolve(reply);
        },
      };
      count += 1;
      open.set(request.user, [...(open.get(request.user) ?? []), waiting]);
    });
  }

  function forgetOld(): void {
    const now = performance.now();
    for (const [id, { until }] of handed) {
      if (until > now) break;
      handed.delete(id);
    }
  }

  function settle(user: string): void {
    const mine = new Promise<void>((resolve) => setTimeout(resolve, timing.settleMs)).then(() => {
      if (settling.get(user) === mine) settling.delete(user);
    });
    settling.set(user, mine);
  }

  return {
    settled: async (user) => settling.get(user),
    waiter(request) {
      const arrived = performance.now();
      return async () => {
        forgetOld();
        const again = handed.get(request.id);
        if (again) return again.reply;
        for (const older of open.get(request.user) ?? []) if (older.request.id === request.id) older.answer(emptyReply);
        const left = timing.holdMs - (performance.now() - arrived);
        return left <= 0 || count >= mostOpen ? emptyReply : wait(request, left);
      };
    },

    hand(user, content) {
      const waiting = open.get(user)?.[0];
      if (!waiting) return undefined;
      const { id, make } = waiting.request;
      const reply = make(content);
      forgetOld();
      handed.set(id, { reply, until: performance.now() + timing.keptMs });
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => resolve({ ok: false, failure: { code: 'timeout', detail: 'It is not known whether the passive reply was written.' } }),
          timing.writtenMs,
        );
        const written = (whole: boolean) => {
          clearTimeout(timer);
          if (whole) settle(user);
          else handed.delete(id);
          resolve(
            whole
              ? { ok: true, free: true }
              : { ok: false, failure: { code: 'network', detail: 'WeChat closed the connection before the passive reply was written.' } },
          );
        };
        waiting.answer({ ...reply, written });
      });
    },

    stop() {
      for (const waiting of [...open.values()].flat()) waiting.answer(emptyReply);
    },
  };
}
