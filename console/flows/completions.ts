/** Completion of keys, values and names in a flow file, from its schema and what the shop has. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import { keysAt, type Place, valuesAt } from './flow-schema.ts';
import type { Names } from './shapes.ts';

export interface Known {
  names: Names | undefined;
  steps: readonly string[];
  lang: 'en' | 'zh';
}

const keyLine = /^(\s*(?:- +)*)(?:"([^"]+)"|([\p{L}\w.-]+))\s*:(?:\s|$)/u;
const fixedTargets = ['start', 'end', 'back', 'again', 'menu', 'handoff'];

/** Returns the column at which the content of a line begins, behind dashes; undefined for an empty line or a comment. */
function contentColumn(line: string): number | undefined {
  const [lead] = /^\s*(?:- +)*/.exec(line) ?? [''];
  return line.slice(lead.length).trim() === '' || line.slice(lead.length).startsWith('#') ? undefined : lead.length;
}

/** Returns the keys of the map that holds the line: those at the same column, up and down, until something stands further left. */
function keysBeside(doc: Text, number: number, column: number): string[] {
  const keys: string[] = [];
  const look = (step: 1 | -1): void => {
    for (let at = number + step; at >= 1 && at <= doc.lines; at += step) {
      const { text } = doc.line(at);
      const begins = contentColumn(text);
      if (begins === undefined || begins > column) continue;
      if (begins < column) return;
      const dash = /^\s*- /.test(text);
      // Downwards a dash begins the next item.
      if (dash && step === 1) return;
      const key = keyLine.exec(text);
      if (key) keys.push(key[2] ?? key[3] ?? '');
      if (dash) return;
    }
  };
  const own = doc.line(number).text;
  if (!/^\s*- /.test(own)) look(-1);
  look(1);
  return keys;
}

/** Finds where the cursor stands: the keys above it, outermost first. */
export function placeAt(doc: Text, number: number, column: number): Place {
  const path: { key: string; beside: string[] }[] = [];
  let edge = column;
  for (let at = number - 1; at >= 1 && edge > 0; at--) {
    const { text } = doc.line(at);
    const begins = contentColumn(text);
    if (begins === undefined) continue;
    const key = keyLine.exec(text);
    const dash = /^\s*/.exec(text)?.[0].length ?? 0;
    if (key && begins < edge) {
      path.unshift({ key: key[2] ?? key[3] ?? '', beside: [key[2] ?? key[3] ?? '', ...keysBeside(doc, at, begins)] });
      edge = begins;
    } else if (begins > edge && dash < edge && /^\s*- /.test(text)) edge = Math.min(edge, dash + 1);
  }
  return { path, beside: keysBeside(doc, number, column) };
}

/** Makes the source of completions; `known` is asked each time. */
export function flowCompletions(known: () => Known) {
  return (context: CompletionContext): CompletionResult | null => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (before.trimStart().startsWith('#')) return null;
    const word = /[\p{L}\w.-]*$/u.exec(before)?.[0] ?? '';
    const from = context.pos - word.length;
    const { names, steps, lang } = known();
    const valued = /(?:^|[{,\s])([\p{L}\w.-]+):\s+[\p{L}\w.-]*$/u.exec(before);
    const column = contentColumn(`${before}x`) ?? before.length;
    const place = placeAt(doc, line.number, column);
    const options: Completion[] = [];
    if (valued?.[1]) {
      const [, key] = valued;
      const inner = /[{,]\s*[\p{L}\w.-]+:\s+[\p{L}\w.-]*$/u.test(before);
      const { values, names: takesNames } = valuesAt(place, key);
      if (key === 'call')
        options.push(...(names?.calls ?? []).map((call) => ({ label: call.name, type: 'function', info: call.about[lang], detail: call.params.join(', ') })));
      else if (takesNames || (inner && /^(then|else)$/.test(key))) {
        options.push(...steps.map((label) => ({ label, type: 'variable', boost: 2 })));
        options.push(...(names?.flows ?? []).map((label) => ({ label, type: 'class', boost: 1 })));
        options.push(...fixedTargets.map((label) => ({ label, type: 'keyword' })));
      }
      options.push(...values.map((label) => ({ label, type: 'enum' })));
    } else if (/^\s*(?:- +)*[\p{L}\w.-]*$/u.test(before)) {
      options.push(...keysAt(place, lang).map(({ key, about }) => ({ label: key, apply: `${key}: `, type: 'property', ...(about && { info: about }) })));
    }
    const unique = [...new Map(options.map((option) => [option.label, option])).values()];
    return unique.length > 0 && (context.explicit || word !== '' || valued) ? { from, options: unique, validFor: /^[\p{L}\w.-]*$/u } : null;
  };
}
