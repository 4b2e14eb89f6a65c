import type { Channel } from '../channel.ts';
import type { Role } from '../cluster/shared-cluster.ts';
import type { ModelKeys, SpeechEnvironment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { FlowChecker } from '../flow-folder/flow-checker.ts';
import type { KeptWork } from '../flow-folder/kept-work.ts';
import type { Logger } from '../logger.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';
import type { ListenerOptions } from '../speech/listener.ts';

/** What the parts that every role needs are opened with. */
export interface CoreOptions {
  dataDir: string;
  /** MongoDB in place of the embedded database in `dataDir`. */
  mongodbUrl?: string;
  flowsDir: string;
  /** PUBLIC_URL: links of broadcasts, so that clicks are counted, and links to calls go through it. */
  publicUrl?: string;
  config: Config;
  /** Channels by `channel:account`; may be filled later. */
  channels: ReadonlyMap<string, Channel>;
  /** Longest button label of each channel that is on, for the flows' warnings. */
  labels?: readonly { name: string; label?: number }[];
  /** Checks flows that are saved; the serving thread by default. */
  checker?: FlowChecker;
  /** Work of the start before; nothing is kept unless given. */
  kept?: KeptWork;
  log: Logger;
  now(): number;
  hooks?: RuntimeHooks;
  /** Variables of stores that are set, for `shop.source`. */
  stores?: Readonly<Record<string, string>>;
  /** Recogniser of voice messages; recordings are only kept for people unless set. */
  speech?: SpeechEnvironment;
  /** Reports each voice message: what became of it, and after how many ms. */
  listened?: ListenerOptions['told'];
  /** Keys of the models that the config names. */
  models?: ModelKeys;
  mailer?: Mailer | undefined;
  /** Other processes share the work, on MongoDB and Redis. */
  sharing?: { redisUrl: string; role: Role; version: string; attached(account: string): boolean };
}
