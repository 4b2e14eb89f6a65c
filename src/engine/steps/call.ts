import { field, optional } from '../../flow-tree/fields.ts';
import type { Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import { defineVerb } from '../turn/verb.ts';

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
    example: `flow: lookup
start:
  - says: [find my order, 找订单]
steps:
  - ask: { zh: 订单号是？, en: "Your order number, please" }
    expect: order_number
    save: number
  - call: order.find
    with: [number]
    save: order
    busy: { zh: 正在查，请稍等。, en: "Looking it up, one moment." }
    else:
      not_found:
        - say: { zh: "没有 {{ number }} 这一单。", en: "There is no {{ number }}." }
        - go: start
  - say: "{{ order.number }}: {{ order.status }}"
`,
    transcript: `- test: found at the second try
  lang: en
  given: { order.find: [{ error: not_found }, { slow: { number: SO-12346, status: shipped } }] }
- customer: find my order
- bot: Your order number, please
- customer: so-12345
- called: order.find
  with: { number: SO-12345 }
- bot: There is no SO-12345.
- bot: Your order number, please
- customer: SO-12346
- bot: Looking it up, one moment.
- bot: "SO-12346: shipped"
`,
  },
  run(fields, step) {
    const args: Vars = {};
    for (const [name, value] of Object.entries(fields.with ?? {})) args[name] = step.value(value);
    const mode = step.turn.flows.calls.get(fields.call)?.mode ?? 'does';
    const { run } = step;
    const last = run.trail[run.trail.length - 1];
    // What was changed in the shop stays changed: answers before it cannot be taken back.
    if (mode === 'does' && last) last.barrier = true;
    const call = step.turn.effect({
      type: 'call',
      run: run.id,
      name: fields.call,
      args,
      mode,
      timeoutMs: fields.timeout ?? step.turn.facts.patience?.callMs ?? limits.callMs,
      ...(fields.busy ? { busy: step.text(fields.busy) } : {}),
    });
    return { do: 'wait', for: { kind: 'call', call } };
  },
  resume(fields, step, event) {
    if (event.type !== 'result') return { do: 'next' };
    const { outcome } = event;
    const number = fields.with?.number;
    step.noteProof(number && step.value(number), outcome);
    if (outcome.ok) {
      if (fields.save) step.set(fields.save, outcome.value);
      return { do: 'next' };
    }
    const { code, text } = outcome;
    step.turn.note(`${fields.call}:${code}`);
    step.set('error', { code, text });
    const way = fields.else && (Object.hasOwn(fields.else, code) ? fields.else[code] : fields.else.any);
    if (way) return { do: 'jump', to: way };
    return { do: 'fail', problem: `${fields.call}: ${code} ${text}`, unsure: step.turn.flows.calls.get(fields.call)?.mode === 'does' && code !== 'invalid' };
  },
});
