/** The queues of the list, and the one that was looked at last in this tab. */
import type { Words } from '../words-en.ts';

export const queues = ['needs_reply', 'mine', 'unassigned', 'later', 'bot', 'all'] as const;
export type Queue = (typeof queues)[number];

const kept = 'zhanggui-queue';
const isQueue = (text: string | null): text is Queue => queues.some((one) => one === text);

export const keptQueue = {
  get(): Queue {
    const before = sessionStorage.getItem(kept);
    return isQueue(before) ? before : 'needs_reply';
  },
  set: (queue: Queue): void => sessionStorage.setItem(kept, queue),
};

/** Name of each queue, and what stands there when it is empty. */
export const queueWords = (t: Words): Record<Queue, { name: string; empty: string }> => ({
  needs_reply: { name: t.queueNeedsReply, empty: t.emptyNeedsReply },
  mine: { name: t.queueMine, empty: t.emptyMine },
  unassigned: { name: t.queueUnassigned, empty: t.emptyUnassigned },
  later: { name: t.queueLater, empty: t.emptyLater },
  bot: { name: t.queueBot, empty: t.emptyBot },
  all: { name: t.queueAll, empty: t.emptyAll },
});
