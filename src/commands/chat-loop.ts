/** The conversation in a terminal: lines in, replies out. Knows neither the runtime nor the process. */
import { createInterface, cursorTo, clearLine as eraseLine } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { decode } from '../../channels/terminal/decode.ts';
import type { Shown } from '../../channels/terminal/encode.ts';
import { bubble, jsonLine, type Look, plainLine } from '../../channels/terminal/screen.ts';
import type { InboundEvent } from '../message.ts';

/** The program as the terminal sees it. */
export interface ChatSession {
  /** Resolves when the events are stored. */
  send(events: InboundEvent[]): Promise<void>;
  onMessage(show: (shown: Shown) => void): void;
  /** Resolves when nothing is left to do: all replies are out. */
  settled(): Promise<void>;
}

export interface ChatOptions {
  input: Readable;
  output: Writable;
  /** A person sits there: prompt, colours and greeting. Otherwise a line in is a message, a line out a part. */
  person: boolean;
  look: Look;
  json: boolean;
  as: string;
  locale?: string;
  /** Makes the ids of this run's messages unique. */
  boot: string;
  now(): number;
}

const words = {
  zh: { hello: '像顾客一样发消息，选项可以直接输入数字。', more: '/photo 文件、/place 纬度,经度、/start 推荐码，/quit 退出', you: '你' },
  en: { hello: 'Write as a customer would; choose by number.', more: '/photo FILE, /place LAT,LNG, /start CODE, /quit to leave', you: 'you' },
};

/** Talks until the input ends or the person leaves. */
export async function runChat(session: ChatSession, options: ChatOptions): Promise<void> {
  const { input, output, person, json, look, now } = options;
  const said = words[options.locale?.startsWith('zh') ? 'zh' : 'en'];
  const lines = createInterface({ input, output: person ? output : undefined, terminal: person, prompt: `${said.you} › ` });
  let sentAt = now();
  let count = 0;
  let waiting = false;

  session.onMessage((shown) => {
    if (json) output.write(`${jsonLine('bot', shown, now() - sentAt)}\n`);
    else if (!person) output.write(`${plainLine(shown)}\n`);
    else {
      cursorTo(output, 0);
      eraseLine(output, 0);
      output.write(`${bubble(shown, look)}\n`);
      if (!waiting) lines.prompt(true);
    }
  });

  const say = async (line: string) => {
    count += 1;
    sentAt = now();
    const raw = { id: `${options.boot}.${count}`, user: options.as, line, name: options.as, lang: options.locale };
    const events = decode(raw, { account: 'main', now: sentAt });
    if (events.length === 0) return;
    if (json) output.write(`${jsonLine('customer', { type: 'text', text: line.trim() }, 0)}\n`);
    waiting = true;
    await session.send(events);
    await session.settled();
    waiting = false;
  };

  if (person) {
    output.write(`${said.hello}\n${said.more}\n\n`);
    lines.pause();
    await say('/start');
    lines.prompt();
  }
  for await (const line of lines) {
    if (person && /^\/(quit|exit)\s*$/.test(line)) break;
    await say(line);
    if (person) lines.prompt();
  }
  lines.close();
}
