/** Bytes of a file by the first and the last, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads the one range that a `Range` header asks of a file of `size` bytes (RFC 9110, 14.1.2 and 14.2). `unsatisfiable` where the file has none of
 * those bytes; null where the whole is the answer: no header, another unit, several ranges, or what cannot be understood.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  // An empty element of a list counts for nothing (RFC 9110, 5.6.1.2).
  const [, first = '', last = ''] = /^bytes=[\s,]*(\d*)-(\d*)[\s,]*$/i.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') return Number(last) === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - Number(last)), last: size - 1 };
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return 'unsatisfiable';
  return { first: Number(first), last: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
