import { field, optional } from '../fields.ts';
import type { Vars } from '../session.ts';
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
  run(step, turn) {
    const data: Vars = {};
    for (const [name, value] of Object.entries(step.with ?? {})) data[name] = turn.value(value);
    turn.effect({ type: 'track', name: step.track, data, run: turn.run.id });
    return { do: 'next' };
  },
});
