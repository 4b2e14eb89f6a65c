/** The reference of the language for merchants, as Markdown, from the same fields that the loader checks. */

import { allowedWords } from '../../src/compiler/fixed-words.ts';
import { problemTexts } from '../../src/compiler/problem-texts.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import type { Kind } from '../../src/flow-tree/fields.ts';

type Lang = 'en' | 'zh';
type Words = Record<Lang, string>;

const kindNames: Readonly<Record<Kind, Words>> = {
  text: { en: 'text', zh: '文字' },
  value: { en: 'value', zh: '值' },
  expr: { en: 'expression', zh: '表达式' },
  cond: { en: 'condition', zh: '条件' },
  block: { en: 'block', zh: '步骤块' },
  target: { en: 'name', zh: '名称' },
  flow: { en: 'flow', zh: '流程名' },
  call: { en: 'call', zh: '调用名' },
  name: { en: 'name', zh: '名称' },
  word: { en: 'word', zh: '词' },
  words: { en: 'words', zh: '词列表' },
  number: { en: 'number', zh: '数字' },
  flag: { en: '`true`', zh: '`true`' },
  duration: { en: 'time, e.g. `10m`', zh: '时长，如 `10m`' },
  options: { en: 'options, or a list', zh: '选项，或一个列表' },
  skip: { en: '`true` or text', zh: '`true` 或文字' },
  many: { en: '`true` or `1..3`', zh: '`true` 或 `1..3`' },
  expect: { en: 'kinds of answer', zh: '回答类型' },
  fields: { en: 'questions by name', zh: '按名称列出的问题' },
  card: { en: 'title, text, image, link, button', zh: 'title、text、image、link、button' },
  args: { en: '`[name]` or `{ name: value }`', zh: '`[变量名]` 或 `{ 参数: 值 }`' },
  outcomes: { en: 'block, or blocks by outcome', zh: '步骤块，或按结果分的步骤块' },
  cases: { en: 'blocks by value', zh: '按值分的步骤块' },
  ways: { en: '`[{ share, then, label }]`', zh: '`[{ share, then, label }]`' },
  values: { en: '`{ name: value }`', zh: '`{ 变量名: 值 }`' },
  wait: { en: 'time, `open`, `{ until }` or `{ event, where }`', zh: '时长、`open`、`{ until }` 或 `{ event, where }`' },
};

const headings: Readonly<
  Record<Lang, Record<'verbs' | 'field' | 'holds' | 'does' | 'needed' | 'filters' | 'problems' | 'code' | 'message' | 'todo' | 'warning', string>>
> = {
  en: {
    verbs: 'Verbs',
    field: 'field',
    holds: 'holds',
    does: 'meaning',
    needed: 'needed',
    filters: 'Filters',
    problems: 'Problems',
    code: 'code',
    message: 'message',
    todo: 'what to do',
    warning: 'warning',
  },
  zh: {
    verbs: '步骤',
    field: '字段',
    holds: '内容',
    does: '含义',
    needed: '必填',
    filters: '过滤器',
    problems: '问题一览',
    code: '代码',
    message: '提示',
    todo: '怎么改',
    warning: '警告',
  },
};

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function fenced(yaml: string): string {
  return yaml.trim() === '' ? '' : `\n\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\`\n`;
}

/** Returns one section for each verb: its fields, and an example that the tests execute. */
export function verbReference(lang: Lang): string {
  const words = headings[lang];
  const parts = [`## ${words.verbs}\n`];
  for (const { verb, docs, fields } of verbs.values()) {
    parts.push(`### ${verb}\n\n${docs.about[lang]}${lang === 'zh' ? '。' : '.'}\n`);
    parts.push(`| ${words.field} | ${words.holds} | ${words.does} |\n|---|---|---|`);
    for (const [name, field] of Object.entries(fields)) {
      const allowed = allowedWords[`${verb}.${name}`];
      const holds = allowed ? allowed.map((word) => `\`${word}\``).join(', ') : kindNames[field.kind][lang];
      parts.push(`| \`${name}\`${field.optional ? '' : ` (${words.needed})`} | ${cell(holds)} | ${cell(field.about[lang])} |`);
    }
    parts.push(fenced(docs.example), fenced(docs.transcript));
  }
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

/** Returns every problem that the loader can report. */
export function checksReference(lang: Lang): string {
  const words = headings[lang];
  const rows = Object.entries(problemTexts).map(([code, text]) => {
    const { message, hint } = text[lang];
    return `| \`${code}\`${text.severity ? ` (${words.warning})` : ''} | ${cell(message)} | ${cell(hint ?? '')} |`;
  });
  const table = [`| ${words.code} | ${words.message} | ${words.todo} |`, '|---|---|---|', ...rows].join('\n');
  return `## ${words.problems}\n\n${table}\n`;
}
