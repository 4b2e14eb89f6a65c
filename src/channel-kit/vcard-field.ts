/** Reads one field of a vCard (RFC 6350), unfolded, its escapes undone. */
export function vCardField(card: string, field: string): string | undefined {
  const unfolded = card.replace(/\r?\n[ \t]/g, '');
  const value = new RegExp(`^(?:item\\d+\\.)?${field}(?:;[^:\\n]*)?:(.*)$`, 'im').exec(unfolded)?.[1];
  return (
    value
      ?.replace(/\\n/gi, ' ')
      .replace(/\\([,;\\])/g, '$1')
      .trim() || undefined
  );
}
