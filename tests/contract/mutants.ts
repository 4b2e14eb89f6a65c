/** Damaged copies of a payload: what a provider never sends and an attacker or a new version of its API might. */

/** Small repeatable generator (mulberry32), so that a failing mutant can be found again by its number. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const junk: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  0.5,
  '',
  '\ud800',
  'x'.repeat(5_000),
  '__proto__',
  [],
  {},
  [[]],
  { length: 1 },
  [null],
  '2026-11-23',
  '{{x}}',
];

function paths(value: unknown, at: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function changed(value: unknown, path: readonly string[], edit: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return edit(value);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? changed(item, rest, edit) : item)).filter((item) => item !== undefined);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, name === key ? changed(inner, rest, edit) : inner] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** Mutant number `n` of a payload: one to three places removed, replaced by junk, doubled, nested or cut. A text is damaged as text. */
export function mutant(raw: unknown, n: number): unknown {
  const next = random(n * 2654435761);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];
  const edits: ((old: unknown) => unknown)[] = [
    () => undefined,
    () => pick(junk),
    (old) => [old, old],
    (old) => ({ value: old }),
    (old) => (typeof old === 'string' ? old.slice(0, Math.floor(next() * old.length)) : String(old)),
    (old) => (typeof old === 'number' ? old * -1e9 : pick(junk)),
    (old) => (typeof old === 'string' ? old + String.fromCharCode(Math.floor(next() * 65_536)) : [pick(junk)]),
  ];
  let damaged = raw;
  for (let count = 1 + Math.floor(next() * 3); count > 0; count--) {
    const path = pick(paths(damaged)) ?? [];
    const edit = pick(edits);
    if (edit) damaged = changed(damaged, path, edit);
  }
  return damaged;
}
