/** What WeCom keeps of a session: whose turn it is, how many messages may still be sent, and the codes for one message outside of that. */
import type { Refusal } from './kf-rules.ts';

const hour = 3_600_000;

/** 0 nobody, 1 program, 2 queue, 3 person, 4 ended or not begun. https://developer.work.weixin.qq.com/document/path/94669 */
export type State = 0 | 1 | 2 | 3 | 4;
const moves: Record<State, readonly State[]> = { 0: [1, 2, 3], 1: [2, 3, 4], 2: [3, 4], 3: [3, 4], 4: [] };

export interface Session {
  state: State;
  servicer?: string;
  lastIn: number;
  sent: number;
}

interface Code {
  account: string;
  customer: string;
  types: readonly string[];
  /** The state in which it may be used; any when undefined. */
  state?: State;
  until: number;
}

export function createSessions(now: () => number) {
  const sessions = new Map<string, Session>();
  const codes = new Map<string, Code>();
  let made = 0;

  function sessionOf(account: string, customer: string): Session {
    const key = `${account}.${customer}`;
    const session = sessions.get(key) ?? { state: 4, lastIn: Number.NEGATIVE_INFINITY, sent: 0 };
    sessions.set(key, session);
    return session;
  }

  function code(account: string, customer: string, kind: 'welcome' | 'queue' | 'person' | 'end'): string {
    const id = `CODE${++made}`;
    const quick = kind === 'welcome' || kind === 'end';
    const state = ({ welcome: undefined, queue: 2, person: 3, end: 4 } as const)[kind];
    codes.set(id, {
      account,
      customer,
      types: quick ? ['text', 'msgmenu'] : ['text'],
      ...(state !== undefined && { state }),
      until: now() + (quick ? 20_000 : 48 * hour),
    });
    return id;
  }

  return {
    sessionOf,
    code,
    /** The customer wrote. */
    wrote(account: string, customer: string): void {
      const session = sessionOf(account, customer);
      Object.assign(session, { lastIn: now(), sent: 0, ...(session.state === 4 && { state: 0 }) });
    },
    /** Why nothing may be sent now; counts the message when it may. */
    spend(account: string, customer: string): Refusal | null {
      const session = sessionOf(account, customer);
      if (session.state !== 0 && session.state !== 1) return { errcode: 95018, errmsg: 'send msg session status invalid' };
      if (now() - session.lastIn >= 48 * hour) return { errcode: 95002, errmsg: 'out of time limit' };
      if (session.sent >= 5) return { errcode: 95001, errmsg: 'out of message count limit' };
      session.sent++;
      return null;
    },
    /** Uses a code up; whom it is for, or why it does not help. */
    useCode(id: unknown, type: string): { account: string; customer: string } | Refusal {
      const found = typeof id === 'string' ? codes.get(id) : undefined;
      if (!found || found.until <= now()) return { errcode: 40058, errmsg: 'invalid code' };
      if (!found.types.includes(type)) return { errcode: 40008, errmsg: 'invalid message type' };
      if (found.state !== undefined && sessionOf(found.account, found.customer).state !== found.state)
        return { errcode: 95018, errmsg: 'send msg session status invalid' };
      codes.delete(String(id));
      return { account: found.account, customer: found.customer };
    },
    /** `service_state/trans`. */
    move(account: string, customer: string, to: unknown, servicer: unknown, onDuty: ReadonlySet<string>): { msg_code?: string } | Refusal {
      const session = sessionOf(account, customer);
      const wanted = moves[session.state].find((state) => state === to);
      if (wanted === undefined) return { errcode: 95016, errmsg: 'invalid state transition' };
      if (wanted === 3 && (typeof servicer !== 'string' || !onDuty.has(servicer))) return { errcode: 95014, errmsg: 'servicer is not active' };
      session.state = wanted;
      session.servicer = wanted === 3 ? String(servicer) : undefined;
      if (wanted === 2) return { msg_code: code(account, customer, 'queue') };
      if (wanted === 3) return { msg_code: code(account, customer, 'person') };
      return wanted === 4 ? { msg_code: code(account, customer, 'end') } : {};
    },
  };
}
