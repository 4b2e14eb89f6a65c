import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const wait = defineVerb({
  verb: 'wait',
  fields: {
    wait: field('wait', 'A time, `open`, until a date, or an event', '时长、`open`（开门）、某个时间，或某个事件'),
    up_to: optional('duration', 'How long to wait for the event', '等待事件的最长时间'),
    then: optional('block', 'When the event came', '事件发生时'),
    else: optional('block', 'When it did not come in time', '没有等到时'),
  },
  docs: {
    about: { en: 'Waits', zh: '等待' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
