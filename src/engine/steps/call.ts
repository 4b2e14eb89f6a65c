import type { Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import { field, optional } from '../model/fields.ts';
import { defineVerb } from '../model/step.ts';

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
  run(step, turn) {
    const args: Vars = {};
    for (const [name, value] of Object.entries(step.with ?? {})) args[name] = turn.value(value);
    const mode = turn.flows.calls.get(step.call)?.mode ?? 'does';
    const { run } = turn;
    const last = run.trail[run.trail.length - 1];
    // What was changed in the shop stays changed: answers before it cannot be taken back.
    if (mode === 'does' && last) last.barrier = true;
    const call = turn.effect({
      type: 'call',
      run: run.id,
      name: step.call,
      args,
      mode,
      timeoutMs: step.timeout ?? turn.facts.patience?.callMs ?? limits.callMs,
      ...(step.busy ? { busy: turn.text(step.busy) } : {}),
    });
    return { do: 'wait', for: { kind: 'call', call } };
  },
  resume(step, turn, event) {
    if (event.type !== 'result') return { do: 'next' };
    const { outcome } = event;
    const number = step.with?.number;
    turn.noteProof(number && turn.value(number), outcome);
    if (outcome.ok) {
      if (step.save) turn.set(step.save, outcome.value);
      return { do: 'next' };
    }
    const { code, text } = outcome;
    turn.note(`${step.call}:${code}`);
    turn.set('error', { code, text });
    const way = step.else && (Object.hasOwn(step.else, code) ? step.else[code] : step.else.any);
    if (way) return { do: 'jump', to: way };
    return { do: 'fail', problem: `${step.call}: ${code} ${text}`, unsure: turn.flows.calls.get(step.call)?.mode === 'does' && code !== 'invalid' };
  },
});
