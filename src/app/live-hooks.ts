import type { Live } from '../console/live.ts';
import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';

/** Hooks that tell open pages of the console which conversation changed, and go on to those of `others`. */
export function liveHooks(others: RuntimeHooks, live: Live): RuntimeHooks {
  return {
    turn(fields) {
      others.turn?.(fields);
      live.changed(fields.conversation);
    },
    changed(conversation) {
      others.changed?.(conversation);
      live.changed(conversation);
    },
    sent(fields) {
      others.sent?.(fields);
      live.changed(fields.conversation);
    },
    notSent(fields) {
      others.notSent?.(fields);
      live.changed(fields.conversation);
    },
  };
}
