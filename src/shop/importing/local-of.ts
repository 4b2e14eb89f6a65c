import type { LocalName } from '../shop.ts';
import type { RowReader } from './row-reader.ts';

/** Returns the field in each language that is given, as plain text; without languages it serves both. */
export function localOf(row: RowReader, field: string, most: number): LocalName | undefined {
  const plain = row.prose(field, most);
  const zh = row.prose(`${field}_zh`, most) ?? plain;
  const en = row.prose(`${field}_en`, most) ?? plain;
  return zh === undefined && en === undefined ? undefined : { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}
