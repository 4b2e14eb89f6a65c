/** Rights of a key of the API: scopes, made from the permissions of people. */
import { allPermissions, type Permission } from './permissions.ts';

/** Permissions that no key has: a key is no person, and a key that makes keys would outlive whoever took it away. */
const peopleOnly: readonly Permission[] = ['self', 'settings'];

/** Permissions of which there is nothing to read, or nothing to change. */
const writesOnly: readonly Permission[] = ['erase', 'stock'];
const readsOnly: readonly Permission[] = ['goods', 'reports'];

/** Every scope, `inbox:read` and `inbox:write` and so on. Writing includes reading. */
export const allScopes: readonly string[] = allPermissions
  .filter((one) => !peopleOnly.includes(one))
  .flatMap((one) => [...(writesOnly.includes(one) ? [] : [`${one}:read`]), ...(readsOnly.includes(one) ? [] : [`${one}:write`])]);
export const isScope = (word: string): boolean => allScopes.includes(word);

/** Names for many scopes at once. */
const groups: Readonly<Record<string, readonly string[]>> = {
  read: allScopes.filter((scope) => scope.endsWith(':read')),
  write: allScopes.filter((scope) => scope.endsWith(':write')),
};

/**
 * Returns the scopes of a list like `read,inbox:write`, sorted, each once; else the first word that is none.
 *
 * @example
 * ```ts
 * import { scopesOf } from './scopes.ts';
 * scopesOf(['inbox:write', 'inbox:write']); // => { ok: true, scopes: ['inbox:write'] }
 * ```
 */
export function scopesOf(words: readonly string[]): { ok: true; scopes: string[] } | { ok: false; word: string } {
  const scopes = new Set<string>();
  for (const word of words) {
    const named = groups[word] ?? (allScopes.includes(word) ? [word] : undefined);
    if (!named) return { ok: false, word };
    for (const scope of named) scopes.add(scope);
  }
  return { ok: true, scopes: [...scopes].sort() };
}

/** Tells whether a key with these scopes may do what needs the permission. */
export function covers(scopes: readonly string[], permission: Permission, writes: boolean): boolean {
  return scopes.includes(`${permission}:write`) || (!writes && scopes.includes(`${permission}:read`));
}
