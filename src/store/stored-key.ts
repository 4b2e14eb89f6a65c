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

/** Returns the value of an indexed field as a database holds it; what is neither text nor a finite number is not in the index. */
export function indexValue(value: unknown): string | number | null {
  if (typeof value === 'string') return storedKey(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
