/** A visitor of the web chat, over HTTP as the widget does it. */
import { randomUUID } from 'node:crypto';

interface Shown {
  id: string;
  from: 'me' | 'shop';
  parts: { type: string; text?: string; title?: string }[];
  choices?: { token?: string; label: string }[];
}

export class Visitor {
  readonly #url: string;
  readonly #lang: string;
  #token = '';
  #cursor: string | undefined;
  visitor = '';
  /** Everything that the shop said, oldest first. */
  readonly said: Shown[] = [];

  private constructor(url: string, lang: string) {
    this.#url = url;
    this.#lang = lang;
  }

  static async enter(url: string, lang = 'en', token?: string): Promise<Visitor> {
    const visitor = new Visitor(url, lang);
    const session = (await visitor.#post('/chat/session', token ? { token } : {})) as { token: string; visitor: string };
    visitor.#token = session.token;
    visitor.visitor = session.visitor;
    return visitor;
  }

  get conversation(): string {
    return `webchat:main:${this.visitor}`;
  }

  get token(): string {
    return this.#token;
  }

  /** Sends a text; `id` is the key of deduplication. */
  async send(text: string, id: string = randomUUID()): Promise<void> {
    await this.#post('/chat/messages', { type: 'message', id, text, lang: this.#lang });
  }

  /** Presses the newest choice with this label. */
  async press(label: string): Promise<void> {
    const choice = this.said.flatMap((one) => one.choices ?? []).findLast((one) => one.label === label);
    if (!choice?.token) throw new Error(`no choice "${label}" among ${JSON.stringify(this.said.at(-1)?.choices)}`);
    await this.#post('/chat/messages', { type: 'pressed', id: randomUUID(), token: choice.token, label, lang: this.#lang });
  }

  /** Waits until the shop has said something that fits; resolves to its text. */
  async hears(pattern: RegExp, ms = 40_000): Promise<string> {
    const until = Date.now() + ms;
    const from = this.#heard;
    for (;;) {
      const index = this.said.findIndex((one, at) => at >= from && pattern.test(textOf(one)));
      if (index >= 0) {
        this.#heard = index + 1;
        return textOf(this.said[index] as Shown);
      }
      if (Date.now() > until) throw new Error(`did not hear ${pattern}; heard ${JSON.stringify(this.said.slice(from).map(textOf))}`);
      await this.#poll();
    }
  }
  #heard = 0;

  async #poll(): Promise<void> {
    const response = await fetch(`${this.#url}/chat/poll`, {
      headers: { authorization: `Bearer ${this.#token}`, ...(this.#cursor ? { 'last-event-id': this.#cursor } : {}) },
      signal: AbortSignal.timeout(60_000),
    });
    const page = (await response.json()) as { messages: Shown[]; cursor: string };
    this.#cursor = page.cursor;
    for (const message of page.messages) if (message.from === 'shop' && !this.said.some((one) => one.id === message.id)) this.said.push(message);
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}) },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

function textOf(message: Shown): string {
  return message.parts.map((part) => part.text ?? part.title ?? `[${part.type}]`).join('\n');
}
