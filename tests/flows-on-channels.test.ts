/** Every step of every shipped flow, in every language of the shop, on every channel: all of it arrives, within the channel's limits. */
import { describe, expect, it } from 'vitest';
import type { EncodeContext, ProviderRequest } from '../src/channel.ts';
import { findChannels } from '../src/channel-host/channel-registry.ts';
import type { OutboundMessage } from '../src/message.ts';
import { faults, type Sender } from './channel-faults.ts';
import { flowMessages, type Said } from './flow-messages.ts';

type Encode = Sender['encode'];

async function encoder(name: string): Promise<Encode> {
  const { encode }: { encode: (message: OutboundMessage, context: EncodeContext) => ProviderRequest[] } = await import(`../channels/${name}/encode.ts`);
  return encode;
}

const senders = await Promise.all(
  (await findChannels()).map(async ({ name, capabilities }): Promise<Sender> => ({ name, capabilities, encode: await encoder(name) })),
);
const { messages, turns, speaking, spoken, labels } = flowMessages();

function outbound(said: Said, { name }: Sender): OutboundMessage {
  return { key: `${name}:main:42:1:0`, to: { channel: name, account: 'main', user: '42' }, class: 'reply', ...said };
}

function allFaults(sender: Sender): string[] {
  const found = messages.flatMap(({ by, said }) => faults(outbound(said, sender), sender).map((fault) => `${by} ${said.lang}: ${fault}`));
  return [...new Set(found)];
}

describe('the flows that ship', () => {
  it('are walked whole: each step that speaks does so in a transcript', () => {
    expect(speaking.length).toBeGreaterThan(100);
    expect(speaking.filter((step) => !spoken.has(step))).toEqual([]);
  });

  it('have labels that fit the narrowest button', () => {
    const narrowest = Math.min(...senders.map(({ capabilities }) => capabilities.choices.buttonLabel).filter((most) => most > 0));
    expect(labels.length).toBeGreaterThan(50);
    expect(labels.filter(({ label }) => label.length > narrowest)).toEqual([]);
  });

  it('are written whole: nothing gapes where a value is missing', () => {
    const gap = /\{\{|undefined|\bnull\b|\[object|·\s*$|^\s*·|[（(]\s*[，,）)]|[，,]\s*[，,。]|\S {2,}\S/m;
    const texts = messages.flatMap(({ by, said }) =>
      said.parts.flatMap((part) => {
        const text = part.type === 'text' ? part.text : part.type === 'product' ? [part.card.title, part.card.text].join('\n') : '';
        return gap.test(text) ? [`${by}: ${text}`] : [];
      }),
    );
    expect(texts).toEqual([]);
  });

  it.each(senders.map((sender) => [sender.name, sender] as const))('arrive on %s, with nothing lost and nothing over its limits', (_name, sender) => {
    expect(messages.length).toBeGreaterThan(speaking.length);
    expect(allFaults(sender)).toEqual([]);
  });

  it.each(senders.filter(({ capabilities }) => capabilities.window?.messages !== undefined).map((sender) => [sender.name, sender] as const))(
    'say no more in one turn than %s lets through, with one message kept for a person',
    (_name, sender) => {
      const most = (sender.capabilities.window?.messages ?? 0) - 1;
      const counted = turns.map(({ test, said }) => ({
        test,
        sent: said.reduce((sum, each) => sum + sender.encode(outbound(each, sender), { account: 'main', publicUrl: 'https://shop.example.com' }).length, 0),
        said: said.map(({ parts }) => JSON.stringify(parts).slice(0, 90)),
      }));
      expect(counted.filter(({ sent }) => sent > most)).toEqual([]);
    },
  );
});

describe('the walk finds what is wrong', () => {
  const found = (name: string): Sender => {
    const sender = senders.find((each) => each.name === name);
    if (!sender) throw new Error(`there is no channel ${name}`);
    return sender;
  };
  const telegram = found('telegram');
  const cloud = found('whatsapp-cloud');
  const wechat = found('wechat-official');
  const able = (sender: Sender, change: Partial<Sender['capabilities']>): Sender => ({ ...sender, capabilities: { ...sender.capabilities, ...change } });
  const says = (sender: Sender, change: (message: OutboundMessage) => OutboundMessage): Sender => ({
    ...sender,
    encode: (message, context) => sender.encode(change(message), context),
  });

  it.each<[string, Sender, RegExp]>([
    ['a text longer than the channel takes', able(telegram, { text: { max: 100, unit: 'chars', caption: 100 } }), /a text longer than 100/],
    ['a label longer than a button', able(telegram, { choices: { ...telegram.capabilities.choices, buttonLabel: 8 } }), /the label ".+" is longer than 8/],
    [
      'a label longer than a row',
      able(cloud, { choices: { ...cloud.capabilities.choices, listLabel: 12, buttonLabel: 12, listDescription: 0 } }),
      /is longer than 12/,
    ],
    ['more choices than fit', able(wechat, { choices: { ...wechat.capabilities.choices, buttons: 2 } }), /\d choices in one message/],
    ['more messages than the ration', able(telegram, { window: { ms: 1, messages: 3 } }), /messages of a ration of 3/],
    ['no choices', says(telegram, ({ choices: _, ...message }) => message), /cannot be chosen/],
    [
      'no pictures of choices',
      says(telegram, (message) => ({ ...message, choices: message.choices?.map(({ image: _, ...choice }) => choice) })),
      /the picture is lost/,
    ],
    ['no cards', says(telegram, (message) => ({ ...message, parts: message.parts.filter(({ type }) => type !== 'product') })), /the words are lost/],
    ['half of the words', says(telegram, (message) => ({ ...message, parts: message.parts.slice(0, 1) })), /the address is lost/],
    ['nothing at all', { ...telegram, encode: () => [] }, /nothing is sent/],
    [
      'an encoder that fails',
      says(telegram, () => {
        throw new Error('no');
      }),
      /throws Error: no/,
    ],
  ])('%s', (_name, sender, fault) => {
    expect(allFaults(sender).join('\n')).toMatch(fault);
  });
});
