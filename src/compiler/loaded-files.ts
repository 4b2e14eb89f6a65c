/** Results of compiling the files of a folder, kept so that a save compiles only what it changes. */
import { createHash } from 'node:crypto';
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import type { FlowHead, LoadContext } from './context.ts';

/** What other files need to know of one, and where it says so. */
export interface Head extends FlowHead {
  file: string;
  kind: 'flow' | 'faq' | 'proactive';
  line: number;
}

/** The result of compiling one file. */
export interface LoadedFile {
  flow?: Flow;
  faq?: Faq;
  proactive?: ProactiveRule;
  problems: readonly Problem[];
}

/** A result of a text. */
export interface KeptResult {
  text: string;
  loaded: LoadedFile;
  /** The day that the result is right for; any day unless given. */
  today?: string;
}

/** Results of the files of a folder in one context, with the same flows around them, as they are on a day. */
export class LoadedWorld {
  readonly #files: Map<string, KeptResult>;
  readonly #today: string | undefined;

  constructor(files: Map<string, KeptResult>, today: string | undefined) {
    this.#files = files;
    this.#today = today;
  }

  get(file: string, text: string): LoadedFile | undefined {
    const known = this.#files.get(file);
    return known?.text === text && (known.today === undefined || known.today === this.#today) ? known.loaded : undefined;
  }

  /** Keeps a result; of one that was made in a hurry and has problems the repairs are missing, so that it is not kept. */
  put(file: string, text: string, { flow, faq, proactive, problems }: LoadedFile, quick: boolean): void {
    if (quick && problems.length > 0) return;
    // Only an entry that is to be looked at by a day is another thing tomorrow.
    const anyDay = flow !== undefined || proactive !== undefined || faq?.entries.every((entry) => entry.check_by === undefined) === true;
    const loaded = { ...(flow && { flow }), ...(faq && { faq }), ...(proactive && { proactive }), problems };
    this.#files.set(file, { text, loaded, ...(!anyDay && this.#today !== undefined && { today: this.#today }) });
  }
}

/** Worlds that are kept: the folder as it is saved, and the folder with the last good text of a broken file. */
const mostWorlds = 2;

/**
 * Keeps the result of each file for its text, the context and the names and parameters of all flows of the folder, and the name and parameters of each
 * file for its text. Bounded: files that the folder no longer has are forgotten, and so are all but the last two worlds.
 */
export class LoadedFiles {
  /** By the hash of all that the results depend on beside their texts. */
  readonly worlds = new Map<string, Map<string, KeptResult>>();
  readonly heads = new Map<string, { text: string; head: Head | undefined }>();

  /** Returns the world of this context and these flows, which `files` are the folder of. Two checks at once have a world each. */
  world(context: LoadContext, flows: ReadonlyMap<string, FlowHead>, files: ReadonlySet<string>): LoadedWorld {
    const key = keyOf(context, flows);
    const world = this.worlds.get(key) ?? new Map<string, KeptResult>();
    this.worlds.delete(key);
    this.worlds.set(key, world);
    for (const oldest of this.worlds.keys()) if (this.worlds.size > mostWorlds) this.worlds.delete(oldest);
    for (const known of [world, this.heads]) for (const file of known.keys()) if (!files.has(file)) known.delete(file);
    return new LoadedWorld(world, context.today);
  }

  /** Returns the head of a file, by `read` where its text is another than before. */
  head(file: string, text: string, read: () => Head | undefined): Head | undefined {
    const known = this.heads.get(file);
    if (known?.text === text) return known.head;
    const head = read();
    this.heads.set(file, { text, head });
    return head;
  }
}

function keyOf({ lang, langs, calls, templates, segments, pictures, channels }: LoadContext, flows: ReadonlyMap<string, FlowHead>): string {
  const heads = [...flows.values()].map(({ name, takes }) => [name, takes]);
  const known = templates && { names: [...templates.names], severity: templates.severity };
  const all = JSON.stringify([lang, langs, calls && [...calls], known, segments && [...segments], pictures && [...pictures], channels, heads]);
  return createHash('sha256').update(all).digest('hex');
}
