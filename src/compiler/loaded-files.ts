/** Results of compiling the files of a folder, kept so that a save compiles only what it changes. */
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import type { FlowHead, LoadContext } from './context.ts';

/** The result of compiling one file. */
export interface LoadedFile {
  flow?: Flow;
  faq?: Faq;
  proactive?: ProactiveRule;
  problems: readonly Problem[];
}

/** Results of the files of a folder in one context, with the same flows around them. */
export class LoadedWorld {
  readonly #files = new Map<string, { text: string; loaded: LoadedFile }>();

  get(file: string, text: string): LoadedFile | undefined {
    const known = this.#files.get(file);
    return known?.text === text ? known.loaded : undefined;
  }

  /** Keeps a result; of one that was made in a hurry and has problems the repairs are missing, so that it is not kept. */
  put(file: string, text: string, { flow, faq, proactive, problems }: LoadedFile, quick: boolean): void {
    if (quick && problems.length > 0) return;
    this.#files.set(file, { text, loaded: { ...(flow && { flow }), ...(faq && { faq }), ...(proactive && { proactive }), problems } });
  }

  /** Forgets the files that are not among these. */
  keepOnly(files: ReadonlySet<string>): void {
    for (const file of this.#files.keys()) if (!files.has(file)) this.#files.delete(file);
  }
}

/** Worlds that are kept: the folder as it is saved, and the folder with the last good text of a broken file. */
const mostWorlds = 2;

/**
 * Keeps the result of each file for its text, the context and the names and parameters of all flows of the folder. Bounded: files that
 * the folder no longer has are forgotten, and so are all but the last two worlds.
 */
export class LoadedFiles {
  readonly #worlds = new Map<string, LoadedWorld>();

  /** Returns the world of this context and these flows, which `files` are the folder of. Two checks at once have a world each. */
  world(context: LoadContext, flows: ReadonlyMap<string, FlowHead>, files: ReadonlySet<string>): LoadedWorld {
    const key = keyOf(context, flows);
    const world = this.#worlds.get(key) ?? new LoadedWorld();
    this.#worlds.delete(key);
    this.#worlds.set(key, world);
    for (const oldest of this.#worlds.keys()) if (this.#worlds.size > mostWorlds) this.#worlds.delete(oldest);
    world.keepOnly(files);
    return world;
  }
}

function keyOf({ lang, langs, calls, today, templates, segments, pictures, channels }: LoadContext, flows: ReadonlyMap<string, FlowHead>): string {
  const heads = [...flows.values()].map(({ name, takes }) => [name, takes]);
  const known = templates && { names: [...templates.names], severity: templates.severity };
  return JSON.stringify([lang, langs, calls && [...calls], today, known, segments && [...segments], pictures && [...pictures], channels, heads]);
}
