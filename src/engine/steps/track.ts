import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const track = defineVerb({
  verb: 'track',
  fields: {
    track: field('name', 'Name of the figure', '统计项名称'),
    with: optional('values', 'Details', '附带数据'),
  },
  docs: {
    about: { en: 'Counts something for the reports', zh: '记一次统计' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
