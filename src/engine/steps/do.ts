import { field, optional } from '../../flow-tree/fields.ts';
import type { Vars } from '../../json.ts';
import { defineVerb } from '../turn/verb.ts';

export const doStep = defineVerb({
  verb: 'do',
  fields: {
    do: field('flow', 'The flow', '流程名'),
    with: optional('args', 'What it takes', '传入的值'),
    save: optional('word', 'Name that keeps its `end:` value', '保存其 end 值的变量名'),
  },
  docs: {
    about: { en: 'Runs another flow and comes back', zh: '执行另一个流程，然后回来' },
    example: `flow: twice
start:
  - says: [ask me twice, 问我两次]
takes: { again: optional }
steps:
  - only_if: again != nil
    end: "{{ again }}!"
  - do: twice
    with: { again: "{{ message.text }}" }
    save: echoed
  - say: "{{ echoed }}"
`,
    transcript: `- test: comes back with the value of \`end\`
  lang: en
- customer: ask me twice
- bot: ask me twice!
`,
  },
  run(fields, step) {
    const vars: Vars = {};
    for (const [name, value] of Object.entries(fields.with ?? {})) vars[name] = step.value(value);
    return { do: 'push', flow: fields.do, vars, ...(fields.save ? { save: fields.save } : {}) };
  },
});
