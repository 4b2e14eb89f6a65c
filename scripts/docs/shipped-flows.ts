/** The table of the flows that ship: what each does, what begins it, what it needs. Made from the flows themselves. */
import { checkFlows, type FlowFile } from '../../src/compiler/flow.ts';
import { alwaysUsed, companions, firstUsed } from '../../src/flow-folder/in-use.ts';
import type { CallSpec, Flow, Trigger } from '../../src/flow-tree/flow-tree.ts';
import { renderText } from '../../src/text/text.ts';

type Lang = 'en' | 'zh';

const words = {
  flow: { en: 'flow', zh: '流程' },
  does: { en: 'what it does', zh: '做什么' },
  begins: { en: 'begins', zh: '怎样开始' },
  needs: { en: 'needs', zh: '需要' },
  on: { en: 'switched on by', zh: '怎样启用' },
  says: { en: 'what customers say', zh: '顾客说的话' },
  parts: { en: 'other flows', zh: '其他流程' },
  always: { en: 'always on', zh: '始终启用' },
  with: { en: 'comes with', zh: '随' },
  consent: { en: 'consent to promotions', zh: '顾客同意接收推广' },
  nothing: { en: 'nothing', zh: '无' },
  first: { en: 'of the first five', zh: '初始五个之一' },
} satisfies Record<string, Record<Lang, string>>;

/** Settings that a flow works with only in part, or not at all, besides those it reads. */
const settings: Readonly<Record<string, string>> = { appointment: 'shop.appointments', 'win-back': 'promotions.lapsed_after' };

/** The comment above a flow, in one language: its lines with Chinese signs, or those without. */
function aboutOf(flow: Flow, lang: Lang): string {
  const head = flow.source.split(/^(?:flow|faq):/m)[0] ?? '';
  const lines = head.split('\n').flatMap((line) => (line.startsWith('# ') && !line.includes('yaml-language-server') ? [line.slice(2).trim()] : []));
  const sentences = lines.flatMap((line) => {
    // Some lines have both: the Chinese first.
    const [, zh, en] = /^(.*\p{Script=Han}\S*)\s+([A-Z][^\p{Script=Han}]*)$/u.exec(line) ?? [];
    return zh !== undefined && en !== undefined ? [zh, en] : [line];
  });
  const mine = sentences.filter((sentence) => /\p{Script=Han}/u.test(sentence) === (lang === 'zh'));
  if (mine.length > 0) return mine.join(lang === 'zh' ? '' : ' ');
  return flow.about ? renderText(flow.about, lang, {}, { defaultLang: lang, zone: 'UTC', currency: 'USD' }).text : flow.name;
}

function beginOf(trigger: Trigger, lang: Lang): string {
  if ('event' in trigger) return `\`${trigger.event}\``;
  if ('says' in trigger || 'keyword' in trigger) return words.says[lang];
  return `\`${Object.keys(trigger).find((key) => !['if', 'at_most', 'channel'].includes(key)) ?? ''}\``;
}

function needsOf({ name, source, kind }: Flow, lang: Lang): string {
  const terms = [...source.matchAll(/shop\.terms\.(\w+)/g)].map(([, term]) => `\`${term}\``);
  const own = settings[name];
  return [...new Set([...(own ? [`\`${own}\``] : []), ...terms, ...(kind === 'promo' ? [words.consent[lang]] : [])])].join(', ') || words.nothing[lang];
}

const sign = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Returns the table of all flows; FAQ files are rows without a beginning. */
export function shippedFlowsTable(files: readonly FlowFile[], calls: ReadonlyMap<string, CallSpec>, lang: Lang): string {
  const { flows } = checkFlows(files, { langs: ['zh', 'en'], calls });
  const isOf = new Map(Object.entries(companions).flatMap(([of, names]) => names.map((name) => [name, of] as const)));
  const onBy = ({ name, start }: Flow): string => {
    const of = isOf.get(name);
    if (alwaysUsed.includes(name)) return words.always[lang];
    if (of !== undefined) return `${words.with[lang]} \`${of}\``;
    if (start.length === 0) return words.parts[lang];
    return `\`use: [${name}]\`${firstUsed.includes(name) ? ` (${words.first[lang]})` : ''}`;
  };
  const rows = flows
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((flow) => {
      const begins = [...new Set(flow.start.map((trigger) => beginOf(trigger, lang)))].join(', ') || words.parts[lang];
      return `| \`${flow.name}\` | ${sign(aboutOf(flow, lang))} | ${begins} | ${needsOf(flow, lang)} | ${onBy(flow)} |`;
    });
  const heads = [words.flow, words.does, words.begins, words.needs, words.on].map((word) => word[lang]);
  return [`| ${heads.join(' | ')} |`, '|---|---|---|---|---|', ...rows].join('\n');
}
