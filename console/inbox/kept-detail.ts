import type { Conversation } from '../shapes.ts';

/** Adds to a conversation that was told in short what only its own route tells. */
export const withDetail = (now: Conversation, before: Conversation | undefined): Conversation => ({
  ...now,
  ...(before?.window && { window: before.window }),
  ...(before?.voiceCall && { voiceCall: true }),
});
