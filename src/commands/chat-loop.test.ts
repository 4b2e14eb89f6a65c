import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Shown } from '../../channels/terminal/encode.ts';
import type { InboundEvent } from '../message.ts';
import { readChatArguments } from './chat-arguments.ts';
import { type ChatOptions, type ChatSession, runChat } from './chat-loop.ts';

/** Answers each message after a moment with what `reply` gives, and records what happened in which order. */
function fakeSession(reply: (text: string) => Shown[]) {
  const order: string[] = [];
  const events: InboundEvent[] = [];
  let show: (shown: Shown) => void = () => undefined;
  let busy: Promise<void> = Promise.resolve();
  const session: ChatSession = {
    async send(batch) {
      for (const event of batch) {
        events.push(event);
        const text = event.type === 'message' && event.parts[0]?.type === 'text' ? event.parts[0].text : event.type;
        order.push(`in ${text}`);
        busy = new Promise((resolve) => {
          setImmediate(() => {
            for (const shown of reply(text)) show(shown);
            order.push(`out ${text}`);
            resolve();
          });
        });
      }
    },
    onMessage: (listener) => {
      show = listener;
    },
    settled: () => busy,
  };
  return { session, order, events };
}

async function talk(input: string, reply: (text: string) => Shown[], options: Partial<ChatOptions> = {}) {
  const fake = fakeSession(reply);
  const from = new PassThrough();
  const to = new PassThrough();
  from.end(input);
  await runChat(fake.session, {
    input: from,
    output: to,
    person: false,
    look: { columns: 40, colour: false },
    json: false,
    as: 'Li',
    locale: 'zh',
    boot: 'b',
    now: () => 1000,
    ...options,
  });
  to.end();
  return { ...fake, output: String(to.read() ?? '') };
}
const echo = (text: string): Shown[] => [{ type: 'text', text: `您说：${text}` }];

describe('npm run chat, from a pipe', () => {
  it('a line in is a message, a part is a line out, and the next line is read when the replies are out', async () => {
    const { output, order, events } = await talk('一\n二\n三', (text) => [...echo(text), { type: 'text', text: '还有\n别的' }]);
    expect(output).toBe('您说：一\n还有 ⏎ 别的\n您说：二\n还有 ⏎ 别的\n您说：三\n还有 ⏎ 别的\n');
    expect(order).toEqual(['in 一', 'out 一', 'in 二', 'out 二', 'in 三', 'out 三']);
    expect(events.map((event) => event.id)).toEqual(['b.1', 'b.2', 'b.3']);
    expect(events[0]).toMatchObject({ from: { channel: 'terminal', account: 'main', user: 'Li' }, profile: { name: 'Li', lang: 'zh' } });
  });

  it('choices stand at the end of the line', async () => {
    const { output } = await talk('hi\n', () => [
      {
        type: 'text',
        text: '选？',
        choices: [
          { token: 'a', label: '查订单' },
          { token: 'b', label: '退货' },
        ],
      },
    ]);
    expect(output).toBe('选？  [1] 查订单  [2] 退货\n');
  });

  it('empty lines are no messages, Windows line ends and a missing last one are fine', async () => {
    const { events } = await talk('a\r\n\r\n  \nb', echo);
    expect(events).toHaveLength(2);
  });

  it('as JSON, a line for each message of both sides', async () => {
    const { output } = await talk('hi\n', () => [{ type: 'card', text: 'Dress\n$39', choices: [{ token: 'a', label: 'Buy' }] }], { json: true });
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { from: 'customer', type: 'text', text: 'hi', choices: [], ms: 0 },
      { from: 'bot', type: 'card', text: 'Dress\n$39', choices: ['Buy'], ms: 0 },
    ]);
  });

  it('no input ends at once', async () => {
    expect((await talk('', echo)).output).toBe('');
  });
});

describe('npm run chat, for a person', () => {
  it('greets by starting the conversation, shows bubbles with numbered choices, leaves at /quit', async () => {
    const { output, events } = await talk('1\n/quit\nnever\n', (text) => [{ type: 'text', text, choices: [{ token: 'a', label: '红色' }] }], { person: true });
    expect(events.map((event) => event.type)).toEqual(['started', 'message']);
    expect(output).toContain('▌ started\n▌   1  红色\n');
  });

  it('wraps Chinese by its width', async () => {
    const { output } = await talk('x\n/quit\n', () => [{ type: 'text', text: '一二三四五六七八九十'.repeat(3) }], {
      person: true,
      look: { columns: 23, colour: false },
    });
    expect(output).toContain('▌ 一二三四五六七八九十\n▌ 一二三四五六七八九十\n▌ 一二三四五六七八九十\n');
  });
});

describe('its arguments', () => {
  it.each([
    [[], { as: 'guest', json: false }],
    [['--as', 'Li', '--locale', 'zh', '--flows', 'x', '--json'], { as: 'Li', locale: 'zh', flows: 'x', json: true }],
  ])('%j', (words, value) => {
    expect(readChatArguments(words)).toMatchObject({ ok: true, value });
  });
  it.each([[['--locale', '中文']], [['--as', ' ']], [['--colour']], [['file.yaml']]])('%j is told in words', (words) => {
    const read = readChatArguments(words);
    expect(read).toMatchObject({ ok: false, help: false });
    expect(!read.ok && read.problem).toBeTruthy();
  });
});
