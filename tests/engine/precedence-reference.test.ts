/** The page about the table of precedence: it names every line, and its examples are decided by the line that they stand for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lines } from '../../src/engine/dialogue/precedence-reference.ts';
import { precedence } from '../../src/engine/dialogue/resolve-intent.ts';
import { rehearse } from '../../src/engine/transcripts/rehearsal.ts';
import { shippedFlows, shippedShop } from './shipped-flows.ts';

it('names every line of the table, in its order', () => {
  expect(lines.map(({ rule }) => rule)).toEqual(precedence.map(({ name }) => name));
  const page = readFileSync(new URL('../../docs/one-decision.md', import.meta.url), 'utf8');
  for (const { en } of lines) expect(page).toContain(en);
});

const flows = shippedFlows();

describe.each(['en', 'zh'] as const)('in %s', (lang) => {
  const shown = lines.flatMap(({ rule, example }) => (example ? [{ rule, after: example.after, said: example[lang] }] : []));
  it.each(shown)('$said: $rule', ({ rule, after, said }) => {
    const position = { line: 1, column: 1 };
    const world = rehearse(flows, { name: 'try', file: '', position, contact: {}, given: {}, shop: {}, lines: [], lang }, shippedShop());
    for (const line of after) world.say([{ type: 'text', text: line }]);
    world.forget();
    world.say([{ type: 'text', text: said }]);
    expect(world.notes.find((note) => note.startsWith('as:'))).toBe(`as:${rule}`);
  });
});
