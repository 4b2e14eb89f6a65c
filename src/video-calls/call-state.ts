/** The end of a call, and the people that it rings at. Pure. */
import type { Vars } from '../json.ts';
import type { CallRow } from '../store/call-rows.ts';

/** A call whose pages both gave no sign of life for so long is over, ms: a restart and a change of network take less. */
export const silenceMs = 60_000;

/** Ends the call at `at` (epoch ms); null when it is over already. A customer whom nobody answered has missed somebody. */
export function ending({ sdp: _stranger, ...call }: CallRow, at: number): CallRow | null {
  if (call.state === 'ringing' && call.out) return { ...call, state: 'ended', over: at, untold: 1 };
  if (call.state === 'talking') return { ...call, state: 'ended', over: at, untold: 1 };
  if (call.state === 'ringing') return { ...call, state: 'missed', over: at, untold: 1 };
  return call.state === 'open' ? { ...call, state: 'ended', over: at } : null;
}

/** Returns moment at which a call is over by itself: nobody answered within `ringMs`, or its pages are gone. Null while it goes on. */
export function overAt(call: CallRow, ringMs: number, now: number): number | null {
  const { state, rang = call.at, seen = rang } = call;
  if (state === 'ringing') return now - rang >= ringMs ? rang + ringMs : null;
  return state === 'talking' && now - seen >= silenceMs ? seen : null;
}

/** Returns those at whom a call has rung so far: the person who has the conversation, from a third of the time on the team, from two thirds on anyone. */
export function ringsAt(call: CallRow, owner: string, ringMs: number, now: number): string[] {
  const part = (now - (call.rang ?? call.at)) / ringMs;
  const first = owner === 'bot' ? 'team' : owner;
  return [...new Set([first, ...(part >= 1 / 3 ? ['team'] : []), ...(part >= 2 / 3 ? ['anyone'] : [])])];
}

/** Returns the event that flows hear when a call is over. Times are epoch ms, the length is in seconds. */
export function endEvent({ _id, state, who, rang, talked, over, out }: CallRow): { name: 'call.ended' | 'call.missed' | 'call.unanswered'; data: Vars } {
  const seconds = talked !== undefined && over !== undefined ? Math.max(0, Math.round((over - talked) / 1_000)) : 0;
  const began = talked ?? rang ?? 0;
  return {
    name: state === 'missed' ? 'call.missed' : out && talked === undefined ? 'call.unanswered' : 'call.ended',
    data: { call: { id: _id, at: began, who: who ?? '', seconds, length: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` } },
  };
}

/** Returns the line about a call that is over, which people read in its conversation. */
export function endNote(call: CallRow, lang: string): string {
  const { name, data } = endEvent(call);
  const { who, length } = data.call as { who: string; length: string };
  const zh = lang.startsWith('zh');
  if (name === 'call.missed') {
    const rang = Math.max(0, Math.round(((call.over ?? 0) - (call.rang ?? call.over ?? 0)) / 1_000));
    if (call.via) return zh ? `未接的语音来电，响了 ${rang} 秒` : `Missed voice call, rang for ${rang} s`;
    return zh ? `未接的视频来电，响了 ${rang} 秒` : `Missed video call, rang for ${rang} s`;
  }
  if (name === 'call.unanswered') return zh ? `顾客没有接听${who && `${who}的`}语音来电` : `Voice call${who && ` by ${who}`}, not answered`;
  const [by, byZh] = call.out ? ['made', '拨打'] : ['answered', '接听'];
  if (call.via) return zh ? `语音通话 ${length}${who && `，${byZh}：${who}`}` : `Voice call, ${length}${who && `, ${by} by ${who}`}`;
  return zh ? `视频通话 ${length}${who && `，接听：${who}`}` : `Video call, ${length}${who && `, answered by ${who}`}`;
}
