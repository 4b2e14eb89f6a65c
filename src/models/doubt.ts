/** What a message that is in doubt may mean: entries and flows of the shop, the nearest first, and the question that is open. Nothing of other customers, goods or pages. */

import type { Session } from '../engine/model/session.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { triggerIndex } from '../flow-tree/trigger-index.ts';
import type { Meaning } from '../message.ts';
import type { Candidate, Doubt, OpenQuestion } from './choosing.ts';

/** Candidates that are shown to a model, at most. */
const most = 60;
const nearestMost = 30;

export function doubtOf({ flows, session, said, lang, near }: { flows: FlowSet; session: Session; said: string; lang: string; near: Meaning['near'] }): Doubt {
  const nearest = [...(near ?? []).flatMap(({ ranked }) => ranked), ...flows.rank(said, nearestMost)].map(({ id }) => id);
  const index = triggerIndex(flows);
  const ids = new Set([...nearest, ...index.flows.keys(), ...index.faq.keys()]);
  const candidates = [...ids].flatMap((id) => candidateOf(flows, id, lang) ?? []).slice(0, most);
  const open = openIn(session);
  return { said, lang, candidates, ...(open && { open }) };
}

function candidateOf(flows: FlowSet, id: string, lang: string): Candidate | undefined {
  const { faq, flows: starts } = triggerIndex(flows);
  const entry = faq.get(id);
  if (entry) return { id, kind: 'entry', asks: inLanguage(entry.q, lang) };
  const refs = starts.get(id) ?? [];
  if (refs.length === 0 || refs.some(({ flow }) => flow.unlisted)) return undefined;
  return {
    id,
    kind: 'flow',
    asks: inLanguage(
      refs.flatMap(({ trigger }) => ('says' in trigger ? trigger.says : [])),
      lang,
    ),
  };
}

/** Returns the phrases in the customer's script first. */
function inLanguage(phrases: readonly string[], lang: string): string[] {
  const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
  return phrases.toSorted((a, b) => Number(isHan(b) === lang.startsWith('zh')) - Number(isHan(a) === lang.startsWith('zh')));
}

function openIn({ front }: Session): OpenQuestion | undefined {
  const { waiting } = front ?? {};
  const frame = front?.stack.at(-1);
  if (!front || !frame || waiting?.kind !== 'answer') return undefined;
  return {
    key: `${front.id}:${waiting.at}`,
    about: frame.flow,
    options: (waiting.choices ?? []).map(({ label }) => label),
    answered: [...new Set(front.trail.flatMap(({ field, save }) => field ?? save ?? []))],
  };
}
