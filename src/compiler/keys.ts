/** Keys that do not belong where they stand, and what was meant instead. */
import type { Compilation } from './compilation.ts';
import { fixCandidates } from './line-repairs.ts';
import type { MapNode, TextNode, YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import type { ProblemCode } from './problem-texts.ts';

const slips: readonly ProblemCode[] = ['fullwidth-colon', 'odd-space', 'missing-space', 'missing-space-dash', 'extra-dash'];

/** Reports a slip of the keyboard in what should have been `key: value`; false when it is none. */
export function reportSlip(c: Compilation, node: TextNode): boolean {
  const odd = /[：\u00A0\u2000-\u200B\u202F\u3000]|^-\S|^[\w-]+:\S/.test(node.value);
  if (!odd || node.style !== 'plain') return false;
  // An odd space before a key makes the key part of the level above: the line itself is still the one to repair.
  for (const guess of fixCandidates(c.diagnostics.lineAt(node.line))) {
    if (!slips.includes(guess.code) || guess.code === 'extra-dash') continue;
    const line = { line: node.line, text: guess.text };
    const before = c.diagnostics.problems.length;
    c.diagnostics.report(guess.code, { line: node.line, column: guess.column + 1 }, guess.params, { line });
    if (c.diagnostics.problems.at(-1)?.fix) return true;
    c.diagnostics.problems.length = before;
  }
  const code: ProblemCode = node.value.includes('：')
    ? 'fullwidth-colon'
    : /^-\S/.test(node.value)
      ? 'missing-space-dash'
      : /^[\w-]+:\S/.test(node.value)
        ? 'missing-space'
        : 'odd-space';
  const sign = /[\u00A0\u2000-\u200B\u202F\u3000]/.exec(node.value)?.[0] ?? ' ';
  c.diagnostics.report(code, node, { code: `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` });
  return true;
}

/**
 * Returns the entries of a map whose keys are allowed; each other key is one problem. Undefined when `node` is no map.
 * @param what name of the thing in a message, e.g. `an option`
 */
export function keyed(c: Compilation, node: YamlNode, keys: readonly string[], what: string): Map<string, YamlNode> | undefined {
  if (node.type !== 'map') {
    if (node.type === 'text' && reportSlip(c, node)) return undefined;
    c.diagnostics.report('not-a-map', node, { what, keys: keys.join(', ') });
    return undefined;
  }
  const found = new Map<string, YamlNode>();
  for (const { key, value } of node.entries) {
    if (keys.includes(key.value)) found.set(key.value, value);
    else unknownKey(c, key, keys, what);
  }
  return found;
}

export function unknownKey(c: Compilation, key: TextNode, keys: readonly string[], what: string): void {
  if (reportSlip(c, key)) return;
  const meant = meantWord(key.value, keys);
  const params = { key: key.value, what, keys: keys.join(', '), ...(meant === undefined ? {} : { meant }) };
  if (meant === undefined) c.diagnostics.report('unknown-key', key, params);
  else c.diagnostics.report('unknown-key', key, params, { line: c.diagnostics.replaced(key, key.value, meant) });
}

/** Reads one of a few words. */
export function oneOf(c: Compilation, node: TextNode, words: readonly string[], what: string): string | undefined {
  if (words.includes(node.value)) return node.value;
  const meant = meantWord(node.value, words);
  c.diagnostics.report(
    'not-one-of',
    node,
    { what, value: node.value, words: words.join(', ') },
    { line: meant === undefined ? undefined : c.diagnostics.replaced(node, node.value, meant) },
  );
  return undefined;
}

/** Returns true when each of the keys is there. */
export function complete(c: Compilation, node: MapNode, required: readonly string[], what: string): boolean {
  for (const key of required) {
    if (!node.entries.some((entry) => entry.key.value === key)) {
      c.diagnostics.report('missing-key', node, { key, what });
      return false;
    }
  }
  return true;
}
