/** Texts of a broadcast: compiled, with the values that they need of a person, frozen and rendered. */
import type { Json, Vars } from '../../json.ts';
import { nearest } from '../../reading/nearest.ts';
import type { Expr, Text } from '../../text/compiled-text.ts';
import { usesOfTemplate } from '../../text/inspect.ts';
import { evaluate, isTextProblem, parseExpr, parseTemplate, renderText, type TextOptions } from '../../text/text.ts';
import { factNames, type PersonFacts } from '../audience/person-facts.ts';
import { type MarketingProblem, worded } from '../problem.ts';
import type { Words } from './draft.ts';

export interface CompiledWords {
  text: Text;
  /** Names that it reads. */
  names: readonly string[];
  /** Expressions that are shown as they are: without a value the person is left out. */
  needed: readonly Needed[];
}

interface Needed {
  source: string;
  expr: Expr;
  /** The name behind `contact.` where Liquid would tell a property of the table, which is no value of a person. */
  own?: string;
}

const known = [...Object.keys(factNames), 'coupon', 'opt_out', 'recommended', 'shop'];

/** Compiles a text of the merchant. */
export function compileWords(field: string, words: Words): CompiledWords | MarketingProblem[] {
  const problems: MarketingProblem[] = [];
  const text: Text = { langs: {} };
  const names = new Set<string>();
  const needed = new Set<string>();
  const sources = typeof words === 'string' ? [[undefined, words] as const] : Object.entries(words);
  for (const [lang, source] of sources) {
    const at = lang === undefined ? field : `${field}.${lang}`;
    const template = parseTemplate(source);
    if (isTextProblem(template)) {
      problems.push(worded(at, template));
      continue;
    }
    for (const use of usesOfTemplate(source)) {
      if (!known.includes(use.root)) problems.push(unknown(at, use.root, use.at));
      names.add(use.root);
    }
    for (const shown of shownIn(source)) needed.add(shown);
    if (lang === undefined) text.any = template;
    else text.langs[lang] = template;
  }
  return problems.length > 0 ? problems : { text, names: [...names], needed: [...needed].flatMap(neededOf) };
}

/** Expressions in `{{ }}` outside of conditions, without those that name a default. */
function shownIn(source: string): string[] {
  const outside = source.replace(/\{%-?\s*(?:if|unless|for|case)\b[\s\S]*?\{%-?\s*end(?:if|unless|for|case)\s*-?%\}/g, '');
  return [...outside.matchAll(/\{\{-?([\s\S]*?)-?\}\}/g)].flatMap(([, inner = '']) => (/\|\s*default\b/.test(inner) ? [] : [inner.trim()]));
}

function unknown(field: string, name: string, at: number): MarketingProblem {
  const meant = nearest(name, known);
  return {
    field,
    at,
    en: `nothing is called "${name}"${meant ? `, did you mean "${meant}"?` : `; a text may show ${known.join(', ')}, and contact.NAME for what flows remember`}`,
    zh: `没有“${name}”${meant ? `，是不是“${meant}”？` : `；文字里可以用 ${known.join('、')}，以及 contact.名字（流程记住的内容）`}`,
  };
}

function neededOf(source: string): Needed[] {
  const expr = parseExpr(source);
  const [, own] = /^contact\.(size|first|last)\b/.exec(source) ?? [];
  return isTextProblem(expr) ? [] : [{ source, expr, ...(own !== undefined && { own }) }];
}

/** The first expression that has no value for this person; undefined when none is missing. */
export function missingIn(words: readonly CompiledWords[], facts: PersonFacts, lang: string, options: TextOptions): string | undefined {
  for (const { needed } of words) {
    for (const { source, expr, own } of needed) {
      const value: Json = own !== undefined && lacks(facts, own) ? '' : evaluate(expr, lang, facts, options);
      if (value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0))
        return source.split(/\s*\|/)[0]?.trim() ?? source;
    }
  }
  return undefined;
}

/** Tells whether nothing is kept under this name of `contact`. */
function lacks({ contact }: PersonFacts, name: string): boolean {
  return typeof contact === 'object' && contact !== null && !Array.isArray(contact) && !Object.hasOwn(contact, name);
}

/** The values that the texts use, and nothing else of the person. */
export function frozen(names: readonly string[], facts: PersonFacts): Vars {
  const vars: Vars = {};
  for (const name of names) {
    const value = facts[name];
    if (value !== undefined && value !== null) vars[name] = value;
  }
  return vars;
}

export function rendered({ text }: CompiledWords, lang: string, vars: Vars, options: TextOptions): string {
  return renderText(text, lang, vars, options).text;
}
