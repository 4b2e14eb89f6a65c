/** Values at paths of an answer, and templates with names in braces. Pure. */
import type { Operation } from './mapping.ts';

/**
 * Returns what stands at a path such as `data.orders[0].tid`; `[*]` and `$` are not needed: a list is walked by the caller. Undefined where there is
 * nothing.
 */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== '' && part !== '$')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Returns the first of the paths that has a value. */
export function firstAt(root: unknown, paths: readonly string[] | undefined): unknown {
  for (const path of paths ?? []) {
    const value = valueAt(root, path);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Returns the same as text; undefined for what is neither text nor number. */
export function textAt(root: unknown, paths: readonly string[] | undefined): string | undefined {
  const value = firstAt(root, paths);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

export function listAt(root: unknown, path: string | undefined): unknown[] {
  const value = path === undefined ? root : valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

export type Names = Readonly<Record<string, string | number | undefined>>;

/** A text of one name alone keeps a number as it is. Names that are not known are left out. */
function filled(text: string, names: Names, encode: (value: string) => string): string | number {
  const whole = /^\{([a-z_]+)\}$/.exec(text)?.[1];
  if (whole !== undefined && typeof names[whole] === 'number') return names[whole];
  return text.replace(/\{([a-z_]+)\}/g, (_, name: string) => encode(String(names[name] ?? '')));
}

/** Tells whether a template is one name alone that has no value. */
function isWithout(body: unknown, names: Names): boolean {
  const whole = typeof body === 'string' ? /^\{([a-z_]+)\}$/.exec(body)?.[1] : undefined;
  return whole !== undefined && names[whole] === undefined;
}

/** Fills a body in, as deep as it is. A field whose name has no value is left out. */
export function fillBody(body: unknown, names: Names): unknown {
  if (typeof body === 'string') return filled(body, names, (value) => value);
  if (Array.isArray(body)) return body.map((one) => fillBody(one, names));
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(Object.entries(body).flatMap(([key, value]) => (isWithout(value, names) ? [] : [[key, fillBody(value, names)]])));
  return body;
}

/** Returns the address of an operation. A query whose names have no value is left out. */
export function addressOf(base: string, { path, query }: Pick<Operation, 'path' | 'query'>, names: Names): URL {
  const url = new URL(base + filled(path, names, encodeURIComponent));
  for (const [key, value] of Object.entries(query)) {
    const asked = typeof value === 'string' ? [...value.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name ?? '') : [];
    if (asked.some((name) => names[name] === undefined || names[name] === '')) continue;
    url.searchParams.set(key, typeof value === 'string' ? String(filled(value, names, (text) => text)) : String(value));
  }
  return url;
}
