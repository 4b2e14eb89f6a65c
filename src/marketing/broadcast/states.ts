/** Commands for a broadcast, by the state that it is in. */
import type { BroadcastState } from './rows.ts';

export const actions = ['change', 'remove', 'test', 'start', 'pause', 'resume', 'retry', 'stop'] as const;
export type Action = (typeof actions)[number];

const allowed: Readonly<Record<Action, readonly BroadcastState[]>> = {
  change: ['draft'],
  remove: ['draft', 'stopped', 'completed'],
  test: ['draft', 'scheduled', 'sending', 'paused'],
  start: ['draft'],
  pause: ['scheduled', 'sending', 'awaiting_staff'],
  resume: ['paused', 'awaiting_staff', 'stopped', 'completed'],
  retry: ['sending', 'stopped', 'completed'],
  stop: ['scheduled', 'sending', 'paused', 'awaiting_staff'],
};

/** Tells whether the action is possible in this state. */
export function isAllowed(action: Action, state: BroadcastState): boolean {
  return allowed[action].includes(state);
}

const stateWords: Readonly<Record<BroadcastState, { en: string; zh: string }>> = {
  draft: { en: 'a draft', zh: '草稿' },
  scheduled: { en: 'scheduled', zh: '已定时' },
  sending: { en: 'being sent', zh: '发送中' },
  paused: { en: 'paused', zh: '已暂停' },
  awaiting_staff: { en: 'waiting for your staff to confirm it', zh: '等待员工确认' },
  stopped: { en: 'stopped', zh: '已停止' },
  completed: { en: 'completed', zh: '已完成' },
};

const actionWords: Readonly<Record<Action, { en: string; zh: string }>> = {
  change: { en: 'changed', zh: '修改' },
  remove: { en: 'removed', zh: '删除' },
  test: { en: 'tried out', zh: '试发' },
  start: { en: 'started', zh: '启动' },
  pause: { en: 'paused', zh: '暂停' },
  resume: { en: 'resumed', zh: '恢复' },
  retry: { en: 'sent again to those that failed', zh: '重发失败的' },
  stop: { en: 'stopped', zh: '停止' },
};

/**
 * Says why an action is refused.
 * @example
 * ```ts
 * import { refusalOf } from './states.ts';
 * refusalOf('start', 'completed').en; // => 'This broadcast is completed; only a draft can be started.'
 * ```
 */
export function refusalOf(action: Action, state: BroadcastState): { en: string; zh: string } {
  const others = allowed[action];
  return {
    en: `This broadcast is ${stateWords[state].en}; only one that is ${others.map((one) => stateWords[one].en).join(' or ')} can be ${actionWords[action].en}.`.replace(
      'only one that is a draft can',
      'only a draft can',
    ),
    zh: `这条群发${state === 'draft' ? '还是草稿' : stateWords[state].zh}，不能${actionWords[action].zh}；${others.map((one) => `“${stateWords[one].zh}”`).join('、')}状态才可以。`,
  };
}

/** Says that one which is over goes on for those alone that failed. */
export function overWords(state: BroadcastState): { en: string; zh: string } {
  return {
    en: `This broadcast is ${stateWords[state].en} and does not go on; those that failed can be tried again: resume it with only failed.`,
    zh: `这条群发${stateWords[state].zh}，不能再恢复；失败的可以重试：恢复时只选 failed。`,
  };
}
