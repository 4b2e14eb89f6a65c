import { apiCodes, errorExample } from './api-codes.ts';
import { curlLine } from './curl-line.ts';
import { describedSchema, type JsonSchema } from './described-schema.ts';
import { eachInTurn } from './made-once.ts';
import { pageStyle } from './page-style.ts';
import { pageWords } from './page-words.ts';
import { operationId, type Route, takesBody } from './route.ts';
import type { Lang } from './words.ts';

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** Words with what stands in backticks as code. */
const prose = (text: string): string => html(text).replace(/`([^`]+)`/g, '<code>$1</code>');
/** Long ones are scrolled, also with the keyboard. */
const block = (text: string): string => `<pre tabindex="0">${html(text)}</pre>`;
const json = (value: unknown): string => block(JSON.stringify(value, null, 2));
const folded = (title: string, inner: string): string => `<details><summary>${title}</summary>${inner}</details>`;

/** The parameters of a route with what they mean; nothing where it takes none. */
function parameterList(route: Route, lang: Lang): string {
  const entries = (['params', 'query'] as const).flatMap((part) => {
    const { properties = {}, required = [] } = describedSchema(route[part], 'input', lang) as {
      properties?: Record<string, JsonSchema>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...schema }]) => {
      const facts = [
        ...(required.includes(name) ? [pageWords[lang].needed] : []),
        ...(Array.isArray(schema.enum) ? [schema.enum.map((value) => `\`${value}\``).join(' ')] : []),
        ...(schema.minimum !== undefined && schema.maximum !== undefined ? [`${schema.minimum}–${schema.maximum}`] : []),
        ...(schema.default === undefined ? [] : [`= \`${schema.default}\``]),
      ];
      return `<dt><code>${html(name)}</code> <small>${facts.map(prose).join(' · ')}</small></dt><dd>${typeof description === 'string' ? prose(description) : ''}</dd>`;
    });
  });
  return entries.length > 0 ? folded(pageWords[lang].parameters, `<dl>${entries.join('\n')}</dl>`) : '';
}

function section(route: Route, lang: Lang, shop: string): string {
  const words = pageWords[lang];
  const { body, file, answer, status = 200 } = route.example;
  return `<section id="${html(operationId(route))}"><h2><b>${route.method.toUpperCase()}</b> /api${html(route.path)}</h2>
<p>${prose(route.summary[lang])}</p>
${block(curlLine(route, shop))}
${file ? `<h3>${words.file} <code>${html(file.name)}</code></h3>${block(file.text)}` : ''}${body ? `<h3>${words.sent}</h3>${json(body)}` : ''}
<h3>${words.answered} ${status}</h3>${json(answer)}
${parameterList(route, lang)}
${takesBody(route) ? folded(words.sentFields, json(describedSchema(route.body, 'input', lang))) : ''}
${folded(words.answeredFields, json(describedSchema(route.response, 'input', lang)))}</section>`;
}

function contents(routes: readonly Route[], lang: Lang): string {
  const links = routes.map(
    (route) => `<li><a href="#${html(operationId(route))}"><b>${route.method.toUpperCase()}</b> ${html(route.path)}</a> ${prose(route.summary[lang])}</li>`,
  );
  return `<nav>${folded(`${pageWords[lang].routes} (${routes.length})`, `<ul>${links.join('\n')}</ul>`)}</nav>`;
}

function errors(lang: Lang): string {
  const { errors: title, aboutErrors } = pageWords[lang];
  const entries = Object.entries(apiCodes).map(
    ([code, { status, [lang]: text }]) => `<dt>${status.join(', ')} <code>${code}</code></dt><dd>${prose(text)}</dd>`,
  );
  return `<section id="errors"><h2>${title}</h2><p>${prose(aboutErrors)}</p>${json(errorExample)}<dl>${entries.join('\n')}</dl></section>`;
}

/** Makes a readable page of the API in one language: one section a route, no script. The same facts as /api/openapi.json. `shop`: where the examples ask. */
export async function apiPage(routes: readonly Route[], { version, lang, shop }: { version: string; lang: Lang; shop: string }): Promise<string> {
  const words = pageWords[lang];
  const sections = await eachInTurn(routes, (route) => section(route, lang, shop));
  const other = lang === 'zh' ? '<a href="?lang=en" lang="en" hreflang="en">English</a>' : '<a href="?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>';
  return `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title} ${html(version)}</title>
<style>${pageStyle}</style></head><body>
<header><h1>${words.title} <small>${html(version)}</small></h1>${other}</header>
${words.about.map((text) => `<p>${prose(text)}</p>`).join('\n')}
<p>${words.machines}<a href="/api/openapi.json?lang=${lang}">openapi.json</a> (OpenAPI 3.1) · <a href="#errors">${words.errors}</a></p>
<p>${prose(words.paste)}</p>
${block('TOKEN=$(cat data/admin-token)')}
${contents(routes, lang)}
${sections.join('\n')}
${errors(lang)}
</body></html>`;
}
