/** Words that a customer said in a flow and no question has asked for yet: an address beside the order number, the reason of a return. */

import { limits } from '../../limits.ts';
import { courteous } from '../../reading/courtesy.ts';
import { words } from '../../reading/wording.ts';
import type { Frame, KeptWords, Run } from '../model/session.ts';

/** Returns the frame of the flow that the customer is in: the words go where it goes, and not into what it interrupted. */
function base(run: Run): Frame | undefined {
  return run.stack[
    Math.max(
      0,
      run.stack.findLastIndex(({ interrupted }) => interrupted),
    )
  ];
}

/** Words in front of what stands beside an answer, which join it to the answer. */
const joint = /^(?:[\s,，。.、:：;；]|这个|这单|那个|的|是|(?:and|but|also|it is|its)\s)+/iu;
/** Least number of words that may be a matter of their own. */
const telling = 3;

/** Keeps words that stood beside an answer, without what joins them to it. */
export function keepBeside(run: Run, text: string): void {
  const said = courteous(text.replace(joint, '')).core;
  keepWords(run, said, words(said).length >= telling);
}

/** Keeps words that stood in place of an answer for the team; false when too many were kept in this flow already. */
export function keepForTeam(run: Run, text: string, known: boolean): boolean {
  const frame = base(run);
  if (!frame || kept(run).filter(({ team }) => team).length >= mostForTeam) return false;
  keepWords(run, text);
  frame.said = frame.said?.map((one) => (one.text === text.trim().slice(0, limits.answer) ? { ...one, team: known ? 'knows' : 'later' } : one));
  return true;
}

/** Most things that are told beside the answers of one flow: who goes on talking has not understood the question, or was not understood. */
const mostForTeam = 3;

/** Returns what the frames keep for the team and nobody was told yet; it counts as told then. */
export function takeForTeam(frames: readonly Frame[], note = ''): string[] {
  const found: string[] = [];
  for (const frame of frames) {
    for (const one of frame.said ?? []) if (one.team === 'later' && !note.includes(one.text)) found.push(one.text);
    if (frame.said?.some(({ team }) => team)) frame.said = frame.said.map((one) => (one.team ? { ...one, team: 'knows' } : one));
  }
  return found;
}

/** Keeps words for what this flow asks later. `beside`: they stood beside an answer, or in its place, so that somebody has to take them up. */
export function keepWords(run: Run, text: string, beside = false): void {
  const frame = base(run);
  const said = text.trim().slice(0, limits.answer);
  if (!frame || said === '') return;
  const others = (frame.said ?? []).filter((kept) => kept.text !== said);
  frame.said = [...others, { text: said, ...(beside ? { beside: true as const } : {}) }].slice(-limits.keptWords);
}

/** Returns the words that the question at this place has not looked at, the newest first. */
export function wordsFor(run: Run, at: string): string[] {
  return kept(run)
    .filter(({ used }) => !used?.includes(at))
    .map(({ text }) => text)
    .reverse();
}

/** Notes that the words answered the question at this place: it does not take them again, others may. */
export function useWords(run: Run, text: string, at: string): void {
  const frame = base(run);
  if (frame?.said) frame.said = frame.said.map((one) => (one.text === text ? { ...one, used: [...(one.used ?? []), at] } : one));
}

/** Returns all that was said in this flow, the oldest first. */
export function saidSoFar(run: Run): string[] {
  return kept(run).map(({ text }) => text);
}

/** Returns what was said beside the answers and has answered nothing. */
export function leftUnsaid(run: Run): string[] {
  return kept(run)
    .filter(({ beside, used }) => beside && !used)
    .map(({ text }) => text);
}

function kept(run: Run): readonly KeptWords[] {
  return base(run)?.said ?? [];
}
