import { expect, it } from 'vitest';
import { checkFlows } from '../compiler/flow.ts';
import { atOnce } from '../event-loop/slices.ts';
import { flowSet, makingFlowSet } from './flow-set.ts';

const files = {
  'returns.yaml': 'flow: returns\nstart:\n  - says: [I want to return this, 我要退货]\nsteps:\n  - say: ok\n',
  'discount.yaml': 'flow: discount\nstart:\n  - says: [any discount, 有优惠吗]\nsteps:\n  - say: ok\n',
  'complaint.yaml': 'flow: complaint\nstart:\n  - says: [the quality is bad, 质量太差了]\n  - mood: angry\nsteps:\n  - say: ok\n',
  'faq.yaml': 'faq: shop\nentries:\n  - q: [how do I use a coupon, 优惠券怎么用]\n    a: ok\n  - q: [what is your return policy, 退货政策]\n    a: ok\n',
};
const { flows, faqs, problems } = checkFlows(Object.entries(files).map(([file, text]) => ({ file, text })));
const set = flowSet({ flows, faqs, calls: new Map() });

it.each([
  ['有什么优惠吗', 'flow:discount'],
  ["I'd like to return my dress", 'flow:returns'],
  ['优惠券要怎么用呀', 'faq.yaml:0'],
  ['could you tell me your return policy', 'faq.yaml:1'],
  ['I must say the quality is really bad', 'flow:complaint'],
])('%j is meant for %s', (text, id) => {
  expect(problems).toEqual([]);
  const [first] = set.rank(text, 3);
  expect(first?.id.replace(/^shop/, 'faq.yaml')).toBe(id);
  expect(first?.score).toBeGreaterThanOrEqual(set.sure);
});

it('takes no question for a complaint', () => {
  for (const text of ['质量怎么样啊', 'is the quality good']) {
    const complaint = set.rank(text, 3).find(({ id }) => id === 'flow:complaint');
    expect(complaint?.score ?? 0, text).toBeLessThan(set.sure);
  }
});

it('knows the live version of a flow, and no other', () => {
  const version = set.live.get('returns')?.version ?? '';
  expect(set.pinned('returns', version)?.name).toBe('returns');
  expect(set.pinned('returns', 'other')).toBeUndefined();
});

it('ranks after thousands of saves that changed no phrase as after the first, by the very same ranking', () => {
  let last = set;
  for (let saves = 0; saves < 12_000; saves++) last = atOnce(makingFlowSet({ flows: [], faqs, calls: new Map(), before: last }));
  const first = atOnce(makingFlowSet({ flows: [], faqs, calls: new Map() }));
  expect(last.rank('how do I use a coupon', 1)).toEqual(first.rank('how do I use a coupon', 1));
  const next = atOnce(makingFlowSet({ flows: [], faqs, calls: new Map(), before: last }));
  expect(next.rank).toBe(last.rank);
});
