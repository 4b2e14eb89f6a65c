import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';
import type { Metrics } from '../server/operations/metrics.ts';

/** Returns hooks that record what the runtime reports as metrics. */
export function measured(metrics: Metrics): RuntimeHooks {
  return {
    received: ({ channel, events, duplicates }) => {
      metrics.inbound.inc({ channel, result: 'new' }, events - duplicates);
      metrics.inbound.inc({ channel, result: 'duplicate' }, duplicates);
    },
    turn: ({ ms, problems }) => {
      metrics.turns.observe(ms / 1_000);
      if (problems > 0) metrics.problems.inc({ kind: 'flow' }, problems);
    },
    sent: ({ channel, class: kind, ms }) => {
      metrics.sends.inc({ channel, outcome: 'sent' });
      if (kind === 'reply') metrics.replies.observe({ channel }, ms / 1_000);
    },
    notSent: ({ channel, code }) => metrics.sends.inc({ channel, outcome: code }),
    call: ({ name, ms, code }) => metrics.calls.observe({ name, outcome: code }, ms / 1_000),
    notify: () => metrics.notices.inc(),
    fault: (where) => metrics.problems.inc({ kind: where }),
  };
}
