import { field, optional } from '../../flow-tree/fields.ts';
import { limits } from '../../limits.ts';
import { defineVerb } from '../turn/verb.ts';

/** Name of the function that makes the link, in the program's own calls. */
const name = 'video_call.link';

export const callLink = defineVerb({
  verb: 'call_link',
  fields: {
    call_link: field('text', 'What to say with the link', '随链接发送的话'),
    else: optional('block', 'What to do when there is no link, e.g. calls are off', '拿不到链接时做什么，例如没有开通视频通话'),
  },
  docs: {
    about: {
      en: 'Sends the customer a link to a call with picture and sound; it works once',
      zh: '发给顾客一个视频通话链接，只能用一次',
    },
    example: `flow: see-it
start:
  - says: [video call, 视频通话]
steps:
  - call_link: { zh: 点这里和我们视频通话：, en: "Tap here to call us:" }
    else: { zh: 现在没有视频客服。, en: No calls right now. }
`,
    transcript: `- test: a link
  lang: en
  given: { video_call.link: { url: "https://chat.example.com/call/#x" } }
- customer: video call
- called: video_call.link
- bot: "Tap here to call us: https://chat.example.com/call/#x"

- test: 没有开通
  lang: zh
  given: { video_call.link: { error: off } }
- customer: 视频通话
- bot: 现在没有视频客服。
`,
  },
  run(_fields, step) {
    const timeoutMs = step.turn.facts.patience?.callMs ?? limits.callMs;
    const call = step.turn.effect({ type: 'call', run: step.run.id, name, args: {}, mode: 'does', timeoutMs });
    return { do: 'wait', for: { kind: 'call', call } };
  },
  resume(fields, step, event) {
    if (event.type !== 'result') return { do: 'next' };
    const { outcome } = event;
    if (outcome.ok && typeof outcome.value === 'object' && outcome.value !== null && 'url' in outcome.value) {
      step.say([{ type: 'text', text: `${step.text(fields.call_link)} ${String(outcome.value.url)}` }]);
      return { do: 'next' };
    }
    if (fields.else) return { do: 'jump', to: fields.else };
    return { do: 'fail', problem: outcome.ok ? `${name}: no link` : `${name}: ${outcome.code} ${outcome.text}`, unsure: false };
  },
});
