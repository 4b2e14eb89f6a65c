/** Hooks for what can be measured in the runtime. */
import type { ErrorCode } from '../../errors.ts';
import type { MessageClass } from '../../message.ts';

/** Hooks for measurements. They must not throw. */
export interface RuntimeHooks {
  /** Typing is not counted. */
  received?(fields: { channel: string; events: number; duplicates: number }): void;
  turn?(fields: { conversation: string; ms: number; advances: number; problems: number }): void;
  /** `ms`: from the arrival of the event, or from the turn, to the provider's answer. */
  sent?(fields: { conversation: string; key: string; class: MessageClass; channel: string; ms: number }): void;
  notSent?(fields: { conversation: string; key: string; class: MessageClass; channel: string; code: ErrorCode }): void;
  /** A conversation is not as it was, though nobody wrote. */
  changed?(conversation: string): void;
  call?(fields: { name: string; ms: number; code: string }): void;
  /** A fault of ours that was contained. */
  fault?(where: string): void;
  /** The flow's `notify:`; kept as a track row named `notify` too. */
  notify?(fields: { conversation: string; to: string; text: string }): void;
}
