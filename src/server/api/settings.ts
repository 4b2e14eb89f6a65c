/** Routes about the settings of the shop, and about how the program is: what a page may change, and what people should look at. */
import { z } from 'zod';
import * as examples from './examples/settings.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const words = z.record(z.string().max(12), z.string().trim().min(1).max(100));
const hours = z
  .partialRecord(z.enum(days), z.array(z.string().max(11)).max(10))
  .meta(about('By day, e.g. `09:00-18:00`; a day left out is closed', '按星期写，例如 `09:00-18:00`；没写的日子休息'));
const changeable = z.object({
  name: words.meta(about('Name of the shop, by language', '店名，按语言写')),
  langs: z.array(z.string().max(12)).min(1).max(20).meta(about('Languages of the shop, the default first', '店铺使用的语言，第一个是默认语言')),
  hours,
  closed_on: z.array(z.string().max(10)).max(366).meta(about('Holidays, e.g. `2026-10-01`', '休息日，例如 `2026-10-01`')),
});
const shape = changeable.extend({
  file: z.string().meta(about('File that they stand in', '设置所在的文件')),
  waits: z
    .boolean()
    .meta(about('The file says something else than what the program runs with: it takes effect at the next start', '文件和正在运行的设置不同，下次启动时生效')),
  elsewhere: z
    .array(z.object({ key: z.string(), value: z.string(), where: z.string() }))
    .meta(about('Settings that are changed in their place only', '只能在原处修改的设置')),
});
const finding = z.object({
  level: z.enum(['missing', 'mind']).meta(about('`missing`: do not open without it', '`missing`：缺了就先别开业')),
  where: z.string(),
  what: z.object({ en: z.string(), zh: z.string() }),
  cure: z.object({ en: z.string(), zh: z.string() }),
});
const state = z.object({
  version: z.string(),
  ready: z.boolean(),
  store: z.string().meta(about('`ok`, or what is wrong', '`ok`，或出了什么问题')),
  disk: z.string(),
  mind: z.array(z.string()).meta(about('What to look at', '需要留意的事')),
  backup: z
    .object({ at: z.number(), file: z.string(), isThere: z.boolean(), sameDisk: z.boolean() })
    .optional()
    .meta(about('The last backup; none was made when it is missing', '最近一次备份；没有这一项表示从没备份过')),
});

export type ShopSettings = z.infer<typeof changeable>;
export type Elsewhere = z.infer<typeof shape>['elsewhere'];

/** What the settings and the state of the program are made of; the program gives it. */
export interface SettingsParts {
  file: string;
  read(): Promise<{ settings: ShopSettings; waits: boolean; elsewhere: Elsewhere } | null>;
  /** Problems that the file would have: then nothing is written. Rejects when the disk refuses. */
  write(change: Partial<ShopSettings>): Promise<{ ok: true } | { ok: false; problems: string[] }>;
  state(): Promise<z.input<typeof state>>;
  /** What `npm run doctor` says of the channels. */
  findings(): Promise<z.input<typeof finding>[]>;
}

const unreadable = (file: string) => refuse(503, 'unavailable', `${file} cannot be read`);

/** Routes about settings and state. */
export function settingsRoutes(settings: SettingsParts): Route[] {
  const shown = async () => {
    const found = await settings.read();
    return found && { ...found.settings, file: settings.file, waits: found.waits, elsewhere: found.elsewhere };
  };
  return [
    route({
      method: 'get',
      path: '/settings',
      summary: { en: 'Settings of the shop as its file has them', zh: '店铺设置，以设置文件为准' },
      example: examples.settings,
      response: shape,
      handle: async () => {
        const body = await shown();
        return body ? ok(body) : unreadable(settings.file);
      },
    }),
    route({
      method: 'patch',
      path: '/settings',
      summary: {
        en: 'Writes settings into the file; comments and everything else stay. They take effect at the next start',
        zh: '把设置写进文件，注释和其他内容不变；下次启动时生效',
      },
      example: examples.changeSettings,
      body: z.strictObject(changeable.partial().shape),
      response: shape,
      handle: async ({ body }) => {
        const before = await settings.read();
        if (!before) return unreadable(settings.file);
        const written = await settings.write(body);
        if (!written.ok) return refuse(422, 'problems', written.problems.join('\n'));
        const after = await shown();
        if (!after) return unreadable(settings.file);
        const of = <T extends object>(given: T) =>
          JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, Reflect.get(given, key)]))));
        return { ok: true, body: after, audit: { before: of(before.settings), after: of(after) } };
      },
    }),
    route({
      method: 'get',
      path: '/operations/state',
      summary: { en: 'How the program is: store, disk, last backup, what to look at', zh: '程序状态：数据库、磁盘、最近的备份、需要留意的事' },
      example: examples.state,
      response: state,
      handle: async () => ok(await settings.state()),
    }),
    route({
      method: 'get',
      path: '/channels/findings',
      summary: { en: 'What the doctor finds about the channels, with the cure', zh: '体检发现的渠道问题和解决办法' },
      example: examples.findings,
      response: listOf(finding),
      handle: async () => ok({ items: await settings.findings() }),
    }),
  ];
}
