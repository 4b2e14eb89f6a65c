import { field, optional } from '../../flow-tree/fields.ts';
import { momentOfValue } from '../../reading/values/moment.ts';
import { defineVerb } from '../turn/verb.ts';

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
    example: `flow: unpaid
start:
  - event: order.placed
stop_on: [order.cancelled]
steps:
  - set: { number: "{{ order.number }}" }
  - wait: { event: order.paid, where: order.number == number }
    up_to: 2h
    then:
      - say: { zh: "{{ number }} 已付款，马上发货。", en: "{{ number }} is paid and ships soon." }
    else:
      - say: { zh: "{{ number }} 还没付款。", en: "{{ number }} is not paid yet." }
`,
    transcript: `- test: two hours without payment
  lang: en
- event: order.placed
  with: { order: { number: SO-1 } }
- silent: true
- event: order.paid
  with: { order: { number: SO-2 } }
- silent: true
- after: 2h
- bot: SO-1 is not paid yet.

- test: 付款了
  lang: zh
- event: order.placed
  with: { order: { number: SO-1 } }
- event: order.paid
  with: { order: { number: SO-1 } }
- bot: SO-1 已付款，马上发货。
`,
  },
  run(fields, step) {
    const { facts } = step.turn;
    const wait = fields.wait;
    if ('ms' in wait) return { do: 'wait', for: { kind: 'time', timers: [step.timer(wait.ms)] } };
    if ('open' in wait) {
      if (facts.shop.open) return { do: 'next' };
      return { do: 'wait', for: { kind: 'time', timers: [step.timerAt(facts.shop.opens_at)] } };
    }
    if ('until' in wait) {
      const at = momentOfValue(step.value(wait.until), facts.shop.zone);
      if (at === null) step.warn('What to wait for is no date');
      if (at === null || at <= facts.now) return { do: 'next' };
      return { do: 'wait', for: { kind: 'time', timers: [step.timerAt(at)] } };
    }
    return { do: 'wait', for: { kind: 'event', event: wait.event, ...(fields.up_to ? { timers: [step.timer(fields.up_to)] } : {}) } };
  },
  resume(fields, step, event) {
    if (event.type === 'event' && 'event' in fields.wait) {
      step.run.event = { name: event.name, data: event.data };
      return fields.then ? { do: 'jump', to: fields.then } : { do: 'next' };
    }
    if ('event' in fields.wait && fields.else) return { do: 'jump', to: fields.else };
    return { do: 'next' };
  },
});
