/** Plan for each flow of a shop's folder when the program has a newer one. Pure: texts in, actions out. */
import { type Conflict, type Merged, mergeText, type Side } from '../flow-folder/merge-text.ts';

/** Texts by the name of their file. */
export type Texts = ReadonlyMap<string, string>;

export interface Folder {
  /** Flows as they are in the shop's folder. */
  own: Texts;
  /** Flows as the program had them when they were last taken over. */
  base: Texts;
  /** Flows of the program that the merchant did not want. */
  left: ReadonlySet<string>;
}

export type Fate =
  /** Nobody changed it but the program. */
  | { does: 'follows'; text: string }
  /** Both changed it, in different places. `taken` came from the program. */
  | { does: 'merges'; text: string; taken: Merged['taken'] }
  /** Both changed the same lines. */
  | { does: 'conflicts'; conflicts: readonly Conflict[] }
  /** The merchant's already has what is new. */
  | { does: 'agrees' }
  /** The merchant removed it. */
  | { does: 'left' }
  /** The program has it no more; it is the merchant's now. */
  | { does: 'orphaned' }
  /** The program has it, and the merchant has never seen it. */
  | { does: 'new' };

/** Editors on Windows end lines in another way and begin with a mark: neither is a change. */
export function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** Returns the text with the line ends of `like`. */
function endedAs(text: string, like: string): string {
  return like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

export function isTouched(own: string | undefined, base: string | undefined): boolean {
  return own !== undefined && base !== undefined && plain(own) !== plain(base);
}

/** Returns the fates by file, only of those that something happens to. `prefer` decides for a file where both changed the same lines. */
export function planned({ own, base, left }: Folder, shipped: Texts, prefer: ReadonlyMap<string, Side> = new Map()): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const file of new Set([...shipped.keys(), ...base.keys()])) {
    const fate = fateOf(own.get(file), base.get(file), shipped.get(file), left.has(file), prefer.get(file));
    if (fate) fates.set(file, fate);
  }
  return fates;
}

function fateOf(own: string | undefined, base: string | undefined, shipped: string | undefined, isLeft: boolean, prefer?: Side): Fate | undefined {
  if (base === undefined) return own === undefined && shipped !== undefined && !isLeft ? { does: 'new' } : undefined;
  if (own === undefined) return { does: 'left' };
  if (shipped === undefined) return { does: 'orphaned' };
  if (plain(base) === shipped) return undefined;
  if (plain(own) === shipped) return { does: 'agrees' };
  if (!isTouched(own, base)) return { does: 'follows', text: endedAs(shipped, own) };
  const { text, conflicts, taken } = mergeText(plain(own), plain(base), shipped, prefer);
  return conflicts.length > 0 ? { does: 'conflicts', conflicts } : { does: 'merges', text: endedAs(text, own), taken };
}

/** Flows that other flows of `texts` go to, with what these need in turn; names of files, `wanted` among them. */
export function withNeeded(wanted: readonly string[], texts: Texts): string[] {
  const files = new Map([...texts].map(([file, text]) => [nameIn(text), file]));
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    // Wherever a step, an option or an answer can lead, the name stands alone behind its key.
    for (const [, name = ''] of (texts.get(file) ?? '').matchAll(/:[ \t]+["']?([\w-]+)["']?[ \t]*(?=[,}#\r\n]|$)/g)) {
      const needed = files.get(name);
      if (needed !== undefined) visit(needed);
    }
  };
  for (const file of wanted) visit(file);
  return [...found].sort();
}

/** Returns the name that a file gives its flow or FAQ. */
export function nameIn(text: string): string | undefined {
  return /^(?:flow|faq)\s*:\s*["']?([\w-]+)/m.exec(text)?.[1];
}
