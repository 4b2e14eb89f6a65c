/** The desk at which people work on flows: drafts that are never live, checks, and publications that are kept. */
import { createHash, randomUUID } from 'node:crypto';
import type { CheckedFolder } from '../compiler/flow.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { inSlices } from '../event-loop/slices.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import { mergeText } from '../flow-folder/merge-text.ts';
import type { FlowSet, Problem } from '../flow-tree/flow-tree.ts';
import type { Store } from '../store/store.ts';
import { type Change, changesBetween } from './changes.ts';
import { type PlayedCases, playingCases } from './played-cases.ts';
import { type FlowDraftRow, type FlowPublicationRow, flowDrafts, flowPublications } from './rows.ts';
import type { SimulatedShop } from './simulated-shop.ts';
import { playTalk, type Talk, type TalkLine, type TalkSetup } from './talk.ts';

export type Lang = 'en' | 'zh';

/** The flow folder, as far as the desk needs it. */
export type DeskFlows = Pick<FlowLibrary, 'set' | 'files' | 'tried' | 'setOf' | 'transcripts' | 'edit' | 'put' | 'writable'>;

export interface FlowDeskOptions {
  store: Store;
  flows: DeskFlows;
  shop: Partial<ShopFacts>;
  openShop(now: number): Promise<SimulatedShop>;
  now(): number;
}

export interface SaveDraft {
  file: string;
  text: string;
  transcript?: string | undefined;
  /** Version of the draft that the writer has seen; 0 for none. */
  revision: number;
  by: string;
}

/** Somebody else was quicker: the draft was saved, or the file changed. */
export type Stale = { result: 'stale'; of: 'draft' | 'file'; by?: string; changes: Change[] };

export interface Review {
  /** That of the draft that was reviewed. */
  revision: number;
  problems: Problem[];
  changes: Change[];
  cases: PlayedCases;
  /** Changes that others made to the file since the draft was begun. */
  meanwhile: Change[];
}

export type Published =
  | { result: 'published'; changes: Change[]; id: string }
  | { result: 'no_draft' }
  | Stale
  | { result: 'problems'; problems: Problem[] }
  | { result: 'cases'; cases: PlayedCases }
  | { result: 'not_written'; why: string };

/** Tries that are kept: what is typed, simulated and reviewed is the same text many times. */
const mostTries = 6;

export type FlowDesk = ReturnType<typeof createFlowDesk>;

export function createFlowDesk({ store, flows, shop, openShop, now }: FlowDeskOptions) {
  const drafts = store.collection(flowDrafts);
  const published = store.collection(flowPublications);
  const tries = new Map<string, { around: FlowSet; loaded: Promise<CheckedFolder>; set?: Promise<FlowSet> }>();
  /** The last transcripts that were played: a review is followed by its publication. */
  let playedLast: { key: string; around: FlowSet; cases: PlayedCases } | undefined;
  const textOf = (file: string): string | undefined => flows.files().find((one) => one.file === file)?.text;

  /** Checks the folder with the text in the file, once for each text. */
  function tried(file: string, text: string, lang: Lang) {
    const key = createHash('sha256')
      .update(JSON.stringify([file, text, lang]))
      .digest('hex');
    const known = tries.get(key);
    const around = flows.set();
    const one = known?.around === around ? known : { around, loaded: flows.tried(file, text, lang) };
    tries.delete(key);
    tries.set(key, one);
    for (const oldest of tries.keys()) if (tries.size > mostTries) tries.delete(oldest);
    return one;
  }

  async function setOf(file: string, text: string, lang: Lang): Promise<FlowSet | Problem[]> {
    const one: { loaded: Promise<CheckedFolder>; set?: Promise<FlowSet> } = tried(file, text, lang);
    const loaded = await one.loaded;
    const errors = errorsOf(loaded, file);
    if (errors.length > 0) return errors;
    one.set ??= flows.setOf(loaded);
    return one.set;
  }

  /** Errors of the file, and those that it brings to others. */
  function errorsOf({ problems }: CheckedFolder, file: string): Problem[] {
    const known = new Set(flows.files().flatMap((one) => one.problems.map((problem) => `${problem.file}:${problem.code}`)));
    return problems.filter((problem) => problem.severity === 'error' && (problem.file === file || !known.has(`${problem.file}:${problem.code}`)));
  }

  async function review(file: string, draft: FlowDraftRow, lang: Lang): Promise<Review> {
    const { problems } = await tried(file, draft.text, lang).loaded;
    const set = await setOf(file, draft.text, lang);
    const cases = Array.isArray(set) ? { passed: 0, failed: [] } : await casesOf(file, draft, set, lang);
    const live = textOf(file);
    return {
      revision: draft.v,
      problems: Array.isArray(set)
        ? [...set, ...problems.filter((one) => one.file === file && one.severity !== 'error')]
        : problems.filter((one) => one.file === file),
      changes: changesBetween(live ?? '{}', draft.text),
      cases,
      meanwhile: live === draft.base ? [] : changesBetween(draft.base ?? '{}', live ?? '{}'),
    };
  }

  async function casesOf(file: string, draft: FlowDraftRow, set: FlowSet, lang: Lang): Promise<PlayedCases> {
    const transcripts = withCases(await flows.transcripts(), transcriptOf(file), draft.transcript);
    const around = flows.set();
    const key = createHash('sha256')
      .update(JSON.stringify([file, draft.text, transcripts, lang]))
      .digest('hex');
    if (playedLast?.key === key && playedLast.around === around) return playedLast.cases;
    const cases = await inSlices(playingCases(set, around, transcripts, { lang, shop }));
    playedLast = { key, around, cases };
    return cases;
  }

  async function staleSince(file: string, base: string | undefined): Promise<Stale | undefined> {
    const live = textOf(file);
    if (live === base) return undefined;
    const [last] = await published.find({ where: { file }, sort: { by: 'at', desc: true }, limit: 1 });
    return { result: 'stale', of: 'file', ...(last && last.text === live && { by: last.by }), changes: changesBetween(base ?? '{}', live ?? '{}') };
  }

  /** Puts the text in the place of `base`, and keeps who did it. */
  async function make(
    file: string,
    base: string | undefined,
    text: string,
    given: { by: string; why: string },
    ops: Parameters<Store['write']>[0],
  ): Promise<Published> {
    const done = base === undefined ? await flows.put(file, text) : await flows.edit(file, (there) => (there === base ? text : undefined));
    if (done.result === 'problems' || done.result === 'not_written') return done;
    if (done.result === 'not_possible') return (await staleSince(file, base)) ?? { result: 'stale', of: 'file', changes: [] };
    const at = now();
    const [last] = await published.find({ where: { file }, sort: { by: 'at', desc: true }, limit: 1 });
    const changes = changesBetween(base ?? '{}', text);
    const row = (rest: Pick<FlowPublicationRow, 'at' | 'by' | 'why' | 'text' | 'changes'>): FlowPublicationRow => ({ _id: randomUUID(), v: 1, file, ...rest });
    // What stood there by other hands is a version, too.
    const found = base !== undefined && last?.text !== base ? [row({ at: at - 1, by: '', why: '', text: base, changes: [] })] : [];
    const made = row({ at, ...given, text, changes: changes.map(({ en, zh }) => ({ en, zh })) });
    await store.write([...[...found, made].map((one) => ({ op: 'insert' as const, in: flowPublications.name, row: one })), ...ops]);
    return { result: 'published', changes, id: made._id };
  }

  return {
    textOf,
    tried,
    draft: (file: string): Promise<FlowDraftRow | null> => drafts.get(file),
    drafts: (): Promise<FlowDraftRow[]> => drafts.find({ sort: { by: 'at', desc: true }, limit: 1_000 }),

    /** Keeps a draft; refuses when somebody saved another since. */
    async save({ file, text, transcript, revision, by }: SaveDraft): Promise<{ result: 'saved'; draft: FlowDraftRow } | Stale> {
      const before = await drafts.get(file);
      if ((before?.v ?? 0) !== revision)
        return { result: 'stale', of: 'draft', ...(before && { by: before.by }), changes: before ? changesBetween(before.text, text) : [] };
      const base = before ? before.base : textOf(file);
      const row = { _id: file, text, by, at: now(), ...(base !== undefined && { base }), ...(transcript && { transcript }) };
      if (!before) {
        if ((await drafts.insert(row)) === 'duplicate') return { result: 'stale', of: 'draft', changes: [] };
        return { result: 'saved', draft: { ...row, v: 1 } };
      }
      const draft = await drafts.replace({ ...row, v: before.v });
      return draft ? { result: 'saved', draft } : { result: 'stale', of: 'draft', changes: [] };
    },
    drop: (file: string): Promise<void> => drafts.delete(file),

    /** Brings what others changed in the file into the draft: both where they do not touch each other, else `mine` stays. Resolves to the draft, null without one. */
    async rebase(file: string, how: 'merge' | 'mine', by: string): Promise<{ draft: FlowDraftRow; conflict: boolean } | null> {
      const draft = await drafts.get(file);
      if (!draft) return null;
      const live = textOf(file);
      const merged = how === 'merge' && draft.base !== undefined && live !== undefined ? mergeText(draft.text, draft.base, live) : undefined;
      if (merged && merged.conflicts.length > 0) return { draft, conflict: true };
      const { base: _old, ...rest } = draft;
      const next = await drafts.replace({ ...rest, text: merged?.text ?? draft.text, by, at: now(), ...(live !== undefined && { base: live }) });
      return next ? { draft: next, conflict: false } : { draft, conflict: true };
    },

    async review(file: string, lang: Lang): Promise<Review | null> {
      const draft = await drafts.get(file);
      return draft && review(file, draft, lang);
    },

    /** Makes the draft live, if it is the one that was reviewed and nobody changed the file meanwhile. `anyway`: though transcripts fail that did not before. */
    async publish(file: string, revision: number, given: { by: string; why: string; anyway: boolean; lang: Lang }): Promise<Published> {
      const draft = await drafts.get(file);
      if (!draft) return { result: 'no_draft' };
      if (draft.v !== revision) return { result: 'stale', of: 'draft', by: draft.by, changes: [] };
      const stale = await staleSince(file, draft.base);
      if (stale) return stale;
      const { problems, cases } = await review(file, draft, given.lang);
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return { result: 'problems', problems: errors };
      if (!given.anyway && cases.failed.some(({ before }) => !before)) return { result: 'cases', cases };
      const done = await make(file, draft.base, draft.text, given, [{ op: 'delete', in: flowDrafts.name, id: file }]);
      if (done.result !== 'published' || draft.transcript === undefined) return done;
      const own = transcriptOf(file);
      const [whole] = withCases(
        (await flows.transcripts()).filter((one) => one.file === own),
        own,
        draft.transcript,
      );
      if (whole) await flows.put(own, whole.text);
      return done;
    },

    versions: (file: string): Promise<FlowPublicationRow[]> => published.find({ where: { file }, sort: { by: 'at', desc: true }, limit: 100 }),
    version: (id: string): Promise<FlowPublicationRow | null> => published.get(id),

    /** Makes a kept version live again. A draft of the file stays, and is told that the file changed. */
    async restore(id: string, given: { by: string; why: string; lang: Lang }): Promise<Published> {
      const row = await published.get(id);
      if (!row) return { result: 'no_draft' };
      const errors = errorsOf(await tried(row.file, row.text, given.lang).loaded, row.file);
      return errors.length > 0 ? { result: 'problems', problems: errors } : make(row.file, textOf(row.file), row.text, given, []);
    },

    setOf,

    /** Plays a talk with the text; what it needs of the shop comes from a simulated one. Returns the errors of the text instead where it has some. */
    async talk(file: string, text: string, setup: TalkSetup, lines: readonly TalkLine[], lang: Lang): Promise<Talk | Problem[]> {
      const set = await setOf(file, text, lang);
      if (Array.isArray(set)) return set;
      const begins = setup.now ?? now();
      const simulated = await openShop(begins);
      try {
        return await playTalk(set, { ...setup, now: begins }, lines, shop, simulated.ask);
      } finally {
        await simulated.close();
      }
    },
  };
}

/** Name of the file in which the transcripts of a flow file stand. */
export const transcriptOf = (file: string): string => file.replace(/\.(ya?ml)$/, '.test.$1');

/** Returns the transcripts with cases added to one of them. */
function withCases(files: readonly { file: string; text: string }[], own: string, added: string | undefined): { file: string; text: string }[] {
  if (!added) return [...files];
  const there = files.find(({ file }) => file === own);
  const text = there ? `${there.text.replace(/\n*$/, '\n\n')}${added}` : added;
  return [...files.filter(({ file }) => file !== own), { file: own, text }];
}
