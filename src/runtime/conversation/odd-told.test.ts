import { expect, it } from 'vitest';
import type { InboundEvent } from '../../message.ts';
import { withoutOdd } from './odd-told.ts';

const event: InboundEvent = { type: 'typing', id: '1', from: { channel: 'telegram', account: 'main', user: '42' }, at: 7 };

it('what was odd is logged and not stored', () => {
  const logged: object[] = [];
  const log = { warn: (fields: object) => logged.push(fields) };
  expect(withoutOdd(event, log)).toBe(event);
  expect(withoutOdd({ ...event, odd: ['time "soon"'] }, log)).toEqual(event);
  expect(logged).toEqual([{ channel: 'telegram', account: 'main', event: '1', odd: ['time "soon"'] }]);
});
