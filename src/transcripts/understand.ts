/** Explains why a message is understood as it is: its parts, what it could mean and how likely, and what would happen by which rule. Nothing is done. */

import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { plainText } from '../message.ts';
import { clauses } from '../reading/clauses.ts';
import { courteous } from '../reading/courtesy.ts';
import { globalWish } from '../reading/global-words.ts';
import { optsOut } from '../reading/wishes/opting-out.ts';
import { wantsPerson } from '../reading/wishes/wanting-person.ts';
import { heardText } from '../reading/wording.ts';
import { isChinese } from '../understanding/language-fallbacks.ts';
import { rehearse } from './rehearsal.ts';

export interface Candidate {
  kind: 'faq' | 'flow';
  /** Id of the FAQ entry, or the flow's name. */
  id: string;
  /** The first way to ask it. */
  title: string;
  /** 0 to 1. */
  score: number;
}

export interface Understanding {
  /** One of the shop's languages; null when the text does not tell. */
  language: string | null;
  /** Greeting, thanks and other courtesies in it; they carry no wish. */
  courtesies: string[];
  clauses: { text: string; candidates: Candidate[] }[];
  optsOut: boolean;
  wantsPerson: boolean;
  /** A word that works anywhere: cancel, menu, help ... */
  command: string | null;
  /** Scores from which an answer is given (`sure`), and from which "did you mean" is asked (`maybe`). */
  sure: number;
  maybe: number;
  /** The line of the table of precedence that decided; null where none did. */
  rule: string | null;
  /** Replies that the customer would get and calls to the shop, up to the first call that reads the shop's data. */
  would: ({ say: string; choices?: string[] } | { call: string } | { handoff: string })[];
  /** The flow that would run or answer, as the trace names it. */
  notes: string[];
}

/** Lines that bring a conversation into a state. */
const before: Record<State, { zh: string; other: string } | undefined> = {
  idle: undefined,
  menu: { zh: '菜单', other: 'menu' },
};
export const states = ['idle', 'menu'] as const;
export type State = (typeof states)[number];

/**
 * Plays one message of a stranger in a state of the conversation. Calls get no answer: what depends on the shop's data is left open.
 * @example
 * ```ts
 * import { checkFlows } from '../compiler/flow.ts';
 * import { flowSet } from '../flow-folder/flow-set.ts';
 * import { understand } from './understand.ts';
 * const text = 'flow: hours\nstart:\n  - says: [opening hours, 几点开门]\nsteps:\n  - say: We open at nine.\n';
 * const { flows, faqs } = checkFlows([{ file: 'hours.yaml', text }]);
 * const set = flowSet({ flows, faqs, calls: new Map() });
 * understand(set, 'opening hours', { shop: {} }).would; // => [{ say: 'We open at nine.' }]
 * ```
 */
export function understand(flows: FlowSet, said: string, options: { state?: State; lang?: string; shop: Partial<ShopFacts> }): Understanding {
  const text = heardText(said);
  const langs = options.shop.langs ?? ['zh', 'en'];
  const language = flows.language(text, langs) ?? null;
  const { core, courtesies } = courteous(text);
  const wish = core || text;
  const lang = options.lang ?? language ?? undefined;
  const position = { line: 1, column: 1 };
  const world = rehearse(flows, { name: 'try', file: '', position, contact: {}, given: {}, shop: {}, lines: [], ...(lang && { lang }) }, options.shop);
  const opening = before[options.state ?? 'idle'];
  if (opening) world.say([{ type: 'text', text: lang !== undefined && isChinese(lang) ? opening.zh : opening.other }]);
  world.forget();
  world.say([{ type: 'text', text: said }]);
  const titles = new Map([...flows.faqs.values()].flatMap(({ entries }) => entries.map(({ id, q }) => [id, q[0] ?? id] as const)));
  const candidatesOf = (clause: string): Candidate[] =>
    flows
      .rank(clause, 3)
      .map(({ id, score }) =>
        id.startsWith('flow:') ? { kind: 'flow', id: id.slice(5), title: id.slice(5), score } : { kind: 'faq', id, title: titles.get(id) ?? id, score },
      );
  const firstCall = world.effects.findIndex(({ type }) => type === 'call');
  const would = world.effects.slice(0, firstCall < 0 ? undefined : firstCall + 1).flatMap((effect): Understanding['would'] => {
    if (effect.type === 'send') return [{ say: plainText(effect.parts), ...(effect.choices && { choices: effect.choices.map(({ label }) => label) }) }];
    if (effect.type === 'call') return [{ call: effect.name }];
    return effect.type === 'handoff' && effect.action !== 'end' ? [{ handoff: effect.note ?? '' }] : [];
  });
  return {
    language,
    courtesies: [...courtesies],
    clauses: [...new Set(clauses(wish))].map((clause) => ({ text: clause, candidates: candidatesOf(clause) })),
    optsOut: optsOut(text),
    wantsPerson: wantsPerson(text),
    command: globalWish(text) ?? globalWish(core) ?? null,
    sure: flows.sure,
    maybe: flows.maybe,
    rule: world.notes.find((note) => note.startsWith('as:'))?.slice(3) ?? (optsOut(text) ? 'opting out' : null),
    would,
    // Calls are not answered here: what follows from that is not what would happen.
    notes: world.notes.filter((note) => !note.startsWith('as:') && !note.endsWith(':unavailable')),
  };
}
