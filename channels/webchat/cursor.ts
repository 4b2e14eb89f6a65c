/**
 * How far a browser has read, as a short text that it gives back with Last-Event-ID: `17.15.12@k3f.4`.
 * 17: the last message number considered; 15 and 12: numbers up to there that could not be shown yet (held, being sent);
 * k3f.4: the fourth message handed over directly by the process `k3f`, which may not be in the store as sent yet.
 */
export interface Cursor {
  high: number;
  gaps: number[];
  boot: string;
  handed: number;
}

/** A message that stays unshown this far behind the newest is given up on; bounds what a reconnect reads. */
export const gapReach = 100;
const maxGaps = 20;

const form = /^(\d{1,12})((?:\.\d{1,12}){0,20})(?:@([a-z0-9]{1,16})\.(\d{1,12}))?$/;

/** Reads a cursor; null when the text is no cursor: then the newest messages are shown as on a first visit. */
export function parseCursor(text: string | undefined): Cursor | null {
  const match = form.exec(text ?? '');
  if (!match) return null;
  const [, high, gaps = '', boot = '', handed = '0'] = match;
  return { high: Number(high), gaps: gaps.split('.').filter(Boolean).map(Number), boot, handed: Number(handed) };
}

/** Returns the inverse of {@link parseCursor}. */
export function formatCursor(cursor: Cursor): string {
  const place = [cursor.high, ...cursor.gaps].join('.');
  return cursor.boot ? `${place}@${cursor.boot}.${cursor.handed}` : place;
}

/** Returns the number after which to read, so that the gaps are read again too. */
export function readAfter(cursor: Cursor): number {
  return Math.min(cursor.high, ...cursor.gaps.map((n) => n - 1));
}

export interface Numbered {
  n: number;
  /** shown: sent or received. waiting: not sent yet. gone: never to be shown. */
  state: 'shown' | 'waiting' | 'gone';
}

/** Returns the rows that are new to a reader at `cursor`, and the cursor after them. `rows` rise in n and begin after `readAfter`. */
export function advance<T extends Numbered>(cursor: Cursor | null, rows: readonly T[]): { fresh: T[]; cursor: Cursor } {
  const from = cursor ?? { high: (rows[0]?.n ?? 1) - 1, gaps: [], boot: '', handed: 0 };
  const open = new Set(from.gaps);
  const fresh = rows.filter((row) => row.state === 'shown' && (row.n > from.high || open.has(row.n)));
  const high = Math.max(from.high, rows.at(-1)?.n ?? 0);
  for (let n = Math.max(from.high, high - gapReach) + 1; n <= high; n += 1) open.add(n);
  for (const row of rows) if (row.state !== 'waiting') open.delete(row.n);
  const gaps = [...open].filter((n) => n > high - gapReach).sort((a, b) => b - a);
  return { fresh, cursor: { ...from, high, gaps: gaps.slice(0, maxGaps) } };
}
