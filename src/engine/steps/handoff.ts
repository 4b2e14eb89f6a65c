import { optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const handoff = defineVerb({
  verb: 'handoff',
  fields: {
    handoff: optional('text', 'Said to the customer', '对顾客说的话'),
    team: optional('word', 'Who should answer', '由哪个团队接待'),
    priority: optional('word', 'low, normal or high', 'low、normal 或 high'),
    note: optional('text', 'For the person who takes over', '给接手同事的说明'),
    wait_up_to: optional('duration', 'How long a person may take to answer', '最多等同事多久'),
    closed: optional('block', 'Outside opening hours', '不在营业时间时'),
    no_agent: optional('block', 'When nobody answered in time', '没有人接待时'),
  },
  docs: {
    about: { en: 'Hands over to a person; the bot is silent until it is given back', zh: '转人工；交回之前机器人不说话' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    if (!turn.facts.shop.open && step.closed) return { do: 'jump', to: step.closed };
    const text = step.handoff ? turn.text(step.handoff) : turn.phrase(turn.facts.shop.open ? 'handing_over' : 'handing_over_closed');
    if (text.trim() !== '') turn.say([{ type: 'text', text }]);
    turn.handOver({
      run: turn.run.id,
      ...(step.team ? { team: step.team } : {}),
      ...(step.priority ? { priority: step.priority } : {}),
      ...(step.note ? { note: turn.text(step.note) } : {}),
    });
    return { do: 'wait', for: { kind: 'agent', ...(step.wait_up_to ? { timers: [turn.timer(step.wait_up_to)] } : {}) } };
  },
  resume(step, _turn, event) {
    const nobody = event.type === 'timer' || (event.type === 'agent' && event.action === 'none');
    return nobody && step.no_agent ? { do: 'jump', to: step.no_agent } : { do: 'next' };
  },
});
