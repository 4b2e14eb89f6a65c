import { expect, test } from 'vitest';
import { parseFile } from './flow.ts';

const flow = (start: string, head = ''): string => `flow: new-vip\n${head}start:\n  - ${start.replaceAll('\n', '\n    ')}\nsteps:\n  - say: Hello\n`;
const context = { segments: new Set(['vip', '老顾客']) };

test.each<[string, object]>([
  ['segment: vip', { segment: 'vip' }],
  ['segment: 老顾客', { segment: '老顾客' }],
  ['segment: vip\nonce: true', { segment: 'vip' }],
  ['segment: vip\nonce: false', { segment: 'vip' }],
  ['segment: vip\nagain: 30d', { segment: 'vip', again: 30 * 86_400_000 }],
  ['again: 2w\nsegment: vip', { segment: 'vip', again: 14 * 86_400_000 }],
  ['segment: vip\nexisting: true', { segment: 'vip', existing: true }],
  ['segment: vip\nleave: true', { segment: 'vip', leave: true }],
  ['segment: vip\nchannel: telegram', { segment: 'vip', channel: ['telegram'] }],
])('%j', (start, trigger) => {
  const { flow: made, problems } = parseFile(flow(start), 'new-vip.yaml', context);
  expect(problems).toEqual([]);
  expect(made?.start).toEqual([trigger]);
  expect(made?.kind).toBe('promo');
  expect(made?.stop_on).toEqual(start.includes('leave') ? ['segment.left:new-vip'] : []);
});

test.each<[string, string, string, RegExp, string]>([
  ['segment: vpi', '', 'warning 3:14 unknown-segment', /nobody enters the flow/, '没有名为“vpi”的人群'],
  ['segment: vip\nagain: soon', '', 'error 4:12 bad-duration', /./, '时'],
  ['segment: vip\nagain: 30d\nonce: true', '', 'error 4:12 once-and-again', /contradict/, '互相矛盾'],
  ['segment: vip\nleave: maybe', '', 'error 4:12 not-one-of', /true, false/, 'true'],
  ['segment: vip\nleaves: true', '', 'error 4:5 unknown-key', /leaves/, 'leave'],
  ['schedule: mon 09:00\nagain: 30d', '', 'error 4:5 unknown-key', /again/, 'again'],
  ['segment: vip', 'kind: service\n', 'error 2:7 segment-advertises', /cannot be of kind service/, '不能写 kind: service'],
  ['segment: vip\nevent: order.paid', '', 'error 3:14 two-triggers', /./, '同时有'],
  ['分群: vip', '', 'error 3:5 unknown-key', /segment/, 'segment'],
])('%j %s is told', (start, head, place, en, zh) => {
  const [problem] = parseFile(flow(start, head), 'new-vip.yaml', context).problems;
  expect(problem && `${problem.severity} ${problem.line}:${problem.column} ${problem.code}`).toBe(place);
  expect(`${problem?.message} ${problem?.hint}`).toMatch(en);
  const [chinese] = parseFile(flow(start, head), 'new-vip.yaml', { ...context, lang: 'zh' }).problems;
  expect(`${chinese?.message} ${chinese?.hint}`).toContain(zh);
});

test('what is not known is not checked', () => {
  expect(parseFile(flow('segment: anything'), 'new-vip.yaml').problems).toEqual([]);
});
