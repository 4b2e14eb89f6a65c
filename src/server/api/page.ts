import { z } from 'zod';
import { eachInTurn } from './made-once.ts';
import type { Route } from './route.ts';

const html = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function shape(type: z.ZodType, io: 'input' | 'output'): string {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return html(JSON.stringify(schema, null, 2));
}

/** Makes a readable page of the API: one section a route, no script. The same facts as /api/openapi.json. */
export async function apiPage(routes: readonly Route[], version: string): Promise<string> {
  const sections = await eachInTurn(routes, (route) => {
    const takesBody = route.method !== 'get' && route.body instanceof z.ZodObject;
    const query = route.query instanceof z.ZodObject ? Object.keys(route.query.shape) : [];
    return `<section><h2><b>${route.method.toUpperCase()}</b> /api${html(route.path)}${query.length ? `<i>?${query.map(html).join('=&amp;')}=</i>` : ''}</h2>
<p>${html(route.summary)}</p>
${takesBody ? `<details><summary>Body</summary><pre>${shape(route.body, 'input')}</pre></details>` : ''}
<details><summary>Answer</summary><pre>${shape(route.response, 'input')}</pre></details></section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Zhanggui API ${html(version)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.55 system-ui, "Noto Sans CJK SC", sans-serif }
body { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem }
section { border-top: 1px solid #8884; padding: .4rem 0 1rem }
h2 { font: 600 1rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere } h2 b { color: #b8321f; margin-right: .6em } h2 i { opacity: .6; font-style: normal }
pre { overflow: auto; max-height: 24rem; padding: .8rem; background: #8881; border-radius: 6px; font-size: .8rem } summary { cursor: pointer; opacity: .8 }
</style></head><body>
<h1>Zhanggui API</h1>
<p>Send the admin token as <code>Authorization: Bearer …</code>. Errors are <code>{ error: { code, message, field? } }</code>; lists are <code>{ items, next? }</code>, the next page with <code>?cursor=</code>. For machines: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${sections.join('\n')}
</body></html>`;
}
