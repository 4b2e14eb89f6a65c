import { expect, test } from 'vitest';
import { newConversation } from '../../runtime/rows/conversations.ts';
import type { ConversationRow } from '../../store/collections.ts';
import { entryMoment } from './entry-moment.ts';

const hour = 3_600_000;
const now = 1_000 * hour;
const blank = { ...newConversation('test:main:1', now - 100 * hour), v: 1 };
const run = (touchedAt: number, kind: 'answer' | 'time') => ({
  id: 'r1',
  stack: [],
  trail: [],
  kind: 'service' as const,
  waiting: { kind, at: '0', since: touchedAt },
  startedAt: touchedAt,
  touchedAt,
});
const session = (more: Partial<ConversationRow['session']>) => ({ session: { ...blank.session, ...more } });

test.each<[string, Partial<ConversationRow> | undefined, 'free' | 'busy']>([
  ['nobody ever wrote there', undefined, 'free'],
  ['a conversation at rest', {}, 'free'],
  ['a closed one', { state: 'closed' }, 'free'],
  ['a person has it', { owner: 'Mei', state: 'handoff' }, 'busy'],
  ['a person is called', session({ handoff: { since: now, until: now + hour } }), 'busy'],
  ['the customer waits in the queue', session({ queued: { since: now, until: now + hour } }), 'busy'],
  ['the customer wrote a minute ago', { lastInAt: now - 60_000 }, 'busy'],
  ['the customer wrote an hour ago', { lastInAt: now - hour }, 'free'],
  ['in the middle of a flow', session({ front: run(now - hour, 'answer') }), 'busy'],
  ['a question that nobody answered for a day', session({ front: run(now - 24 * hour, 'answer') }), 'free'],
  ['a flow that waits for the time', session({ background: [run(now - hour, 'time')] }), 'free'],
  ['a question in the background', session({ background: [run(now - hour, 'answer')] }), 'busy'],
])('%s', (_, row, moment) => {
  expect(entryMoment(row && { ...blank, ...row }, now)).toBe(moment);
});
