import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const call = defineVerb({
  verb: 'call',
  fields: {
    call: field('call', 'What to call', '调用什么'),
    with: optional('args', 'What it needs', '需要的值'),
    save: optional('word', 'Name that keeps the result', '保存结果的变量名'),
    else: optional('outcomes', 'What to do when it fails, by outcome; `any` for the rest', '失败时做什么，按结果分；`any` 表示其余'),
    busy: optional('text', 'Said once when it takes long', '耗时较久时说一次的话'),
    timeout: optional('duration', 'How long it may take', '最多等多久'),
  },
  docs: {
    about: { en: 'Looks something up or does something in the shop', zh: '在店铺系统里查询或办理' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
