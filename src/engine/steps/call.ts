import { field, optional } from '../fields.ts';
import { limits } from '../limits.ts';
import type { Vars } from '../session.ts';
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
      timeoutMs: step.timeout ?? limits.callMs,
      ...(step.busy ? { busy: turn.text(step.busy) } : {}),
    });
    return { do: 'wait', for: { kind: 'call', call } };
  },
  resume(step, turn, event) {
    if (event.type !== 'result') return { do: 'next' };
    const { outcome } = event;
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
