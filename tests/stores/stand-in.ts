/** A store on a free port of this machine, which refuses what the documents do not allow, and can be put into trouble. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}
export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string /** What is made of the JSON before it is sent. */;
  written?(json: string): string;
};
export type Trouble = 'none' | '401' | '429' | '500' | 'html' | 'silent';

export interface StandIn {
  url: string;
  asked: Asked[];
  /** From now on, so many requests (all by default) meet this. */
  trouble(kind: Trouble, times?: number): void;
  /** Looks at each request first, and may put it into trouble; lost: it has its effect, and no answer comes; broken: it has its effect, and 500 comes. */
  before?: (asked: Asked) => Trouble | 'lost' | 'broken' | undefined;
  close(): Promise<void>;
}

const troubles: Record<Exclude<Trouble, 'none' | 'silent'>, Reply> = {
  '401': { status: 401, json: { message: 'Invalid key' } },
  '429': { status: 429, headers: { 'retry-after': '1' }, json: { message: 'Too many requests' } },
  '500': { status: 500, text: 'Fatal error' },
  html: { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Maintenance</title>' },
};

export async function standIn(answer: (asked: Asked) => Reply): Promise<StandIn> {
  const asked: Asked[] = [];
  let trouble: Trouble = 'none';
  let left = 0;
  const stand = {} as StandIn;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://x');
      const text = Buffer.concat(chunks).toString('utf8');
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      asked.push(one);
      const own = stand.before?.(one);
      if (own === 'lost') {
        answer(one);
        return void response.destroy();
      }
      if (own === 'silent') return;
      if (own === 'broken') answer(one);
      if (own !== undefined && own !== 'none') {
        const { status = 200, headers, text, json } = troubles[own === 'broken' ? '500' : own];
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        return void response.end(text ?? JSON.stringify(json));
      }
      const isTroubled = trouble !== 'none' && left > 0;
      if (isTroubled) left -= 1;
      if (isTroubled && trouble === 'silent') return;
      // Some stores repeat the key that they refuse.
      const key = one.headers.authorization ?? one.headers['x-shopify-access-token'] ?? one.query.get('access_token') ?? one.query.get('accesstoken') ?? '';
      const echo: Reply | undefined = isTroubled && trouble === '401' ? { status: 401, json: { message: `Invalid key ${String(key)}` } } : undefined;
      const reply = echo ?? (isTroubled && trouble !== 'none' && trouble !== 'silent' ? troubles[trouble] : answer(one));
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      const json = JSON.stringify(reply.json ?? {});
      response.end(reply.text ?? reply.written?.(json) ?? json);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(stand, {
    url: `http://127.0.0.1:${port}`,
    asked,
    trouble(kind: Trouble, times = Number.POSITIVE_INFINITY) {
      trouble = kind;
      left = times;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  } satisfies StandIn);
  return stand;
}

/** What every stand-in sells, and who ordered it; each tells it in its own form. */
export interface Goods {
  orders: Ordered[];
  coupons: string[];
  /** Products that are sold no more. */
  gone?: number[];
  /** What each code is good for: ids of the store, where it is for certain products. */
  good?: Record<string, unknown>;
}
export interface Ordered {
  id: number;
  state: 'paid' | 'cancelled' | 'shipped';
  updated: string;
  address: string;
  /** TEA-S unless it was changed to TEA-M. */
  sku?: string;
  payment?: string;
  refundTo?: string;
  home?: string;
  /** Keys of the changes that it had, one for each effect. */
  effects?: string[];
  /** Notes of returns that were opened. */
  returns?: string[];
}
/** Another size of the same tea costs the same. */
export const skuOf = ({ sku }: Ordered): string => sku ?? 'TEA-S';
/** Makes a change and counts it. */
export function effect(order: Ordered, key: string, set: Partial<Ordered>): void {
  order.effects = [...(order.effects ?? []), key];
  Object.assign(order, set, { updated: later });
}
export const goods = (): Goods => ({
  orders: [
    { id: 1001, state: 'paid', updated: '2026-11-29T10:00:00Z', address: 'Hauptstr. 1' },
    { id: 1002, state: 'shipped', updated: '2026-11-29T11:00:00Z', address: 'Hauptstr. 2' },
    { id: 1003, state: 'paid', updated: '2026-11-29T12:00:00Z', address: 'Hauptstr. 3' },
  ],
  coupons: [],
});
export const later = '2026-11-29T13:00:00Z';
