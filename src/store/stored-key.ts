import type { CollectionSpec, Row } from './store.ts';

const plain = /^[ -~]*$/;
/** Characters that a database does not give back unchanged (NUL ends the text in one driver, lone surrogates become U+FFFD), and the escape itself, U+0001. */
const troubled = /[\p{Cc}\p{Cs}]/gu;
/** In a stored key no other control character than the escape is left. */
const escaped = /\p{Cc}([0-9a-f]{4})/gu;

/** Returns an id or indexed text as it is stored: unchanged unless it holds one of the characters above; two different texts never become the same. */
export function storedKey(text: string): string {
  // Nearly every id and state is plain ASCII; telling so is five times cheaper than the replacement.
  if (plain.test(text)) return text;
  return text.replace(troubled, (char) => `\x01${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Returns the text that `storedKey` made this of. */
export function originalKey(key: string): string {
  return key.includes('\x01') ? key.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : key;
}

export type IndexValue = string | number | null;

/** Returns the value of an indexed field as a database holds it; what is neither text nor a finite number is not in the index. */
export function indexValue(value: unknown): IndexValue {
  if (typeof value === 'string') return storedKey(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export type AnyRow = Row & { [field: string]: unknown };

/** Returns the values of the columns of these fields. Throws for a patched field that is neither text nor number: a reader would not get it back. */
export function cellsOf(spec: CollectionSpec<Row>, fields: readonly string[]): (row: { _id: string }) => IndexValue[] {
  const counts = fields.map((field) => spec.hotFields?.includes(field) ?? false);
  return (row) => {
    const values = row as AnyRow;
    return fields.map((field, n) => {
      const cell = indexValue(values[field]);
      if (counts[n] && cell === null && (values[field] ?? null) !== null) throw new Error(`${spec.name}: "${field}" must be a text or a finite number`);
      return cell;
    });
  };
}

/** Puts the values of columns that count into a row. */
export function overlaid(row: Row, fields: readonly string[], cells: readonly IndexValue[]): AnyRow {
  const values = row as AnyRow;
  fields.forEach((field, n) => {
    const cell = cells[n] ?? null;
    if (cell === null) delete values[field];
    else values[field] = typeof cell === 'string' ? originalKey(cell) : cell;
  });
  return values;
}
