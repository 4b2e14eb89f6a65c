/** Paths of the shop's site as pages report them and rules name them. Pure. */

const longest = 300;

/**
 * Returns the path by which a page is known: without query and without a slash at its end, decoded. A site of a single page has its paths behind `#/`
 * or `#!`, which then is the path. Undefined when it is none.
 */
export function plainPath(address: string): string | undefined {
  if (address.length > 2_000) return undefined;
  const base = 'https://page.invalid';
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  const inside = /^#!?(\/.*)$/.exec(url.hash)?.[1];
  const raw = (inside ?? url.pathname).split(/[?#]/)[0] ?? '/';
  let path = raw;
  try {
    path = decodeURIComponent(raw);
  } catch {
    // A stray percent sign: taken as it stands.
  }
  path = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  return path.length <= longest && path.startsWith('/') ? path : undefined;
}

/** Tells whether a path fits a pattern, in which `*` stands for anything; a pattern that ends with `/*` fits the folder itself too. */
export function pathFits(pattern: string, path: string): boolean {
  const plain = pattern.replace(/(?<=.)\/$/, '');
  if (plain.endsWith('/*') && path === plain.slice(0, -2)) return true;
  const pieces = plain.split('*');
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

/** Returns the product whose page has this path. */
export function productAt<P extends { _id: string; url: string }>(products: readonly P[], path: string): P | undefined {
  let places = byPath.get(products);
  if (!places) {
    places = new Map();
    for (const [at, { url }] of products.entries()) {
      const own = url === '' ? undefined : plainPath(url);
      if (own !== undefined && !places.has(own)) places.set(own, at);
    }
    byPath.set(products, places);
  }
  const at = places.get(path);
  return at === undefined ? undefined : products[at];
}

/** Places by path, made once for each reading of the catalogue. */
const byPath = new WeakMap<readonly object[], Map<string, number>>();
