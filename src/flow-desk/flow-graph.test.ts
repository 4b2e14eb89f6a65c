import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../compiler/flow.ts';
import { graphOf } from './flow-graph.ts';

const text = `flow: size
steps:
  - choose: { en: Which one?, zh: 哪一件？ }
    options:
      - label: { en: Dress, zh: 裙子 }
        then:
          - say: A dress.
      - { label: Shoes, then: shoes }
  - end
  - name: shoes
    match: contact.foot
    cases:
      big:
        - say: Big.
    else: menu-card
`;
const graph = (source: string) => {
  const flow = parseFlow(source, 'size.yaml', { flows: new Map([['menu-card', { name: 'menu-card', takes: {} }]]) });
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  return { flow, ...graphOf(flow) };
};

describe('the picture of a flow', () => {
  it('has each step once, in the order of the file, and the flows that it leaves for', () => {
    const { nodes } = graph(text);
    expect(nodes.map(({ verb, name, text: words, line, depth }) => [verb, name, words?.en ?? words?.any, line, depth])).toEqual([
      ['choose', undefined, 'Which one?', 3, 0],
      ['say', undefined, 'A dress.', 7, 1],
      ['end', undefined, undefined, 9, 0],
      ['match', 'shoes', 'contact.foot', 10, 0],
      ['say', undefined, 'Big.', 14, 1],
      ['flow', 'menu-card', undefined, undefined, 0],
    ]);
  });

  it('has the ways, with the button or the case that leads there', () => {
    const { nodes, edges } = graph(text);
    const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.text?.any ?? nodes.find((node) => node.id === id)?.verb ?? id;
    expect(edges.map(({ from, to, label }) => [nameOf(from), nameOf(to), label?.en ?? label?.any])).toEqual([
      ['choose', 'A dress.', 'Dress'],
      ['choose', 'contact.foot', 'Shoes'],
      ['A dress.', 'end', undefined],
      ['contact.foot', 'Big.', 'big'],
      ['contact.foot', 'flow', undefined],
    ]);
  });

  const shipped = readdirSync('flows').filter((name) => /^(?!.*\.test\.).*\.yaml$/.test(name));
  it.each(shipped)('%s: every way ends at a node', (name) => {
    const source = readFileSync(`flows/${name}`, 'utf8');
    const flow = parseFlow(source, name);
    if (Array.isArray(flow)) return;
    const { nodes, edges } = graphOf(flow);
    expect(nodes.filter(({ line }) => line !== undefined)).toHaveLength(flow.steps.size);
    const ids = new Set(nodes.map(({ id }) => id));
    expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  });
});
