import { field, optional } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const match = defineVerb({
  verb: 'match',
  fields: {
    match: field('expr', 'The value that decides; compared as text', '用来判断的值；按文字比较'),
    cases: field('cases', 'What to do for each value', '每个值对应做什么'),
    else: optional('block', 'For any other value', '其他值'),
  },
  docs: {
    about: { en: 'Decides by a value', zh: '按值分情况' },
    example: `flow: carrier
start:
  - says: [which carrier, 发什么快递]
steps:
  - choose: { zh: 寄到哪里？, en: Where to? }
    save: where
    options:
      - { label: { zh: 国内, en: China }, value: cn }
      - { label: { zh: 海外, en: Abroad }, value: abroad }
      - { label: { zh: 门店自取, en: Your shop }, value: shop }
  - match: where
    cases:
      cn: { zh: 顺丰。, en: SF Express. }
      abroad: DHL-text
    else: { zh: 不用快递。, en: No carrier needed. }
  - end
  - name: DHL-text
    say: DHL.
`,
    transcript: `- test: each value its way
  lang: en
- customer: which carrier
- bot: Where to?
- customer: abroad
- bot: DHL.
- customer: which carrier
- bot: Where to?
- press: Your shop
- bot: No carrier needed.
`,
  },
  run(fields, step) {
    const value = step.evaluate(fields.match);
    const text = value === null || typeof value === 'object' ? '' : String(value);
    const way = Object.hasOwn(fields.cases, text) ? fields.cases[text] : fields.else;
    return way ? { do: 'jump', to: way } : { do: 'next' };
  },
});
