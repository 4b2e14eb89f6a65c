/** Keys that do not belong where they stand, and what was meant instead. */
import type { Compilation } from './compilation.ts';
import { guessesFor } from './line-repairs.ts';
import type { MapNode, TextNode, YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import type { ProblemCode } from './problem-texts.ts';

const slips: readonly ProblemCode[] = ['fullwidth-colon', 'odd-space', 'missing-space', 'missing-space-dash', 'extra-dash'];

/** Reports a slip of the keyboard in what should have been `key: value`; false when it is none. */
export function reportSlip(c: Compilation, node: TextNode): boolean {
  const odd = /[：\u00A0\u2000-\u200B\u202F\u3000]|^-\S|^[\w-]+:\S/.test(node.value);
  if (!odd || node.style !== 'plain') return false;
  // An odd space before a key makes the key part of the level above: the line itself is still the one to repair.
  for (const guess of guessesFor(c.sink.lineAt(node.line))) {
    if (!slips.includes(guess.code) || guess.code === 'extra-dash') continue;
    const line = { line: node.line, text: guess.text };
    const before = c.sink.problems.length;
    c.sink.report(guess.code, { line: node.line, column: guess.column + 1 }, guess.params, { line });
    if (c.sink.problems.at(-1)?.fix) return true;
    c.sink.problems.length = before;
  }
  const code: ProblemCode = node.value.includes('：')
    ? 'fullwidth-colon'
    : /^-\S/.test(node.value)
      ? 'missing-space-dash'
      : /^[\w-]+:\S/.test(node.value)
        ? 'missing-space'
        : 'odd-space';
  const sign = /[\u00A0\u2000-\u200B\u202F\u3000]/.exec(node.value)?.[0] ?? ' ';
  c.sink.report(code, node, { code: `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` });
  return true;
}

/**
 * The entries of a map whose keys are allowed; each other key is one problem. Undefined when `node` is no map.
 * @param what how the thing is called in a message, e.g. `an option`
 */
export function keyed(c: Compilation, node: YamlNode, keys: readonly string[], what: string): Map<string, YamlNode> | undefined {
  if (node.type !== 'map') {
    if (node.type === 'text' && reportSlip(c, node)) return undefined;
    c.sink.report('not-a-map', node, { what, keys: keys.join(', ') });
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
  if (meant === undefined) c.sink.report('unknown-key', key, params);
  else c.sink.report('unknown-key', key, params, { line: c.sink.replaced(key, key.value, meant) });
}

/** One of a few words. */
export function oneOf(c: Compilation, node: TextNode, words: readonly string[], what: string): string | undefined {
  if (words.includes(node.value)) return node.value;
  const meant = meantWord(node.value, words);
  c.sink.report(
    'not-one-of',
    node,
    { what, value: node.value, words: words.join(', ') },
    { line: meant === undefined ? undefined : c.sink.replaced(node, node.value, meant) },
  );
  return undefined;
}

/** True when each of the keys is there. */
export function complete(c: Compilation, node: MapNode, required: readonly string[], what: string): boolean {
  for (const key of required) {
    if (!node.entries.some((entry) => entry.key.value === key)) {
      c.sink.report('missing-key', node, { key, what });
      return false;
    }
  }
  return true;
}
