/** What the program and a supervised child say to each other over IPC (serialization `advanced`, so that bytes stay bytes). Checked on both sides. */
import { z } from 'zod';
import type { SendFailure } from '../../channel.ts';
import { type ErrorCode, sendErrors } from '../../errors.ts';
import { exitReasons, reportedStates } from './policy.ts';

const words = z.string().max(2_000);
const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(sendErrors, value);

const failureSchema: z.ZodType<SendFailure> = z.object({
  code: z.custom<ErrorCode>(isCode),
  retryAfterMs: z.number().nonnegative().optional(),
  scope: z.enum(['customer', 'promotions', 'account']).optional(),
  detail: words.optional(),
  notTaken: z.literal(true).optional(),
});

/** Program -> child. `begin` comes first and once. */
export const toChild = z.discriminatedUnion('t', [
  z.object({ t: z.literal('begin'), name: z.string(), folder: z.string().min(1), heartbeat: z.number(), given: z.unknown() }),
  z.object({ t: z.literal('request'), id: z.int(), method: z.string(), params: z.unknown() }),
  /** Event `n` is stored. */
  z.object({ t: z.literal('stored'), n: z.int() }),
  z.object({ t: z.literal('ping'), n: z.int() }),
  z.object({ t: z.literal('stop') }),
]);
export type ToChild = z.infer<typeof toChild>;

/** Child -> program. */
export const toProgram = z.discriminatedUnion('t', [
  z.object({ t: z.literal('state'), state: z.enum(reportedStates), detail: words.optional() }),
  z.object({ t: z.literal('leaving'), why: z.enum(exitReasons), detail: words }),
  /** It cannot go on; a failure that counts. */
  z.object({ t: z.literal('failing'), detail: words }),
  /** A credential: it goes to `pairing()` and nowhere else. `lives`: how long the provider takes it, about, ms. */
  z.object({ t: z.literal('pairing'), qr: z.string().max(4_000).optional(), code: z.string().max(100).optional(), lives: z.number().positive().optional() }),
  z.object({ t: z.literal('event'), n: z.int(), value: z.unknown() }),
  z.object({ t: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.object({ t: z.literal('refusal'), id: z.int(), failure: failureSchema }),
  z.object({ t: z.literal('pong'), n: z.int() }),
  /** A process that the child started in a group of its own, to be ended with it. */
  z.object({ t: z.literal('owns'), pid: z.int().positive() }),
  z.object({ t: z.literal('log'), level: z.enum(['debug', 'info', 'warn', 'error']), fields: z.record(z.string(), z.unknown()), text: words }),
]);
export type ToProgram = z.infer<typeof toProgram>;
