/** A channel that only records, with every fault that a provider can have. */
import type { Capabilities, Channel, Health, ProviderRequest, SendFailure, SendResult } from '../../src/channel.ts';
import { type Address, conversationId, type OutboundMessage, plainText, type TemplateUse } from '../../src/message.ts';

/** What happens to the next request: an answer, or a try that hangs or is cut after the provider took it. */
export type Fault =
  | { kind: 'rate_limited'; retryAfterMs: number }
  | { kind: 'provider' }
  | { kind: 'unauthorized' }
  | { kind: 'blocked' }
  /** Never answers; the message did not arrive. */
  | { kind: 'hang' }
  /** The connection breaks after the message arrived. */
  | { kind: 'reset_after_accept' }
  | { kind: 'refused' }
  /** Any failure, as a provider may put it. */
  | { kind: 'failure'; failure: SendFailure };

export interface Recorded {
  conversation: string;
  key: string;
  text: string;
  choices: string[];
  ref: string;
  /** The template that it went out as. */
  template?: TemplateUse;
}

export const freeChannel: Capabilities = {
  official: true,
  text: { max: 4096, unit: 'chars', caption: 1024 },
  choices: { buttons: 8, buttonLabel: 64, list: 0, listLabel: 0 },
  media: { image: 1e7, audio: 1e7, video: 1e7, file: 1e7 },
  cards: true,
  place: true,
  receipts: ['sent', 'delivered', 'read', 'failed'],
  window: null,
  idempotentSend: false,
  rate: { account: 100_000, conversation: 100_000, burst: 100_000 },
  proactive: true,
};

export class RecordingChannel implements Channel {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** What arrived at the provider, in order. */
  readonly sent: Recorded[] = [];
  /** Used up by requests to this conversation, or by any when the name is `*`. */
  readonly faults = new Map<string, Fault[]>();
  /** While set, requests wait for it before they are answered. */
  gate: Promise<void> | undefined;
  tries = 0;
  /** What it takes does not count towards the ration. */
  free = false;
  handover?: Channel['handover'];
  typing?: Channel['typing'];
  #listeners: (() => void)[] = [];

  constructor(name = 'test', capabilities: Partial<Capabilities> = {}) {
    this.name = name;
    this.capabilities = { ...freeChannel, ...capabilities };
  }

  encode(message: OutboundMessage): ProviderRequest[] {
    if (plainText(message.parts).includes('cannot be encoded')) throw new Error('a bug in the encoder');
    const labels = message.choices?.map((choice) => choice.label) ?? [];
    const texts = message.parts.map((part) => plainText([part]) || `[${part.type}]`);
    return texts.map((text, n) => ({
      method: 'POST',
      path: 'send',
      body: { text, choices: n === texts.length - 1 ? labels : [], template: message.template },
    }));
  }

  async send(request: ProviderRequest, to: Address, key: string): Promise<SendResult> {
    this.tries += 1;
    if (this.gate) await this.gate;
    const conversation = conversationId(to);
    const fault = this.faults.get(conversation)?.shift() ?? this.faults.get('*')?.shift();
    if (fault && fault.kind !== 'reset_after_accept') return this.#failed(fault);
    const { text, choices, template } = request.body as { text: string; choices: string[]; template?: TemplateUse };
    const ref = `ref-${this.sent.length + 1}`;
    this.sent.push({ conversation, key, text, choices, ref, ...(template && { template }) });
    for (const listener of this.#listeners.splice(0)) listener();
    return fault ? { ok: false, failure: { code: 'network', detail: 'connection reset' } } : { ok: true, ref, ...(this.free && { free: true as const }) };
  }

  /** The texts that a conversation was sent, in order. */
  textsOf(conversation: string): string[] {
    return this.sent.filter((one) => one.conversation === conversation).map((one) => one.text);
  }

  /** Resolves when so many messages have arrived in all. */
  async arrived(count: number): Promise<void> {
    while (this.sent.length < count) await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  fail(conversation: string, ...faults: Fault[]): void {
    this.faults.set(conversation, [...(this.faults.get(conversation) ?? []), ...faults]);
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  health(): Health {
    return { state: 'ready' };
  }

  #failed(fault: Exclude<Fault, { kind: 'reset_after_accept' }>): Promise<SendResult> | SendResult {
    switch (fault.kind) {
      case 'hang':
        return new Promise(() => {});
      case 'rate_limited':
        return { ok: false, failure: { code: 'rate_limited', retryAfterMs: fault.retryAfterMs } };
      case 'failure':
        return { ok: false, failure: fault.failure };
      case 'refused':
        return { ok: false, failure: { code: 'network', notTaken: true } };
      default:
        return { ok: false, failure: { code: fault.kind } };
    }
  }
}
