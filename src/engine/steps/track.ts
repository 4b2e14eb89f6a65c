import { field, optional } from '../../flow-tree/fields.ts';
import type { Vars } from '../../json.ts';
import { defineVerb } from '../turn/verb.ts';

export const track = defineVerb({
  verb: 'track',
  fields: {
    track: field('name', 'Name of the figure', '统计项名称'),
    with: optional('values', 'Details', '附带数据'),
  },
  docs: {
    about: { en: 'Counts something for the reports', zh: '记一次统计' },
    example: `flow: catalogue
start:
  - says: [send the catalogue, 要目录]
steps:
  - track: catalogue-sent
    with: { how: chat }
  - say: { zh: 目录在这里：example.com/c, en: "Here it is: example.com/c" }
`,
    transcript: `- test: counted
  lang: en
- customer: send the catalogue
- tracked: catalogue-sent
  with: { how: chat }
- bot: "Here it is: example.com/c"
`,
  },
  run(fields, step) {
    const data: Vars = {};
    for (const [name, value] of Object.entries(fields.with ?? {})) data[name] = step.value(value);
    step.turn.effect({ type: 'track', name: fields.track, data, run: step.run.id });
    return { do: 'next' };
  },
});
