import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const go = defineVerb({
  verb: 'go',
  fields: {
    go: field('target', 'Step, flow or start, end, back, again, menu, handoff', '步骤名、流程名，或 start、end、back、again、menu、handoff'),
  },
  docs: {
    about: { en: 'Goes on elsewhere and does not come back', zh: '转到别处继续，不再回来' },
    example: `flow: guess
start:
  - says: [guessing game, 猜数字]
steps:
  - name: ask-again
    ask: { zh: 猜一个数，1 到 9。, en: "Guess a number, 1 to 9." }
    expect: number
    save: guess
  - if: guess != 7
    then:
      - say: { zh: 不是。, en: "No." }
      - go: ask-again
  - say: { zh: 对了！, en: "Yes!" }
`,
    transcript: `- test: until it is right
  lang: en
- customer: guessing game
- bot: Guess a number, 1 to 9.
- customer: "3"
- bot: "No."
- bot: Guess a number, 1 to 9.
- customer: seven
- bot: "Yes!"
`,
  },
  run: (fields) => ({ do: 'jump', to: fields.go }),
});
