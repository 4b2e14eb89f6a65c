/** Every line can be pasted into a shell, whatever is in its values. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { curlLine } from './curl-line.ts';
import type { Route } from './route.ts';

const shop = 'http://127.0.0.1:3000';
let every: EveryRoute;
let routes: Route[];
beforeAll(async () => {
  every = await openEveryRoute();
  ({ routes } = every);
});
afterAll(() => every.close());

/** The arguments that a shell gives to curl. */
function pasted(line: string): string[] {
  return execFileSync('sh', ['-c', `TOKEN='a token'; curl() { printf '%s\\0' "$@"; }\n${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('a line for curl', () => {
  it('asks in a shell for just what the example says', () => {
    for (const route of routes) {
      const { params = {}, query = {}, body, file } = route.example;
      const args = pasted(curlLine(route, shop));
      const [address = ''] = args.filter((arg) => arg.startsWith('http'));
      const valuesOf = (option: string) => args.filter((_, n) => args[n - 1] === option);
      const { pathname, searchParams } = new URL(address);
      for (const pair of valuesOf('--data-urlencode')) searchParams.append(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      expect(pathname.split('/').map(decodeURIComponent)).toEqual(
        `/api${route.path}`.split('/').map((part) => (part.startsWith(':') ? String(params[part.slice(1)]) : part)),
      );
      expect(Object.fromEntries(searchParams)).toEqual(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])));
      expect(valuesOf('-X')[0] ?? 'GET').toBe(route.method.toUpperCase());
      expect(valuesOf('-H')[0]).toBe('Authorization: Bearer a token');
      expect(valuesOf('-d').map((text) => JSON.parse(text))).toEqual(body === undefined ? [] : [body]);
      expect(valuesOf('--data-binary')).toEqual(file === undefined ? [] : [`@${file.name}`]);
    }
  });

  it('says nothing else whatever is in the values', () => {
    const [first] = routes.filter(({ path }) => path === '/conversations/:id/messages');
    if (!first) throw new Error('no route to try');
    const odd = "it's `uname` $(uname) $HOME \\ \" 'x' \n !! 茶";
    const sent = pasted(curlLine({ ...first, method: 'post', example: { params: { id: odd }, query: {}, body: { text: odd }, answer: {} } }, shop));
    expect(sent).toContain(JSON.stringify({ text: odd }));
    expect(sent.find((arg) => arg.startsWith('http'))).toBe(`${shop}/api/conversations/${encodeURIComponent(odd)}/messages`);
    const asked = pasted(curlLine({ ...first, method: 'get', example: { params: { id: '1' }, query: { q: odd }, answer: {} } }, shop));
    expect(asked).toContain(`q=${odd}`);
  });
});
