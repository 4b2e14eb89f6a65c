/** `npm run links -- make SOURCE --channel NAME`, `list`, `show ID`, `remove ID`: through the API of the running program. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { drawQr } from '../channel-host/draw-qr.ts';
import { called, usage } from '../command-table.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { ask } from './ask.ts';

const lang = systemLanguage();
const link = z.object({ id: z.string(), source: z.string(), name: z.string().optional(), url: z.string(), qr: z.string().optional() });
const none = {
  en: `There are no links yet. Make one: ${called('links', 'make leaflet --channel telegram')}`,
  zh: `还没有渠道活码。做一个：${called('links', 'make 传单 --channel telegram')}`,
};
const page = z.object({ items: z.array(link), next: z.string().optional() });
const counted = link.extend({ first: z.number(), last: z.number() });

/** Shows the link, and its code where this is a terminal; writes the code to `file`. */
async function show(one: z.output<typeof link>, file: string | undefined): Promise<number> {
  console.log(`${one.id}\n${one.url}`);
  if (process.stdout.isTTY) console.log((await drawQr(one.url, 'terminal')) ?? '');
  if (file === undefined) return 0;
  if (one.qr === undefined) {
    console.error(
      lang === 'zh'
        ? '画二维码需要 qrcode 包，请运行 npm i qrcode，再启动程序。'
        : 'The package qrcode draws the code: run "npm i qrcode", and start the program again.',
    );
    return 1;
  }
  const svg = one.qr;
  await withFile(file, () => writeFile(file, svg, { flag: 'wx' }));
  console.log(file);
  return 0;
}

async function main(args: string[]): Promise<number> {
  const options = { channel: { type: 'string' }, name: { type: 'string' }, svg: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [what, first, ...rest] = positionals;
  if (rest.length > 0) return misused();
  if (what === 'make' && first !== undefined && values.channel !== undefined) {
    const body = { source: first, channel: values.channel, ...(values.name !== undefined && { name: values.name }) };
    const made = await ask('POST', '/links', link, body);
    return made ? show(made, values.svg) : 1;
  }
  if (what === 'list' && first === undefined) {
    for (let cursor = ''; ; ) {
      const found = await ask('GET', `/links?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, page);
      if (!found) return 1;
      for (const { id, name = '', url } of found.items) console.log([id, name, url].join('\t'));
      if (found.items.length === 0 && cursor === '') console.log(none[lang]);
      if (found.next === undefined) return 0;
      cursor = found.next;
    }
  }
  if (what === 'show' && first !== undefined) {
    const found = await ask('GET', `/links/${encodeURIComponent(first)}`, counted);
    if (!found) return 1;
    console.log(lang === 'zh' ? `最初从这里来 ${found.first} 人，最近一次从这里来 ${found.last} 人` : `${found.first} came by it first, ${found.last} last`);
    return show(found, values.svg);
  }
  if (what === 'remove' && first !== undefined) return (await ask('DELETE', `/links/${encodeURIComponent(first)}`, z.object({}))) ? 0 : 1;
  return misused();
}

function misused(): number {
  console.error(usage('links', lang));
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isMisuse = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(isMisuse ? usage('links', lang) : troubleOf(error, lang));
  process.exitCode = isMisuse ? 2 : 1;
}
