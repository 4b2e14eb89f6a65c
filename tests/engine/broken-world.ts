/** The world in which the broken flows are loaded: the known calls and templates, and three other flows. */
import type { FlowHead, LoadContext } from '../../src/compiler/flow.ts';
import { knownWorld } from './known-world.ts';

const others: FlowHead[] = [
  { name: 'find-order', takes: {} },
  { name: 'returns', takes: { order: 'optional' } },
  { name: 'refund', takes: { order: 'required' } },
];

export const brokenWorld: LoadContext = { ...knownWorld, flows: new Map(others.map((head) => [head.name, head])) };
