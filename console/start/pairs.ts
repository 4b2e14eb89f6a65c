/** What was read of a pasted FAQ, as the merchant puts it right: joined, split, changed. Pure. */
export interface Found {
  id: number;
  q: string;
  a: string;
  take: boolean;
  /** Read by its place alone. */
  unsure: boolean;
}

/** The pair becomes part of the answer above it. */
export function joined(pairs: readonly Found[], id: number): Found[] {
  const at = pairs.findIndex((one) => one.id === id);
  const [above, below] = [pairs[at - 1], pairs[at]];
  if (!above || !below) return [...pairs];
  const a = [above.a, below.q, below.a].filter((text) => text.trim() !== '').join('\n');
  return [...pairs.slice(0, at - 1), { ...above, a }, ...pairs.slice(at + 1)];
}

/** Lines of an answer that can be a question of their own: all but the first, which answers. */
export const linesOf = ({ a }: Pick<Found, 'a'>): { line: number; text: string }[] =>
  a.split('\n').flatMap((text, line) => (line > 0 && text.trim() !== '' ? [{ line, text: text.trim() }] : []));

/** A line of the answer becomes a question; what stands below it is its answer. */
export function split(pairs: readonly Found[], id: number, line: number): Found[] {
  const at = pairs.findIndex((one) => one.id === id);
  const one = pairs[at];
  const lines = one?.a.split('\n') ?? [];
  if (!one || line < 1 || line >= lines.length) return [...pairs];
  const next = Math.max(0, ...pairs.map((each) => each.id)) + 1;
  const rest = lines
    .slice(line + 1)
    .join('\n')
    .trim();
  const fresh = { id: next, q: (lines[line] ?? '').trim().slice(0, 300), a: rest, take: rest !== '', unsure: false };
  return [...pairs.slice(0, at), { ...one, a: lines.slice(0, line).join('\n').trim() }, fresh, ...pairs.slice(at + 1)];
}
