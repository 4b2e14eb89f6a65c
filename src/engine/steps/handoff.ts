import { optional } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const handoff = defineVerb({
  verb: 'handoff',
  fields: {
    handoff: optional('text', 'Said to the customer', '对顾客说的话'),
    team: optional('word', 'Who should answer', '由哪个团队接待'),
    priority: optional('word', 'low, normal or high', 'low、normal 或 high'),
    note: optional('text', 'For the person who takes over', '给接手同事的说明'),
    wait_up_to: optional('duration', 'How long a person may take to answer', '最多等同事多久'),
    closed: optional(
      'block',
      'Outside of the hours in which people answer: the bot goes on, and the conversation waits in the list for a person',
      '不在人工客服时间：机器人继续接待，对话列入等人工的名单',
    ),
    no_agent: optional('block', 'When nobody answered in time', '没有人接待时'),
  },
  docs: {
    about: { en: 'Hands over to a person; the bot is silent until it is given back', zh: '转人工；交回之前机器人不说话' },
    example: `flow: speak-to-us
start:
  - says: [speak to you, 找店员]
steps:
  - handoff: { zh: 店员马上来。, en: Somebody will be with you in a moment. }
    team: shop
    note: "{{ message.text }}"
    wait_up_to: 10m
    closed:
      - say: { zh: 现在打烊了，明天回复您。, en: We are closed and will answer tomorrow. }
      - end
    no_agent:
      - say: { zh: 店员都在忙，请留言。, en: Everyone is busy. Please leave a message. }
      - end
  - say: { zh: 我又回来了。, en: I am back. }
`,
    transcript: `- test: silent until it is given back
  lang: en
- customer: speak to you
- bot: Somebody will be with you in a moment.
- handoff: { team: shop, note: speak to you }
- agent: took
- customer: are you there?
- silent: true
- handback: true
- bot: I am back.

- test: 没有人接
  lang: zh
- customer: 找店员
- bot: 店员马上来。
- after: 10m
- bot: 店员都在忙，请留言。

- test: closed, listed for the next morning
  lang: en
  shop: { open: false }
- customer: speak to you
- bot: We are closed and will answer tomorrow.
- handoff: { team: shop, note: speak to you }
`,
  },
  run(fields, step) {
    const wanted = {
      run: step.run.id,
      ...(fields.team ? { team: fields.team } : {}),
      ...(fields.priority ? { priority: fields.priority } : {}),
      ...(fields.note ? { note: step.text(fields.note) } : {}),
    };
    if (!step.turn.facts.shop.open && fields.closed) {
      step.queueUntilOpen(wanted);
      return { do: 'jump', to: fields.closed };
    }
    const text = fields.handoff ? step.text(fields.handoff) : step.turn.phrase(step.turn.facts.shop.open ? 'handing_over' : 'handing_over_closed');
    if (text.trim() !== '') step.say([{ type: 'text', text }]);
    step.handOver(wanted);
    return { do: 'wait', for: { kind: 'agent', ...(fields.wait_up_to ? { timers: [step.timer(fields.wait_up_to)] } : {}) } };
  },
  resume(fields, _step, event) {
    const nobody = event.type === 'timer' || (event.type === 'agent' && event.action === 'none');
    return nobody && fields.no_agent ? { do: 'jump', to: fields.no_agent } : { do: 'next' };
  },
});
