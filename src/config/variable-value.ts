/**
 * What a variable of the environment says: without blanks around it, and without the quotes that `docker run --env-file` and panels of hosting
 * hand on as part of the value. Undefined when it is empty.
 */
export function variableValue(raw: string | undefined): string | undefined {
  const plain = raw?.trim() ?? '';
  return (/^(["'])(.*)\1$/s.exec(plain)?.[2] ?? plain).trim() || undefined;
}
