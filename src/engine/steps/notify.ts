import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const notify = defineVerb({
  verb: 'notify',
  fields: {
    notify: field('text', 'What to tell', '通知内容'),
    to: optional('word', 'team or owner; team unless given', 'team（团队）或 owner（店主）；默认 team'),
  },
  docs: {
    about: { en: 'Tells the team or the owner', zh: '通知团队或店主' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    turn.effect({ type: 'notify', text: turn.text(step.notify), to: step.to ?? 'team' });
    return { do: 'next' };
  },
});
