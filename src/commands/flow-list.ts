/** `npm run flows -- list`: the flows of a folder, which of them are live, and what each is for. */
import { checkFlows, type FlowFile, type LoadContext } from '../compiler/flow.ts';
import { companions, type Standing, standings } from '../flow-folder/in-use.ts';
import type { Flow } from '../flow-tree/flow-tree.ts';
import { nearest } from '../reading/nearest.ts';
import { renderText } from '../text/text.ts';

type Lang = 'en' | 'zh';

const words = {
  on: { en: 'on', zh: '启用' },
  off: { en: 'off', zh: '未启用' },
  own: { en: 'your own', zh: '自己写的' },
  along: { en: 'with {of}', zh: '随 {of}' },
  part: { en: 'part of {of}', zh: '{of} 用到' },
  faq: { en: '{count} answers', zh: '{count} 条问答' },
  summary: { en: '{on} on, {off} off. {how}', zh: '启用 {on} 个，未启用 {off} 个。{how}' },
  all: {
    en: 'All are live, because flows.use is not set. To begin with a few, write into the settings: flows: { use: [faq, order-status, returns, talk-to-person, product-search] }',
    zh: '没有写 flows.use，所以全部启用。想先从几个开始，在设置里写：flows: { use: [faq, order-status, returns, talk-to-person, product-search] }',
  },
  some: {
    en: 'To switch one on, add its name to flows.use in the settings and start the program again.',
    zh: '要启用，把名字加到设置的 flows.use 里，再重新启动。',
  },
  unknown: { en: 'flows.use names “{name}”, which is not in the folder.{meant}', zh: 'flows.use 里的“{name}”在目录里找不到。{meant}' },
  meant: { en: ' Did you mean “{name}”?', zh: '您是不是想写“{name}”？' },
} as const;

const say = (key: keyof typeof words, lang: Lang, values: Record<string, string | number> = {}): string =>
  words[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

function standingText(standing: Standing, lang: Lang): string {
  if (standing.is === 'used') return say('on', lang);
  if (standing.is === 'off' || standing.is === 'own') return say(standing.is, lang);
  return say(standing.is, lang, { of: standing.of });
}

function aboutOf({ about, name }: Flow, lang: Lang): string {
  return about ? renderText(about, lang, {}, { defaultLang: lang, zone: 'UTC', currency: 'USD' }).text : name;
}

/** Returns a line for each flow. Pure. `use` is that of the settings; undefined: all are live. */
export function flowList(
  files: readonly FlowFile[],
  context: LoadContext,
  use: readonly string[] | undefined,
  shipped: ReadonlySet<string>,
  lang: Lang,
): string[] {
  const { flows, faqs } = checkFlows(files, context);
  const all = [
    ...flows.map((flow) => ({ name: flow.name, about: aboutOf(flow, lang) })),
    ...faqs.map(({ name, entries }) => ({ name, about: say('faq', lang, { count: entries.length }) })),
  ];
  const names = all.map(({ name }) => name);
  const { standing, unknown } = standings({ flows, faqs }, { names: use ?? names, shipped });
  const rows = all.map(({ name, about }) => ({ name, about, standing: standing.get(name) ?? ({ is: 'off' } as const) }));
  const width = Math.max(...names.map((name) => name.length), 8);
  const order: readonly Standing['is'][] = ['used', 'own', 'along', 'part', 'off'];
  rows.sort((a, b) => order.indexOf(a.standing.is) - order.indexOf(b.standing.is) || (a.name < b.name ? -1 : 1));
  const off = rows.filter((row) => row.standing.is === 'off').length;
  return [
    ...rows.map((row) => `${row.name.padEnd(width)}  ${standingText(row.standing, lang).padEnd(lang === 'zh' ? 12 : 22)}  ${row.about}`),
    say('summary', lang, { on: rows.length - off, off, how: say(use ? 'some' : 'all', lang) }),
    ...unknown.map((name) => {
      const meant = nearest(name, [...names, ...Object.keys(companions)]);
      return say('unknown', lang, { name, meant: meant ? say('meant', lang, { name: meant }) : '' });
    }),
  ];
}
