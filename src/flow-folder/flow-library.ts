import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type CheckedFolder, type LoadContext, LoadedFiles, problemLine } from '../compiler/flow.ts';
import { inSlices, type Sliced } from '../event-loop/slices.ts';
import type { CallSpec, Faq, Flow, FlowSet, Problem } from '../flow-tree/flow-tree.ts';
import type { GoodsReader } from '../flow-tree/goods-said.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import type { Logger } from '../logger.ts';
import { troubleText } from '../machine/file-trouble.ts';
import { type FlowVersionRow, flowVersions } from '../store/collections.ts';
import type { Op, Store } from '../store/store.ts';
import { checkerHere, type FlowChecker } from './flow-checker.ts';
import { editFlowFile, type FlowEdit, putFlowFile } from './flow-edit.ts';
import type { FlowFileNow } from './flow-file-now.ts';
import { FolderWatch, listFlowFiles, readFlowFile } from './flow-folder.ts';
import { flowSet, makingFlowSet, withGoods } from './flow-set.ts';
import { inUse, standings, type Use } from './in-use.ts';
import type { KeptWork } from './kept-work.ts';
import { loadContext, specsOf } from './load-context.ts';
import { listPictures } from './picture-folder.ts';

export interface FlowLibraryOptions {
  /** The merchant's folder. */
  dir: string;
  store: Store;
  calls: ReadonlyMap<string, CallSpec>;
  /** Languages of the shop: texts that lack one are warned of. */
  langs: readonly string[];
  /** IANA zone of the shop: entries of the FAQ that had to be checked before today are warned of. */
  zone?: string;
  /** Message templates and the channels that have them. */
  templates?: Readonly<Record<string, { channels: readonly string[] }>>;
  /** Channels that are on, with the longest label of a button: longer ones are warned of. */
  channels?: readonly { name: string; label?: number }[];
  /** Names of the segments that are saved; a flow that names another is warned of. `refresh` looks at them anew. */
  segments?: () => ReadonlySet<string>;
  /** Which of the flows that ship are live; all that stand in the folder unless given. */
  use?: Use;
  /** FAQ scores, instead of the calibrated ones. */
  sure?: number;
  maybe?: number;
  /** Checks what is saved while others are served; the library does it itself unless given. It is closed with the library. */
  checker?: FlowChecker;
  /** Work of the start before; nothing is kept unless given. */
  kept?: KeptWork;
  log: Logger;
  now(): number;
  /** Interval at which the folder is looked at when no change is reported, ms. */
  pollMs?: number;
}

/** One file as it stands in the folder. */
interface FlowFileState {
  fingerprint: string;
  /** The text that is there now. */
  text: string;
  /** The last text without errors: what is live. */
  good?: string;
  problems: Problem[];
}

/** Old versions kept in memory; more are read from the store again. */
const mostPinned = 500;

/**
 * The flows of a folder, always in their last good version. A saved file is live within a second; a broken one leaves what was
 * live before, also over a restart, and is reported by `problems()`. Every version's source is stored before it becomes live,
 * so that a run that is pinned to it can go on for as long as it needs.
 */
export class FlowLibrary {
  private readonly options: FlowLibraryOptions;
  private readonly states = new Map<string, FlowFileState>();
  private readonly versions = new Map<string, Flow>();
  private readonly listeners: ((set: FlowSet) => void)[] = [];
  private readonly watch: FolderWatch;
  /** The checker in this thread at first: before the folder was read nobody is served. */
  private checker = checkerHere;
  private loaded = new LoadedFiles();
  private readonly drafts = { en: new LoadedFiles(), zh: new LoadedFiles() };
  private current: FlowSet;
  private pictures: ReadonlyMap<string, number> = new Map();
  private segments: ReadonlySet<string> | undefined;
  private goods: GoodsReader | undefined;
  private unreadable: Problem | undefined;
  private unknown = '';
  /** Files that are there and cannot be read: what was live of them stays. */
  private readonly locked = new Map<string, Problem>();
  private working: Promise<void> | undefined;
  private again = false;
  private started = false;
  private editing: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(options: FlowLibraryOptions) {
    this.options = options;
    this.current = flowSet({ flows: [], faqs: [], calls: options.calls });
    this.watch = new FolderWatch(options.pollMs ?? 700, () => void this.refresh());
  }

  /** Reads the folder. Rejects, in words for the merchant, when it cannot be read at all. */
  static async open(options: FlowLibraryOptions): Promise<FlowLibrary> {
    const library = new FlowLibrary(options);
    await library.refresh();
    if (library.unreadable) {
      library.close();
      throw new Error(library.unreadable.message);
    }
    library.checker = options.checker ?? checkerHere;
    return library;
  }

  /** Returns the flows that are live now. */
  set(): FlowSet {
    return this.current;
  }

  /** Returns the problems of the files as they are now: errors first. Files with errors are live in an older version, or not at all. */
  problems(): Problem[] {
    const all = [...(this.unreadable ? [this.unreadable] : []), ...this.locked.values(), ...[...this.states.values()].flatMap((state) => state.problems)];
    return all.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  }

  /** Calls `listener` with each new set after it became live. */
  onChange(listener: (set: FlowSet) => void): void {
    this.listeners.push(listener);
  }

  /** Makes an old version readable through `set().pinned`. Resolves also when it is gone; then the run has to start over. */
  async loadVersion(name: string, version: string): Promise<void> {
    if (this.current.pinned(name, version)) return;
    const row = await this.options.store.collection(flowVersions).get(`${name}@${version}`);
    // Alone, without the flows around it: those may be others by now.
    const job = row && { files: [{ file: row.file, text: row.source }], context: { calls: specsOf(this.options.calls) }, alone: true as const };
    const old = job && (await this.checker.check(job)).flows[0];
    // A program that reads the same text otherwise gives it another version: what was kept is not what the run means.
    if (old?.name === name && old.version === version) this.keep(old);
    else this.options.log.warn({ flow: name, version }, 'a flow version that a run needs is gone');
  }

  /** Reads texts by these goods from now on. */
  useGoods(goods: GoodsReader): void {
    this.goods = goods;
    this.current = withGoods(this.current, goods);
  }

  /** Looks at the folder now. Resolves when what is there is live or reported. */
  refresh(): Promise<void> {
    if (this.working) {
      this.again = true;
      return this.working;
    }
    this.working = this.catchUp().finally(() => {
      this.working = undefined;
    });
    return this.working;
  }

  /** Changes the text of a file, one change after the other; it is live when this resolves. A change that leaves an error in the file is not made. */
  edit(file: string, change: (text: string) => string | undefined): Promise<FlowEdit> {
    const { dir } = this.options;
    const check = async (text: string): Promise<Problem[]> => {
      const files = this.texts((state) => state.text).map((one) => (one.file === file ? { file, text } : one));
      return (await this.checker.check({ files, context: this.context() }, this.loaded)).problems.filter((problem) => problem.file === file);
    };
    const edited = this.editing.then(() => editFlowFile({ dir, file, change, check }));
    this.editing = edited;
    return edited.then(async (done) => {
      if (done.result === 'saved') await this.refresh();
      return done;
    });
  }

  /** Returns the flow files of the folder as they are, and what is wrong with each. */
  files(): FlowFileNow[] {
    return [...this.states].map(([file, { text, good, problems }]) => ({ file, text, ...(good !== undefined && { good }), problems }));
  }

  /** Checks the folder as it would be with this text in the file; nothing is changed. */
  tried(file: string, text: string, lang: 'en' | 'zh'): Promise<CheckedFolder> {
    const others = this.texts((state) => state.text).filter((one) => one.file !== file);
    return this.checker.check({ files: [...others, { file, text }], context: { ...this.context(), lang } }, this.drafts[lang]);
  }

  /** Makes the set that such a folder would be; nobody but the caller gets it. */
  async setOf({ flows, faqs, rules }: Pick<CheckedFolder, 'flows' | 'faqs' | 'rules'>): Promise<FlowSet> {
    const { calls, sure, maybe } = this.options;
    const set = await inSlices(makingFlowSet({ flows, faqs, rules, calls, sure, maybe, before: this.current }));
    return this.goods ? withGoods(set, this.goods) : set;
  }

  /** Returns the transcripts of the folder. Rejects when they cannot be read. */
  async transcripts(): Promise<{ file: string; text: string }[]> {
    const { files } = await listFlowFiles(this.options.dir, 'transcripts');
    return Promise.all(files.map(async ({ name }) => ({ file: name, text: (await readFlowFile(this.options.dir, name)) ?? '' })));
  }

  /** Writes a transcript, or a flow file that is not there yet, whole. The caller has checked it. */
  put(file: string, text: string): Promise<FlowEdit> {
    const written = this.editing.then(() => putFlowFile({ dir: this.options.dir, file, text }));
    this.editing = written;
    return written.then(async (done) => {
      if (done.result === 'saved') await this.refresh();
      return done;
    });
  }

  /** Tells whether files of the folder can be written. */
  async writable(): Promise<boolean> {
    return access(this.options.dir, constants.W_OK).then(
      () => true,
      () => false,
    );
  }

  /** Keeps what a later start need not do again; to be called when nobody waits: it takes 0.1 s. */
  async keepWork(): Promise<void> {
    if (await this.options.kept?.keep(this.loaded, this.current)) this.options.log.debug({}, 'work is kept for the next start');
  }

  /** Stops watching. */
  close(): void {
    this.closed = true;
    this.watch.close();
    this.options.checker?.close();
  }

  private async catchUp(): Promise<void> {
    do {
      this.again = false;
      try {
        await this.read();
      } catch (error) {
        this.options.log.error({ err: error }, 'flows could not be brought up to date');
      }
    } while (this.again && !this.closed);
  }

  private async read(): Promise<void> {
    const { dir } = this.options;
    const found = await listFlowFiles(dir).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (found instanceof Error) {
      const message = `The folder of flows cannot be read: ${troubleText(found, dir)}. Set FLOWS_DIR to the folder that holds your *.yaml files.`;
      if (!this.unreadable) this.options.log.error({ dir }, message);
      this.unreadable = { file: dir, line: 1, column: 1, severity: 'error', code: 'no-folder', message };
      return;
    }
    this.unreadable = undefined;
    const pictures = await listPictures(dir).catch(() => this.pictures);
    if (this.closed) return;
    this.watch.follow(found.folders);
    // The right to read a file comes back without any other change of it.
    const changed = found.files.filter(({ name, fingerprint }) => this.states.get(name)?.fingerprint !== fingerprint || this.locked.has(name));
    for (const name of this.locked.keys()) if (!found.files.some((file) => file.name === name)) this.locked.delete(name);
    const gone = [...this.states.keys()].filter((name) => !found.files.some((file) => file.name === name));
    const segments = this.options.segments?.();
    const around = !isDeepStrictEqual(pictures, this.pictures) || !isDeepStrictEqual(segments, this.segments);
    this.pictures = pictures;
    this.segments = segments;
    if (changed.length === 0 && gone.length === 0 && !around) return;
    const read: string[] = [];
    for (const { name, fingerprint } of changed) {
      const text = await readFlowFile(dir, name).catch((error: unknown) => this.lock(name, error));
      const state = this.states.get(name);
      if (text === null) continue;
      this.locked.delete(name);
      read.push(name);
      if (state) Object.assign(state, { fingerprint, text });
      else this.states.set(name, { fingerprint, text, problems: [] });
    }
    for (const name of gone) this.states.delete(name);
    if (read.length === 0 && gone.length === 0 && !around) return;
    await this.renew(read);
  }

  /** Reports a file that cannot be read, once. */
  private lock(name: string, error: unknown): null {
    const message = troubleText(error, join(this.options.dir, name));
    if (this.locked.get(name)?.message !== message) this.options.log.error({ file: name }, message);
    this.locked.set(name, { file: name, line: 1, column: 1, severity: 'error', code: 'unreadable', message });
    return null;
  }

  /** Checks the folder as it is now, puts the last good text in the place of broken ones, and makes the result live. */
  private async renew(changed: readonly string[]): Promise<void> {
    const { log, calls, sure, maybe, kept } = this.options;
    const start = this.started ? undefined : await kept?.take(this.texts((state) => state.text));
    this.started = true;
    if (start) this.loaded = start.loaded;
    const check = (pick: (state: FlowFileState) => string | undefined) => this.checker.check({ files: this.texts(pick), context: this.context() }, this.loaded);
    const wanted = await check((state) => state.text);
    const broken = new Set<string>();
    for (const state of this.states.values()) state.problems = [];
    for (const problem of wanted.problems) this.states.get(problem.file)?.problems.push(problem);
    for (const [name, state] of this.states) {
      if (!state.problems.some(({ severity }) => severity === 'error')) state.good = state.text;
      else {
        broken.add(name);
        state.good ??= await this.lastGood(state.text);
      }
    }
    const loaded = broken.size === 0 ? wanted : await check((state) => state.good);
    // What was live and no longer stands by itself, because a flow that it leads to is gone, stays as it was.
    const lost = (file: string): boolean => this.states.has(file) && ![...loaded.flows, ...loaded.faqs, ...loaded.rules].some((one) => one.file === file);
    const { flows, faqs } = this.used({
      flows: [...loaded.flows, ...[...this.current.live.values()].filter(({ file }) => lost(file))],
      faqs: [...loaded.faqs, ...[...this.current.faqs.values()].filter(({ file }) => lost(file))],
    });
    const rules = [...loaded.rules, ...this.current.rules.filter(({ file }) => lost(file))];
    await this.keepSources([...flows, ...faqs, ...rules]);
    const next = await inSlices(
      makingFlowSet({
        ...{ flows, faqs, rules, calls, sure, maybe, before: this.current, lessons: start?.lessons },
        pinned: (name, version) => this.versions.get(`${name}@${version}`),
      }),
    );
    if (this.closed) return;
    for (const flow of this.current.live.values()) this.keep(flow);
    this.current = this.goods ? withGoods(next, this.goods) : next;
    for (const listener of this.listeners) listener(this.current);
    for (const name of changed) await inSlices(this.reporting(name, broken.has(name)));
    log.info({ flows: flows.length, faqs: faqs.length, files: changed.length }, 'flows are live');
  }

  /** Leaves out the flows that the shop does not use, and names once what it wants and does not have. */
  private used(all: { flows: readonly Flow[]; faqs: readonly Faq[] }): { flows: readonly Flow[]; faqs: readonly Faq[] } {
    const { use, log } = this.options;
    if (!use) return all;
    const unknown = standings(all, use).unknown.join(', ');
    if (unknown !== '' && unknown !== this.unknown)
      log.warn({ flows: unknown }, 'flows.use names flows that are not in the folder: look at `npm run flows -- list`');
    this.unknown = unknown;
    return inUse(all, use);
  }

  private texts(pick: (state: FlowFileState) => string | undefined): { file: string; text: string }[] {
    return [...this.states].flatMap(([file, state]) => {
      const text = pick(state);
      return text === undefined ? [] : [{ file, text }];
    });
  }

  /** Tells the log of the problems of a file, with a pause after each: there may be thousands. */
  private *reporting(name: string, broken: boolean): Sliced<void> {
    const state = this.states.get(name);
    for (const problem of state?.problems ?? []) {
      const { file, line, column, severity } = problem;
      if (severity === 'error')
        this.options.log.error({ file, line, column, live: state?.good === undefined ? 'nothing' : 'the version before' }, problemLine(problem));
      else if (!broken) this.options.log.warn({ file, line, column }, problemLine(problem));
      yield;
    }
  }

  /** Returns the newest stored version of the flow that a broken file means, so that a restart does not take it down. */
  private async lastGood(text: string): Promise<string | undefined> {
    const name = /^(?:flow|faq|proactive):[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
    if (name === undefined) return undefined;
    const [row] = await this.options.store.collection(flowVersions).find({ where: { name }, sort: { by: 'at', desc: true }, limit: 1 });
    return row?.source;
  }

  /** Stores what is about to become live and was not live before; the newest row of a name is the one that is live. */
  private async keepSources(loaded: readonly (Flow | Faq | ProactiveRule)[]): Promise<void> {
    const { store, now } = this.options;
    const fresh = loaded.filter(({ name, version }) => this.liveVersion(name) !== version);
    if (fresh.length === 0) return;
    const at = now();
    const kept = store.collection(flowVersions);
    const rows = await Promise.all(
      fresh.map(async ({ name, version, file, source }): Promise<FlowVersionRow> => {
        // One that was stored while the clock was ahead must not stay the newest.
        const [newest] = await kept.find({ where: { name }, sort: { by: 'at', desc: true }, limit: 1 });
        return { _id: `${name}@${version}`, v: 1, name, version, file, source, at: Math.max(at, newest && newest.version !== version ? newest.at + 1 : 0) };
      }),
    );
    await store.write(rows.map((row): Op => ({ op: 'put', in: flowVersions.name, row })));
  }

  private liveVersion(name: string): string | undefined {
    const { live, faqs, rules } = this.current;
    return (live.get(name) ?? faqs.get(name) ?? rules.find((rule) => rule.name === name))?.version;
  }

  private keep(flow: Flow): void {
    this.versions.set(`${flow.name}@${flow.version}`, flow);
    const [oldest] = this.versions.keys();
    if (this.versions.size > mostPinned && oldest !== undefined) this.versions.delete(oldest);
  }

  private context(): LoadContext {
    return loadContext(this.options, this.pictures, this.segments);
  }
}
