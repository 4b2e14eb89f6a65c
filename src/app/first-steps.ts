/** Reads a page of the shop's own site for the first steps. */
import type { Config } from '../config/schema.ts';
import { fetchBytes } from '../net/http-fetch.ts';
import type { FirstStepParts } from '../server/api/first-steps.ts';

const limits = { hosts: [], timeoutMs: 15_000, maxBytes: 4_000_000, redirects: 5 };

/** The text in the charset that the head or the page itself names: older Chinese shops are in GBK. */
function decoded(bytes: Buffer, type: string): string {
  const named = /charset=["']?([\w-]+)/i.exec(`${type} ${bytes.subarray(0, 2_000).toString('latin1')}`)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** Pages on private addresses are read only where the settings allow flows to call that host. */
export function firstStepParts(config: Config): Pick<FirstStepParts, 'demo' | 'readPage'> {
  return {
    demo: config.shop.demo !== false,
    async readPage(url) {
      const asked = { method: 'GET' as const, url: new URL(url), headers: { accept: 'text/html' } };
      const found = await fetchBytes(asked, { ...limits, allowPrivate: config.http_calls.allow_private }, new AbortController().signal);
      if (!found.ok)
        return found.code === 'forbidden'
          ? { ok: false, why: 'This address is not public / 这个地址不是公开的网址' }
          : { ok: false, why: `The page cannot be read (${found.text}) / 网页读不到（${found.text}）` };
      if (found.status !== 200) return { ok: false, why: `The site answers ${found.status} / 网站返回 ${found.status}` };
      return { ok: true, html: decoded(found.bytes, found.type) };
    },
  };
}
