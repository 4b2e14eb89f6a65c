/** A person who has a conversation and does not answer: it goes back to the queue, with a note for colleagues and a line in the audit log. */
import type { Config } from '../config/schema.ts';
import { auditLog, notes } from '../console/rows.ts';
import type { RuntimeOptions } from '../runtime/deps/runtime-options.ts';

/** What the runtime is told about how long it waits: for calls, for people, for more pieces of a message. */
export function patienceOf({ replies }: Config, lang: 'en' | 'zh'): Pick<RuntimeOptions, 'patience' | 'silent'> {
  const ms = replies.silent_person;
  return {
    patience: { callMs: replies.call_timeout, handoffMs: replies.handoff_limit, piecesMs: replies.wait_for_more },
    silent: {
      ms,
      noted({ id, conversation, who, at }) {
        const minutes = Math.max(1, Math.round(ms / 60_000));
        const text =
          lang === 'zh'
            ? `${who} ${minutes} 分钟没有回复，对话已退回待接队列。`
            : `${who} did not answer for ${minutes} min; the conversation is back in the queue.`;
        return [
          { op: 'insert', in: notes.name, row: { _id: `lost:${id}`, v: 1, conversation, at, by: '', text } },
          {
            op: 'insert',
            in: auditLog.name,
            row: { _id: `lost:${id}`, v: 1, at, who: 'program', from: '', what: 'conversation taken back', of: conversation, before: who, after: null },
          },
        ];
      },
    },
  };
}
