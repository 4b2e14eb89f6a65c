import type { Flow, FlowSet } from '../flow-tree/flow-tree.ts';

/** Phrase that nobody says, so that it begins nothing else; of no language, so that it changes none. */
const phrase = 'zqflowzq';

/** Returns the same flows, but these words begin `name`, so that a flow without words of its own can be played from its first step. */
export function startedBy(flows: FlowSet, name: string): { flows: FlowSet; phrase: string } | undefined {
  const flow = flows.live.get(name);
  if (!flow) return undefined;
  const started: Flow = { ...flow, start: [...flow.start, { says: [phrase] }] };
  const live = new Map(flows.live).set(name, started);
  return {
    phrase,
    flows: {
      live,
      faqs: flows.faqs,
      rules: flows.rules,
      calls: flows.calls,
      sure: flows.sure,
      maybe: flows.maybe,
      pinned: (pinned, version) => flows.pinned(pinned, version),
      rank: (text, most) => flows.rank(text, most),
      anger: (text) => flows.anger(text),
      runningAnger: (before, message) => flows.runningAnger(before, message),
      angryFrom: flows.angryFrom,
      language: (text, langs) => flows.language(text, langs),
      foreign: (text) => flows.foreign(text),
      tongue: (text) => flows.tongue(text),
    },
  };
}
