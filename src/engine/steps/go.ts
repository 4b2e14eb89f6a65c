import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const go = defineVerb({
  verb: 'go',
  fields: {
    go: field('target', 'Step, flow or start, end, back, again, menu, handoff', '步骤名、流程名，或 start、end、back、again、menu、handoff'),
  },
  docs: {
    about: { en: 'Goes on elsewhere and does not come back', zh: '转到别处继续，不再回来' },
    example: '',
    transcript: '',
  },
  run: (step) => ({ do: 'jump', to: step.go }),
});
