/** Writes a text so that YAML reads back exactly it. */

/** Returns a text in double quotes, or in single quotes when it holds double ones. */
export function quoted(text: string): string {
  if (!text.includes('"') && !text.includes('\\')) return `"${text}"`;
  return `'${text.replaceAll("'", "''")}'`;
}

function isQuoted(text: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/.test(text) || /^'(?:[^']|'')*'$/.test(text);
}

/** Returns `{ zh: a, b, en: c: d }` with every value that needs it in quotes; undefined when there is no such map or nothing to quote. */
export function requoteMap(line: string): string | undefined {
  const match = /^(.*?)(\{\s*)([a-z]{2,3}(?:-[A-Za-z]{2,4})?:\s.*?)(\s*\})(\s*(?:#\s.*)?)$/.exec(line);
  if (!match) return undefined;
  const [, before = '', open = '', inner = '', close = '', after = ''] = match;
  const pieces = inner.split(/,\s*(?=[a-z]{2,3}(?:-[A-Za-z]{2,4})?:\s)/).map((piece) => {
    const [, key = '', value = ''] = /^([\w-]+):\s+(.*)$/s.exec(piece.trim()) ?? [];
    return key === '' || isQuoted(value) || !/[,{}[\]#:!&*|>@`%"']/.test(value) ? piece.trim() : `${key}: ${quoted(value)}`;
  });
  const text = before + open + pieces.join(', ') + close + after;
  return text === line ? undefined : text;
}

/** Returns `key: value` or `- value` with the value in quotes; a comment behind it stays. */
export function requoteValue(line: string): { text: string; value: string } | undefined {
  const match = /^(\s*(?:- )*(?:[\w.-]+:\s+|- ))(\S.*?)(\s+# .*)?\s*$/.exec(line);
  if (!match?.[1] || !match[2] || isQuoted(match[2])) return undefined;
  return { text: match[1] + quoted(match[2]) + (match[3] ?? ''), value: match[2] };
}
