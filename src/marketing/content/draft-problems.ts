/** Problems of the form of a draft, in words for the merchant: what, in which field, and what to write instead. Pure. */
import { z } from 'zod';
import { nearest } from '../../reading/nearest.ts';
import { ruleIn } from '../../text/rule.ts';
import type { MarketingProblem } from '../problem.ts';
import { draftSchema, type Words } from './draft.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
type Said = Pick<MarketingProblem, 'en' | 'zh'>;

/** The problems of what zod refused. */
export function formProblems(issues: readonly Issue[], written: unknown): MarketingProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], written));
}

function problemsOf(issue: Issue, above: Path, written: unknown): MarketingProblem[] {
  const path = [...above, ...issue.path];
  const value = valueAt(written, path);
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find((issues) => !issues.some(({ code, path: at }) => code === 'invalid_type' && at.length === 0));
    if (branch) return branch.flatMap((one) => problemsOf(one, path, written));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: fieldOf([...path, key]), ...unknownKey(key, path) }));
  return [{ field: fieldOf(path), ...saidOf(issue, value) }];
}

function saidOf(issue: Issue, value: unknown): Said {
  const [en, zh] = wordsOf(issue, value) ?? [issue.message, ruleIn(issue.message, 'zh')];
  return { en, zh };
}

const kinds: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  string: ['a text', '文字'],
  number: ['a number', '数字'],
  int: ['a whole number', '整数'],
  object: ['fields, each as "name: value",', '“字段: 值”'],
  record: ['fields, each as "name: value",', '“字段: 值”'],
  array: ['a list', '列表'],
  boolean: ['true or false', 'true 或 false'],
};

function wordsOf(issue: Issue, value: unknown): [en: string, zh: string] | null {
  switch (issue.code) {
    case 'invalid_type': {
      const [en, zh] = kinds[issue.expected] ?? [issue.expected, issue.expected];
      return value === undefined || value === null ? ['is missing: write it', '没有写，请补上'] : [`${en} belongs here`, `这里应写${zh}`];
    }
    case 'invalid_union':
      return value === undefined
        ? ['is missing: write it', '没有写，请补上']
        : ['one text, or one for each language, belongs here', '这里应写一段文字，或每种语言一段'];
    case 'too_big':
      if (issue.origin === 'string')
        return [
          `has ${String(value).length} characters: shorten it to at most ${issue.maximum}`,
          `有 ${String(value).length} 个字符，请缩短到最多 ${issue.maximum} 个`,
        ];
      return issue.origin === 'array'
        ? [`at most ${issue.maximum} of them`, `最多 ${issue.maximum} 个`]
        : [`at most ${issue.maximum}`, `最大为 ${issue.maximum}`];
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return ['is empty: write something, or leave the field out', '是空的：请写上内容，或删掉这个字段'];
      return /[a-z]{3}.*,/.test(issue.message) ? null : [`at least ${issue.minimum}`, `最小为 ${issue.minimum}`];
    case 'invalid_value':
      return ruleIn(issue.message, 'zh') !== issue.message
        ? null
        : [`one of ${issue.values.map(String).join(', ')}`, `只能写 ${issue.values.map(String).join('、')} 之一`];
    case 'invalid_format':
      if (ruleIn(issue.message, 'zh') !== issue.message) return null;
      return issue.format === 'url'
        ? ['an address such as https://shop.example/tea', '网址，例如 https://shop.example/tea']
        : ['is not written as it has to be', '写法不对'];
    case 'invalid_key':
      return ['no name of a language: write zh, en or zh-TW', '不是语言名，请写 zh、en 或 zh-TW'];
    default:
      return null;
  }
}

function unknownKey(key: string, path: Path): Said {
  const known = knownKeys(path);
  const meant = nearest(key, known);
  return meant
    ? { en: `no field is called "${key}", did you mean "${meant}"?`, zh: `没有“${key}”这个字段，是不是“${meant}”？` }
    : { en: `no field is called "${key}"; there are ${known.join(', ')}`, zh: `没有“${key}”这个字段；可以写 ${known.join('、')}` };
}

const shape = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional(), items: z.unknown().optional() });

/** Names of the fields that may stand at a place of a draft. */
function knownKeys(path: Path): string[] {
  let at: unknown = z.toJSONSchema(draftSchema, { io: 'input', unrepresentable: 'any' });
  for (const key of path) {
    const { properties, items } = shape.catch({}).parse(at);
    at = typeof key === 'number' ? items : properties?.[String(key)];
  }
  return Object.keys(shape.catch({}).parse(at).properties ?? {});
}

function valueAt(written: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined), written);
}

function fieldOf(path: Path): string {
  return path.map(String).join('.');
}

/** A text by language has to have one for each language of the shop; one of the same language spoken elsewhere will do. */
export function languageProblems(field: string, words: Words, langs: readonly string[]): MarketingProblem[] {
  if (typeof words === 'string') return [];
  const base = (lang: string) => lang.split('-')[0];
  const missing = langs.filter((lang) => !Object.keys(words).some((own) => base(own) === base(lang)));
  return missing.map((lang) => ({
    field,
    en: `no text for "${lang}", which the shop speaks: write ${field}.${lang}, or one text for everybody`,
    zh: `缺少店铺使用的语言“${lang}”：请补上 ${field}.${lang}，或只写一段给所有人的文字`,
  }));
}

/** A moment that is over for everybody. `to`: the last moment at which somebody would get it, epoch ms. */
export function pastProblem(at: string, to: number, now: number): MarketingProblem[] {
  if (to >= now) return [];
  return [
    { field: 'at', en: `${at} is in the past: write a later time, or leave it out to send at once`, zh: `${at} 已经过去：请写以后的时间，或删掉它立即发送` },
  ];
}
