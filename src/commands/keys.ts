/** `npm run keys -- create NAME --scopes read`, `list`, `revoke ID`: keys of the API of the running program. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage } from '../command-table.ts';
import { readEnvironment } from '../config/environment.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { askProgram } from './running-program.ts';

const lang = systemLanguage();
const texts = {
  unreachable: {
    zh: '连不上正在运行的程序。请先用 npm start 启动，并使用同样的 PORT、HOST、ADMIN_TOKEN。',
    en: 'The running program cannot be reached. Start it with npm start, with the same PORT, HOST and ADMIN_TOKEN.',
  },
  none: { zh: '还没有密钥。', en: 'There are no keys yet.' },
  made: { zh: '密钥“{name}”（编号 {id}），只显示这一次：', en: 'Key "{name}" (id {id}), shown this once:' },
  revoked: { zh: '已删除密钥“{name}”', en: 'The key "{name}" is taken away' },
  line: { zh: '{id}  {name}  由 {by} 创建于 {at}，{seen}，{until}', en: '{id}  {name}  made by {by} on {at}, {seen}, {until}' },
  used: { zh: '最近使用 {at}', en: 'last used {at}' },
  unused: { zh: '还没用过', en: 'never used' },
  ends: { zh: '{at} 失效', en: 'good until {at}' },
  forGood: { zh: '长期有效', en: 'good for ever' },
} as const;
const say = (key: keyof typeof texts, fill: Record<string, string> = {}): string =>
  texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? '');

class Refused extends Error {}
const errorShape = z.object({ error: z.object({ message: z.string() }) });
const keyShape = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  by: z.string(),
  at: z.number(),
  seen: z.number().optional(),
  until: z.number().optional(),
});

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new Refused(environment.problems.join('\n'));
  const asked = await askProgram(environment.value, method, path, body);
  if (!asked.ok) throw new Refused(say('unreachable'));
  if (asked.status < 400) return asked.body;
  const message = errorShape.safeParse(asked.body).data?.error.message ?? JSON.stringify(asked.body);
  const [en, zh] = message.split(' / ');
  throw new Refused((lang === 'zh' ? zh : en) ?? message);
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { scopes: { type: 'string' }, days: { type: 'string' } } });
  const [what, of, ...rest] = positionals;
  if (rest.length === 0 && what === 'create' && of !== undefined && values.scopes !== undefined) {
    const days = values.days === undefined ? {} : { days: Number(values.days) };
    const body = { name: of, scopes: values.scopes.split(',').map((scope) => scope.trim()), ...days };
    const made = keyShape.extend({ key: z.string() }).parse(await ask('POST', '/keys', body));
    // The key alone on stdout, so that it can be put where it belongs without a screen in between.
    console.error(say('made', { name: made.name, id: made.id }));
    console.log(made.key);
    return 0;
  }
  if (what === 'list' && of === undefined) {
    const { items } = z.object({ items: z.array(keyShape) }).parse(await ask('GET', '/keys'));
    if (items.length === 0) console.log(say('none'));
    for (const { id, name, by, at, seen, until, scopes } of items) {
      const used = seen === undefined ? say('unused') : say('used', { at: dayOf(seen) });
      const ends = until === undefined ? say('forGood') : say('ends', { at: dayOf(until) });
      console.log(`${say('line', { id, name, by, at: dayOf(at), seen: used, until: ends })}\n  ${scopes.join(' ')}`);
    }
    return 0;
  }
  if (rest.length === 0 && what === 'revoke' && of !== undefined) {
    console.log(say('revoked', { name: keyShape.parse(await ask('DELETE', `/keys/${encodeURIComponent(of)}`)).name }));
    return 0;
  }
  console.error(usage('keys', lang));
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof Refused) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof TypeError && 'code' in error) {
    console.error(usage('keys', lang));
    process.exitCode = 2;
  } else throw error;
}
