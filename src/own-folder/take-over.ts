/** Brings the flows of a shop's folder up to the program that runs. Nothing is written that would not load. */
import { join } from 'node:path';
import type { Side } from '../flow-folder/merge-text.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import { type Fate, type Folder, nameIn, planned, type Texts, withNeeded } from './plan.ts';
import { readFolder, shippedFlows, writeBase, writeLeft, writeSchema, writeText } from './stored.ts';

export interface TakeOverOptions {
  /** The shop's folder. */
  folder: string;
  /** Its flows. */
  flows: string;
  /** The errors of a folder with these flows. */
  errors(texts: Texts): Promise<Problem[]>;
  /** The program's flows; those of the program that runs unless given. */
  shipped?: Texts;
}

export interface TakeOver {
  /** Fates by file. */
  fates: Map<string, Fate>;
  /** New flows that others need, or that were asked for. */
  added: string[];
  /** Reasons why nothing was written. */
  refused: Problem[];
}

type Wish =
  /** Only flows that nobody changed but the program. */
  | { only: 'followers' }
  /** Also flows that the merchant changed; `prefer` settles their conflicts. */
  | { only?: undefined; prefer?: ReadonlyMap<string, Side> }
  /** More flows of the program, by their files. */
  | { only: 'new'; files: readonly string[] };

/** Takes over the flows that are wished for. A folder that the program did not make stays as it is. */
export async function takeOver(wish: Wish, { folder, flows, errors, shipped: given }: TakeOverOptions): Promise<TakeOver> {
  const shipped = given ?? (await shippedFlows());
  const state = await readFolder(folder, flows);
  if (!state.kept) return { fates: new Map(), added: [], refused: [] };
  const fates = wish.only === 'new' ? new Map<string, Fate>() : planned(state, shipped, wish.only ? undefined : wish.prefer);
  const changed = new Map([...fates].flatMap(([file, fate]) => (isWanted(fate, wish) ? [[file, fate.text] as const] : [])));
  const wanted = wish.only === 'new' ? wish.files : [...changed.keys()];
  // A flow of that name may stand in a file of another name: the shop's own is the one that is meant.
  const names = new Set([...state.own.values()].map(nameIn));
  const added = withNeeded(wanted, shipped).filter((file) => !state.own.has(file) && shipped.has(file) && !names.has(nameIn(shipped.get(file) ?? '')));
  const after = new Map([...state.own, ...changed, ...added.map((file) => [file, shipped.get(file) ?? ''] as const)]);
  const refused = changed.size + added.length > 0 ? await newErrors(state.own, after, errors) : [];
  if (refused.length > 0) return { fates, added: [], refused };
  await write({ state, folder, flows, fates, changed, added, shipped });
  return { fates, added, refused: [] };
}

function isWanted(fate: Fate, { only }: Wish): fate is Extract<Fate, { does: 'follows' | 'merges' }> {
  return fate.does === 'follows' || (fate.does === 'merges' && only !== 'followers');
}

/** Errors that were not there before. */
async function newErrors(before: Texts, after: Texts, errors: TakeOverOptions['errors']): Promise<Problem[]> {
  const found = await errors(after);
  if (found.length === 0) return [];
  const keyOf = ({ file, code, message }: Problem): string => `${file}\n${code}\n${message}`;
  const old = new Set((await errors(before)).map(keyOf));
  return found.filter((problem) => !old.has(keyOf(problem)));
}

interface Writing {
  state: Folder;
  folder: string;
  flows: string;
  fates: ReadonlyMap<string, Fate>;
  changed: Texts;
  added: readonly string[];
  shipped: Texts;
}

/** Each flow before its base: one that is cut short in between is found to agree the next time. */
async function write({ state, folder, flows, fates, changed, added, shipped }: Writing): Promise<void> {
  for (const [file, text] of [...changed, ...added.map((name) => [name, shipped.get(name) ?? ''] as const)]) {
    await writeText(join(flows, file), text);
    await writeBase(folder, file, shipped.get(file) ?? null);
  }
  const left = new Set([...state.left].filter((file) => !added.includes(file)));
  for (const [file, { does }] of fates) {
    if (does === 'agrees') await writeBase(folder, file, shipped.get(file) ?? null);
    else if (does === 'left' && !added.includes(file)) {
      await writeBase(folder, file, null);
      left.add(file);
    } else if (does === 'orphaned') await writeBase(folder, file, null);
  }
  if (left.size !== state.left.size || added.some((file) => state.left.has(file))) await writeLeft(folder, left);
  await writeSchema(flows);
}
