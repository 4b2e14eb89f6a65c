/**
 * Conditions of segments: the language of flows' conditions over facts of a person, and ages beside it: `last_seen < 90d` holds for those who were
 * seen within 90 days, `joined > "2026-01-01"` for those who came after that day.
 */
import { durationOf } from '../../compiler/fixed-words.ts';
import { moneyIn } from '../../compiler/money-in-condition.ts';
import { nearest } from '../../reading/nearest.ts';
import { usesOfExpression } from '../../text/inspect.ts';
import { holds, isTextProblem, parseCond } from '../../text/text.ts';
import { type MarketingProblem, worded } from '../problem.ts';
import { wallClock, instantIn } from '../broadcast/schedule.ts';
import { type FactName, factNames, type PersonFacts } from './person-facts.ts';

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
  holds(facts: PersonFacts, now: number): boolean;
}

export type CompiledSegment = Segment | { ok: false; problems: MarketingProblem[] };

/** Longest condition, characters. */
const longest = 2_000;
const timeNames = Object.entries(factNames).flatMap(([name, kind]) => (kind === 'time' ? [name] : []));
const timed = new RegExp(`\\b(${timeNames.join('|')})\\s*(==|!=|<=|>=|<|>)\\s*(?:(\\d+[a-z]+)\\b|(["'])(.*?)\\4|(\\d+))`, 'g');
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
  if (isTextProblem(compiled)) return { ok: false, problems: [worded('where', { ...compiled, at: Math.min(compiled.at, source.length) })] };
  const names = new Set<string>();
  for (const { root } of usesOfExpression(rewritten.source)) {
    const name = root.replace(/_(?:at|age)$/, "");
    if (!Object.hasOwn(factNames, name) && !Object.hasOwn(factNames, root)) return refuse(unknownName(root, source));
    names.add(Object.hasOwn(factNames, name) ? name : root);
  }
  const untimed = timeNames.find((name) => new RegExp(`\\b${name}\\b(?!_at|_age)`).test(rewritten.source) && !new RegExp(`\\b${name}_(?:at|age)\\b`).test(rewritten.source));
  if (untimed !== undefined && new RegExp(`\\b${untimed}\\s*[<>=!]`).test(source)) {
    return refuse({
      at: source.indexOf(untimed),
      en: `compare ${untimed} with a time such as 90d, or a day such as "2026-11-01"`,
      zh: `${untimed} 要和时间比较，例如 90d，或某一天，例如 "2026-11-01"`,
    });
  }
  const text = { defaultLang: options.lang, zone: options.zone, currency: options.currency };
  return { ok: true, names, holds: (facts, now) => holds(compiled, options.lang, { ...facts, ...times(facts, now), now }, text) };
}

/** The ages of times, ms, and the times themselves under names of their own. */
function times(facts: PersonFacts, now: number): PersonFacts {
  const found: PersonFacts = {};
  for (const name of timeNames) {
    const at = facts[name];
    if (typeof at !== 'number') continue;
    found[`${name}_at`] = at;
    found[`${name}_age`] = now - at;
  }
  return found;
}

function withTimes(source: string, zone: string): { source: string } | { problem: Omit<MarketingProblem, 'field'> } {
  let problem: Omit<MarketingProblem, 'field'> | undefined;
  const rewritten = source.replace(timed, (whole, name: string, operator: string, age: string | undefined, _quote, day: string | undefined, plain: string | undefined, at: number) => {
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
      if (ms === undefined) problem ??= { at: at + whole.length - age.length, en: `"${age}" is no time; write for example 12h, 90d, 8w or 1y`, zh: `“${age}”不是时间；请写成例如 12h、90d、8w、1y` };
      return `${name}_age ${operator} ${ms ?? 0}`;
    }
    const moment = day === undefined ? null : wallClock(day.length === 10 ? `${day} 00:00` : day);
    if (!moment) problem ??= { at: at + whole.length - (day?.length ?? 0) - 2, en: `"${day}" is no day; write for example "2026-11-01"`, zh: `“${day}”不是日期；请写成例如 "2026-11-01"` };
    return `${name}_at ${operator} ${moment ? instantIn(moment, zone) : 0}`;
  });
  return problem ? { problem } : { source: rewritten };
}

function unknownName(name: string, source: string): Omit<MarketingProblem, 'field'> {
  const names = Object.keys(factNames) as FactName[];
  const meant = nearest(name, names);
  return {
    at: Math.max(0, source.search(new RegExp(`(?<![\\w."'])${name.replace(/[^\w]/g, '\\$&')}`))),
    en: `nothing is called "${name}"${meant ? `, did you mean "${meant}"?` : `; conditions read ${names.join(', ')}, and contact.NAME for what flows remember`}`,
    zh: `没有“${name}”${meant ? `，是不是“${meant}”？` : `；条件可以用 ${names.join('、')}，以及 contact.名字（流程记住的内容）`}`,
  };
}
