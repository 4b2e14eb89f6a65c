/**
 * Conditions of segments: the language of flows' conditions over facts of a person, and ages beside it: `last_seen < 90d` holds for those who were
 * seen within 90 days, `joined > "2026-01-01"` for those who came after that day.
 */
import { durationOf } from '../../compiler/fixed-words.ts';
import { moneyIn } from '../../compiler/money-in-condition.ts';
import type { Json } from '../../json.ts';
import { nearest } from '../../reading/nearest.ts';
import { usesOfExpression } from '../../text/inspect.ts';
import { compileTest, holds, isTextProblem, parseCond } from '../../text/text.ts';
import { instantIn, wallClock } from '../broadcast/schedule.ts';
import { type MarketingProblem, worded } from '../problem.ts';
import { nameMeant, operatorMeant } from './condition-words.ts';
import { type FactName, type Facts, factNames, isFact, Person, type PersonFacts, plainFacts } from './person-facts.ts';

export interface SegmentOptions {
  currency: string;
  /** The shop's IANA zone, of days in conditions. */
  zone: string;
  lang: string;
}

export interface Segment {
  ok: true;
  /** Names that it reads: others need not be known. */
  names: ReadonlySet<string>;
  holds(facts: Facts, now: number): boolean;
}

export type CompiledSegment = Segment | { ok: false; problems: MarketingProblem[] };

/** Longest condition, characters. */
const longest = 2_000;
const factList = Object.keys(factNames) as FactName[];
const timeNames = factList.filter((name) => factNames[name] === 'time');
const timed = new RegExp(`(?<![\\w.])(${timeNames.join('|')})\\s*(==|!=|<=|>=|<|>)\\s*(?:(\\d+[a-z]+)\\b|(["'])(.*?)\\4|(\\d+))`, 'g');
/** Ending of the name of a time in a rewritten condition; nobody writes these. */
const atSuffix = '__at';
const ageSuffix = '__age';
const everyone = new Set(['everyone', 'everybody', '所有人', '全部']);

/** Compiles the condition of a segment, or says what is wrong with it and where. `everyone` names all. */
export function compileSegment(where: string, options: SegmentOptions): CompiledSegment {
  const refuse = (problem: Omit<MarketingProblem, 'field'>): CompiledSegment => ({ ok: false, problems: [{ field: 'where', ...problem }] });
  const source = where.trim();
  if (source === '') {
    return refuse({
      at: 0,
      en: 'the condition is empty; write everyone for all who agreed, or for example: orders > 0',
      zh: '条件是空的；要发给所有同意的人就写 everyone，或者例如：orders > 0',
    });
  }
  if (everyone.has(source.toLowerCase())) return { ok: true, names: new Set(), holds: () => true };
  if (source.length > longest) return refuse({ at: longest, en: `longer than ${longest} characters`, zh: `超过 ${longest} 个字符` });
  const amount = moneyIn(source);
  if (amount) {
    return refuse({
      at: amount.at,
      en: `write the amount as a plain number, in ${options.currency}${amount.number === undefined ? '' : `: ${amount.number}`}`,
      zh: `金额直接写数字，单位是 ${options.currency}${amount.number === undefined ? '' : `：${amount.number}`}`,
    });
  }
  const rewritten = withTimes(source, options.zone);
  if ('problem' in rewritten) return refuse(rewritten.problem);
  const compiled = parseCond(rewritten.source);
  const word = isTextProblem(compiled) ? operatorMeant(source, factList) : undefined;
  if (word) return refuse(wrongOperator(word));
  if (isTextProblem(compiled)) return { ok: false, problems: [worded('where', { ...compiled, at: rewritten.placeOf(compiled.at) })] };
  const names = new Set<string>();
  for (const { root } of usesOfExpression(rewritten.source)) {
    const name = timeOf(root) ?? root;
    if (!isFact(name)) return refuse(unknownName(root, source));
    names.add(name);
  }
  const bare = source.replace(/"[^"]*"|'[^']*'/g, (quoted) => '"'.repeat(quoted.length));
  const untimed = new RegExp(`(?<![\\w."])(${timeNames.join('|')})\\s*(?:[<>=!]=?)(?!\\s*(?:\\d|"))`).exec(bare);
  if (untimed) {
    return refuse({
      at: untimed.index,
      en: `compare ${untimed[1]} with a time such as 90d, or a day such as "2026-11-01"`,
      zh: `${untimed[1]} 要和时间比较，例如 90d，或某一天，例如 "2026-11-01"`,
    });
  }
  const text = { defaultLang: options.lang, zone: options.zone, currency: options.currency };
  const test = compileTest<Facts>(compiled, options.lang, text, { root: rootOf, field: fieldOf });
  return { ok: true, names, holds: test ?? ((facts, now) => holds(compiled, options.lang, scopeOf(facts, now), text)) };
}

/** Reads a name of a condition: a fact, or a time by one of its two names. */
function rootOf(name: string): ((facts: Facts, now: number) => Json | undefined) | undefined {
  const time = timeOf(name);
  if (time !== undefined) {
    const isAge = name.endsWith(ageSuffix);
    return (facts, now) => {
      const at = facts[time];
      return typeof at !== 'number' ? undefined : isAge ? now - at : at;
    };
  }
  return isFact(name) ? (facts) => facts[name] : undefined;
}

/** Returns a value that flows remember of a person; what Liquid makes of `size`, `first` and `last` of a table is none of it. */
function fieldOf(name: string, key: string): ((facts: Facts) => Json | undefined) | undefined {
  if (name !== 'contact') return undefined;
  const missing = Object.hasOwn(noTableWords, key) ? null : undefined;
  return (facts) => {
    if (facts instanceof Person) return facts.remembered(key) ?? missing;
    const { contact } = facts;
    return typeof contact === 'object' && contact !== null && !Array.isArray(contact) && Object.hasOwn(contact, key) ? contact[key] : missing;
  };
}
const noTableWords = { size: null, first: null, last: null };

/** The time that one of its two names in a rewritten condition means. */
function timeOf(name: string): FactName | undefined {
  return timeNames.find((one) => name === one + atSuffix || name === one + ageSuffix);
}

/** Returns the values that Liquid reads of a person. */
function scopeOf(facts: Facts, now: number): PersonFacts {
  const { contact } = facts;
  const scope = { ...plainFacts(facts), ...times(facts, now), now };
  return typeof contact === 'object' && contact !== null && !Array.isArray(contact) ? { ...scope, contact: { ...noTableWords, ...contact } } : scope;
}

/** The ages of times, ms, and the times themselves under names of their own. */
function times(facts: Facts, now: number): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const name of timeNames) {
    const at = facts[name];
    if (typeof at !== 'number') continue;
    found[name + atSuffix] = at;
    found[name + ageSuffix] = now - at;
  }
  return found;
}

function withTimes(source: string, zone: string): { source: string; placeOf(at: number): number } | { problem: Omit<MarketingProblem, 'field'> } {
  let problem: Omit<MarketingProblem, 'field'> | undefined;
  /** Ends of the comparisons that were rewritten, and the number of characters by which each is longer. */
  const longer: { end: number; by: number }[] = [];
  const noted = (at: number, whole: string, written: string): string => {
    longer.push({ end: at + whole.length, by: written.length - whole.length });
    return written;
  };
  const rewritten = source.replace(
    timed,
    (whole, name: string, operator: string, age: string | undefined, _quote, day: string | undefined, plain: string | undefined, at: number) => {
      if (plain !== undefined) {
        problem ??= {
          at: at + whole.length - plain.length,
          en: `write a unit behind ${plain}: ${plain}d for days, ${plain}h for hours, ${plain}w for weeks`,
          zh: `${plain} 后面要写单位：${plain}d 表示天，${plain}h 表示小时，${plain}w 表示周`,
        };
        return whole;
      }
      if (age !== undefined) {
        const ms = /^\d+y$/.test(age) ? Number(age.slice(0, -1)) * 365 * 86_400_000 : durationOf(age);
        if (ms === undefined)
          problem ??= {
            at: at + whole.length - age.length,
            en: `"${age}" is no time; write for example 12h, 90d, 8w or 1y`,
            zh: `“${age}”不是时间；请写成例如 12h、90d、8w、1y`,
          };
        return noted(at, whole, `${name}${ageSuffix} ${operator} ${ms ?? 0}`);
      }
      const moment = day === undefined ? null : wallClock(day.length === 10 ? `${day} 00:00` : day);
      if (!moment)
        problem ??= {
          at: at + whole.length - (day?.length ?? 0) - 2,
          en: `"${day}" is no day; write for example "2026-11-01"`,
          zh: `“${day}”不是日期；请写成例如 "2026-11-01"`,
        };
      return noted(at, whole, `${name}${atSuffix} ${operator} ${moment ? instantIn(moment, zone) : 0}`);
    },
  );
  const placeOf = (at: number): number => {
    let shift = 0;
    for (const { end, by } of longer) if (at >= end + shift + by) shift += by;
    return Math.max(0, Math.min(at - shift, source.length));
  };
  return problem ? { problem } : { source: rewritten, placeOf };
}

function wrongOperator({ at, word, meant }: { at: number; word: string; meant: string }): Omit<MarketingProblem, 'field'> {
  return word === ''
    ? { at, en: `an operator is missing; write ${meant} before it`, zh: `缺少运算符；请在前面写 ${meant}` }
    : { at, en: `"${word}" is no operator; write ${meant}`, zh: `“${word}”不是运算符；请写 ${meant}` };
}

function unknownName(name: string, source: string): Omit<MarketingProblem, 'field'> {
  const at = Math.max(0, source.search(new RegExp(`(?<![\\w."'])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`, 'u')));
  const before = source.slice(0, at);
  const compared = /([\w.]+)\s*(?:==|!=|<=?|>=?|contains|matches)\s*$/.exec(before)?.[1];
  if (timeNames.some((time) => time === compared)) {
    return {
      at,
      en: `"${name}" is no time; write a time such as 90d, or a day such as "2026-11-01"`,
      zh: `“${name}”不是时间；请写时间，例如 90d，或某一天，例如 "2026-11-01"`,
    };
  }
  if (compared !== undefined)
    return { at, en: `nothing is called "${name}"; a text stands in quotes: "${name}"`, zh: `没有“${name}”；文字要加引号："${name}"` };
  const meant = nameMeant(name) ?? nearest(name, factList);
  return {
    at,
    en: `nothing is called "${name}"${meant ? `, did you mean "${meant}"?` : `; conditions read ${factList.join(', ')}, and contact.NAME for what flows remember`}`,
    zh: `没有“${name}”${meant ? `，是不是“${meant}”？` : `；条件可以用 ${factList.join('、')}，以及 contact.名字（流程记住的内容）`}`,
  };
}
