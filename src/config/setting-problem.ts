/** Explanations of a wrong setting for a merchant: the rule, and what to write instead. */
import { stringify } from 'yaml';
import { z } from 'zod';
import { nearest } from '../reading/nearest.ts';
import { ruleIn } from '../text/rule.ts';
import { meantDays, meantValue } from './meant-value.ts';

type Lang = 'en' | 'zh';
type Path = readonly PropertyKey[];

const kinds: Readonly<Record<string, Record<Lang, string>>> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'keys with values', zh: '下级设置（键: 值）' },
  record: { en: 'keys with values', zh: '下级设置（键: 值）' },
};

const texts = {
  wanted: { en: '{what} is needed here', zh: '这里要写{what}' },
  empty: { en: 'nothing is written here', zh: '这里没有写内容' },
  least: { en: 'at least {most}', zh: '最小是 {most}' },
  most: { en: 'at most {most}', zh: '最大是 {most}' },
  long: { en: 'at most {most} characters', zh: '最多 {most} 个字' },
  many: { en: 'at most {most} of them', zh: '最多 {most} 项' },
  one_of: { en: 'write one of {names}', zh: '请写其中之一：{names}' },
  form: { en: 'not of the form that is needed here', zh: '格式不对' },
  unknown: { en: 'unknown key {keys}', zh: '没有{keys}这一项' },
  meant: { en: 'did you mean "{name}"?', zh: '是不是“{name}”？' },
  elsewhere: { en: 'it belongs under {section}:', zh: '它应该写在 {section}: 下面' },
  each_day: { en: 'write each day by itself: {days}', zh: '请每天各写一行：{days}' },
  write: { en: 'write {line}', zh: '请写 {line}' },
  example: { en: 'for example {line}', zh: '例如 {line}' },
} as const;

function say(key: keyof typeof texts, lang: Lang, fill: Record<string, string | number | bigint> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

function child(schema: unknown, name: string): unknown {
  return typeof schema === 'object' && schema !== null ? Reflect.get(schema, name) : undefined;
}

/** Returns the JSON schema at `path`; keys of the merchant's own lead to the schema of their values. */
function schemaAt(schema: unknown, path: Path): unknown {
  let at = schema;
  for (const key of path)
    at = typeof key === 'number' ? child(at, 'items') : (child(child(at, 'properties'), String(key)) ?? child(at, 'additionalProperties'));
  return at;
}

function keysOf(schema: unknown): string[] {
  const names = child(child(schema, 'propertyNames'), 'enum');
  return Array.isArray(names) ? names.map(String) : Object.keys(Object(child(schema, 'properties')));
}

const lineOf = (key: PropertyKey | undefined, value: unknown): string =>
  stringify(typeof key === 'string' ? { [key]: value } : value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true })
    .trim()
    .replace(/^\{ (.*) \}$/s, typeof key === 'string' ? '$1' : '{ $1 }');

/** Returns the value at `path`; what is no part of `settings` is undefined. */
export function valueAt(settings: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), settings);
}

function withValue(settings: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(settings)) return settings.map((item, index) => (index === key ? withValue(item, rest, value) : item));
  return { ...Object(settings), [key]: withValue(valueAt(settings, [key]), rest, value) };
}

/** The rule that is broken, without where and what instead. */
function broken(issue: z.core.$ZodIssue, value: unknown, lang: Lang): string {
  // Of a name that is not allowed the reason stands inside.
  if (issue.code === 'invalid_key') return ruleIn(issue.issues[0]?.message ?? say('form', lang), lang);
  if (!/^(?:Invalid |Too |Unrecognized )/.test(issue.message)) return ruleIn(issue.message, lang);
  if (value === null || value === undefined) return say('empty', lang);
  switch (issue.code) {
    case 'invalid_type':
      return say('wanted', lang, { what: kinds[issue.expected]?.[lang] ?? issue.expected });
    case 'too_small':
      return value === '' || issue.origin === 'array' ? say('empty', lang) : say('least', lang, { most: issue.minimum });
    case 'too_big':
      return say(issue.origin === 'string' ? 'long' : issue.origin === 'array' ? 'many' : 'most', lang, { most: issue.maximum });
    case 'invalid_value':
      return say('one_of', lang, { names: issue.values.map(String).join(', ') });
    default:
      return say('form', lang);
  }
}

/** The kind that the JSON schema asks for. */
function wantedAt(schema: unknown, path: Path): string | undefined {
  const at = schemaAt(schema, path);
  // What can be switched on and off, or be one of some names.
  const first = child(child(child(at, 'anyOf'), '0'), 'type');
  const type = child(at, 'type') ?? (first === 'boolean' ? first : undefined);
  return type === 'integer' ? 'number' : typeof type === 'string' ? type : undefined;
}

/** Returns what to write instead of an unknown key. */
function insteadOf(wrong: string, known: readonly string[], path: Path, whole: unknown, lang: Lang): string {
  const days = meantDays(wrong).filter((day) => known.includes(day));
  if (days.length > 1) return say('each_day', lang, { days: days.map((day) => `${day}: ...`).join(lang === 'zh' ? '、' : ', ') });
  const meant = days[0] ?? nearest(wrong, known);
  if (meant !== undefined) return say('meant', lang, { name: meant });
  const sections = path.length > 0 ? [] : known.filter((section) => keysOf(schemaAt(whole, [section])).includes(wrong));
  return sections[0] === undefined ? say('one_of', lang, { names: known.join(', ') }) : say('elsewhere', lang, { section: sections[0] });
}

function unknownKeys(keys: readonly string[], path: Path, whole: unknown, lang: Lang): string {
  const listed = keys.map((key) => (lang === 'zh' ? `“${key}”` : `"${key}"`)).join(lang === 'zh' ? '、' : ', ');
  const instead = insteadOf(keys[0] ?? '', keysOf(schemaAt(whole, path)), path, whole, lang);
  return `${say('unknown', lang, { keys: listed })}${lang === 'zh' ? '；' : '; '}${instead}`;
}

/** The setting at `path`, or what it is a part of, as it is written: its example, or else its default. */
function exampleFor(path: Path, whole: unknown): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const setting = schemaAt(whole, path.slice(0, length));
    const shown = child(setting, 'example');
    // A text stands as it is written in the file, with its quotes.
    if (typeof shown === 'string') return `${String(path[length - 1])}: ${shown}`;
    const example = shown ?? child(setting, 'default');
    const empty = example === undefined || (typeof example === 'object' && example !== null && Object.keys(example).length === 0);
    if (!empty) return lineOf(path[length - 1], example);
  }
  return undefined;
}

/**
 * Returns the problem of one zod issue: where its value stands in the settings, and the words for it. What to write instead is shown where it is known
 * what was meant and the schema takes it; else an example, the setting's default.
 */
export function settingProblem(issue: z.core.$ZodIssue, schema: z.ZodType, settings: unknown, lang: Lang): { path: Path; message: string } {
  const whole: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { path } = issue;
  const where = path.length > 0 ? `${path.join('.')}${lang === 'zh' ? '：' : ': '}` : '';
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''], message: where + unknownKeys(issue.keys, path, whole, lang) };
  }
  const value = valueAt(settings, path);
  const rule = broken(issue, value, lang);
  const meant = meantValue(path, value, wantedAt(whole, path));
  const left = (given: unknown) => schema.safeParse(given).error?.issues ?? [];
  const same = (other: z.core.$ZodIssue): boolean => path.every((key, index) => other.path[index] === key);
  const key = path.at(-1);
  const gap = lang === 'zh' ? '；' : '; ';
  if (meant !== undefined && !left(withValue(settings, path, meant)).some(same)) {
    return { path, message: `${where}${rule}${gap}${say('write', lang, { line: lineOf(key, meant) })}` };
  }
  const example = /such as|例如/.test(rule) ? undefined : exampleFor(path, whole);
  return { path, message: `${where}${rule}${example === undefined ? '' : gap + say('example', lang, { line: example })}` };
}
