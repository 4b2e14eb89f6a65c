import { expect, it } from 'vitest';
import { parseFlow } from '../compiler/flow.ts';
import { makingFlowSet } from '../flow-folder/flow-set.ts';
import { indexing, triggerIndex } from './trigger-index.ts';

/** A flow that many phrases start, all with the same first word. */
function startedBy(count: number) {
  const says = Array.from({ length: count }, (_, n) => `how much ${n}`).join(', ');
  const flow = parseFlow(`flow: price\nstart:\n  - says: [${says}]\nsteps:\n  - say: Ten.\n`, 'price.yaml');
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  return flow;
}

function piecesOf<T>(work: Generator<undefined, T>): { pieces: number; result: T } {
  for (let pieces = 1; ; pieces++) {
    const step = work.next();
    if (step.done) return { pieces, result: step.value };
  }
}

it('is made in slices along with the set of flows, so that no message has to make it', () => {
  const { result: set } = piecesOf(makingFlowSet({ flows: [startedBy(2_000)], faqs: [], calls: new Map() }));
  const made = triggerIndex(set);
  expect(made.phrases.get('how')).toHaveLength(2_000);
  const { pieces, result } = piecesOf(indexing(set));
  expect(pieces).toBeGreaterThanOrEqual(20);
  expect(result).toEqual(made);
});

it('holds each phrase once, in the order of the file', () => {
  const { result: set } = piecesOf(makingFlowSet({ flows: [startedBy(3)], faqs: [], calls: new Map() }));
  expect(
    triggerIndex(set)
      .phrases.get('how')
      ?.map(({ words }) => words.at(-1)),
  ).toEqual(['0', '1', '2']);
});
