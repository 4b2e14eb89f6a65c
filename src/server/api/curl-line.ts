import type { Route } from './route.ts';

/** One word of a POSIX shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A part of a path; a colon may stand there as it is. */
const inPath = (text: string): string => encodeURIComponent(text).replaceAll('%3A', ':');

/**
 * Returns the request of a route's example as a line for a POSIX shell in which TOKEN is set. `shop`: where the program answers, without a slash at the
 * end.
 */
export function curlLine({ method, path, example: { params = {}, query = {}, body, file } }: Route, shop: string): string {
  const place = `${shop}/api${path.replace(/:(\w+)/g, (_, name: string) => inPath(params[name] ?? ''))}`;
  const asked = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  // curl writes what is asked of a list into the address itself, so that any word can be put there as it is spoken.
  const isList = method === 'get' && asked.length > 0;
  const address = isList || asked.length === 0 ? place : `${place}?${new URLSearchParams(Object.fromEntries(asked))}`;
  return [
    `curl ${isList ? '-G ' : method === 'get' ? '' : `-X ${method.toUpperCase()} `}${quoted(address)}`,
    '-H "Authorization: Bearer $TOKEN"',
    ...(isList ? asked.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`) : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
    ...(file === undefined ? [] : ["-H 'Content-Type: text/csv'", `--data-binary ${quoted(`@${file.name}`)}`]),
  ].join(' \\\n  ');
}
