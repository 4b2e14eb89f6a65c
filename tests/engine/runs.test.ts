/** Runs in front and in the background, buttons of days ago, edits of live flows, and the limits. */
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Effect, EngineEvent, Facts, TurnResult } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { Flow, FlowSet } from '../../src/flow-tree/flow-tree.ts';
import type { Vars } from '../../src/json.ts';
import { limits } from '../../src/limits.ts';

const hour = 3_600_000;

function flow(text: string): Flow {
  const parsed = parseFlow(text, 'f.yaml', {});
  if (Array.isArray(parsed)) throw new Error(parsed.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return parsed;
}

class Chat {
  session: Session = newSession();
  now = Date.UTC(2026, 10, 23, 2);
  flows: FlowSet;
  page = 10;
  last: TurnResult | undefined;
  constructor(...texts: string[]) {
    this.flows = flowSet({ flows: texts.map(flow), faqs: [], calls: new Map() });
  }
  /** What the bot said, and its buttons in brackets. */
  on(event: EngineEvent): string[] {
    this.now += 1_000;
    const facts: Facts = {
      now: this.now,
      conversation: 'web:main:1',
      contact: { id: 'c', tags: [], vars: {} },
      channel: { name: 'web', page: this.page },
      shop: { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en', 'zh'], open: true, opens_at: 0, categories: [] },
      seed: 's',
    };
    this.last = advance(this.flows, this.session, event, facts);
    this.session = JSON.parse(JSON.stringify(this.last.session));
    return this.sends().flatMap((send) => [
      ...send.parts.map((part) => (part.type === 'text' ? part.text : part.type)),
      ...(send.choices ? [`[${send.choices.map(({ label }) => label).join('|')}]`] : []),
    ]);
  }
  sends(): Extract<Effect, { type: 'send' }>[] {
    return (this.last?.effects ?? []).flatMap((effect) => (effect.type === 'send' ? [effect] : []));
  }
  token(label: string): string {
    const choice = this.sends()
      .flatMap(({ choices }) => choices ?? [])
      .findLast((one) => one.label === label);
    if (!choice) throw new Error(`no button ${label}`);
    return choice.token;
  }
  say(text: string): string[] {
    return this.on({ type: 'message', id: `m${this.now}`, parts: [{ type: 'text', text }] });
  }
  press(token: string): string[] {
    return this.on({ type: 'pressed', id: `p${this.now}`, token });
  }
  happen(name: string, data: Vars = {}): string[] {
    return this.on({ type: 'event', id: `e${this.now}`, name, data });
  }
}

const cod = `flow: cod
start:
  - event: order.placed
stop_on: [order.cancelled]
steps:
  - choose: "Confirm {{ order.number }}?"
    options:
      - label: Confirm
        then:
          - say: "Confirmed {{ order.number }}"
      - label: Change
        then:
          - ask: New address?
            save: address
          - say: "Sent to {{ address }}"
`;
const booking = `flow: booking
start:
  - says: [book it]
steps:
  - ask: How many?
    expect: number
    save: n
  - say: "Booked {{ n }}"
`;
const promo = `flow: cart
start:
  - event: cart.abandoned
kind: promo
stop_on: [reply, opted_out]
steps:
  - wait: 22h
  - say: Ten percent off
`;

it('what a run says of its own accord tells when the run began and which cart it is about', () => {
  const chat = new Chat(promo);
  chat.happen('cart.abandoned', { cart: { id: 'c7' } });
  const since = chat.now;
  const timer = chat.last?.effects.find(({ type }) => type === 'timer');
  chat.now += 22 * hour;
  chat.on({ type: 'timer', timer: timer?.id ?? '' });
  expect(chat.sends()).toMatchObject([{ stopOn: ['reply', 'opted_out'], about: { since, cart: 'c7' } }]);
});

describe('buttons', () => {
  it('find their own run two days later, and say so the second time', () => {
    const chat = new Chat(cod, booking);
    chat.happen('order.placed', { order: { number: 'A-1' } });
    const first = chat.token('Confirm');
    chat.happen('order.placed', { order: { number: 'A-2' } });
    chat.now += 48 * hour;
    expect(chat.press(first)).toEqual(['Confirmed A-1']);
    expect(chat.press(first)).toContain('You have already answered that one.');
  });

  it('of another run bring it forward; the question that waited comes again when it is done', () => {
    const chat = new Chat(cod, booking);
    chat.happen('order.placed', { order: { number: 'A-1' } });
    const change = chat.token('Change');
    expect(chat.say('book it')).toEqual(['How many?']);
    expect(chat.press(change)).toEqual(['New address?']);
    expect(chat.say('12 Baker Street')).toEqual(['Sent to 12 Baker Street', 'Back to where we were:', 'How many?']);
    expect(chat.say('2')).toEqual(['Booked 2']);
    expect(chat.session.background).toEqual([]);
  });

  it('that nobody knows are explained', () => {
    const chat = new Chat(booking);
    expect(chat.press('9.9.0')).toEqual(['That button no longer works. How can I help?']);
    expect(chat.press('junk from elsewhere')).toEqual(['That button no longer works. How can I help?']);
  });

  it('of a long list come page by page', () => {
    const chat = new Chat(`flow: list
start:
  - says: [colours]
steps:
  - choose: Which?
    save: c
    options: [Red, Green, Blue, Black, White]
  - say: "{{ c }}"
`);
    chat.page = 3;
    expect(chat.say('colours')).toEqual(['Which?', '[Red|Green|More]']);
    expect(chat.say('more')).toEqual(['Which?', '[Blue|Black|More]']);
    const white = chat.press(chat.token('More'));
    expect(white).toEqual(['Which?', '[White|More]']);
    expect(chat.say('Green')).toEqual(['Green']);
  });

  it('of a very long list stand for their own option, whatever its number', () => {
    const labels = Array.from({ length: 40 }, (_, index) => `Kind ${index + 1}x`);
    const long = (n: number) => {
      const chat = new Chat(`flow: list
start:
  - says: [kinds]
steps:
  - choose: Which?
    save: c
    skip: Leave it
    options: [${labels.join(', ')}]
  - say: "Took {{ c }}"
`);
      chat.page = 50;
      chat.say('kinds');
      return chat.press(chat.token(labels[n] ?? ''));
    };
    for (const n of [0, 22, 28, 39]) expect(long(n)).toEqual([`Took ${labels[n]}`]);
  });

  it('that were never shown answer nothing, not even with the right question in front', () => {
    const chat = new Chat(`flow: close
start:
  - says: [close it]
steps:
  - confirm: Really?
    then:
      - say: Closed
    else:
      - say: Kept
  - say: Done
`);
    chat.say('close it');
    const forged = chat.token('Yes').replace(/1$/, 'zz');
    expect(chat.press(forged)).toEqual(['Really?', '[Yes|No]']);
    expect(chat.press(chat.token('Yes'))).toEqual(['Closed', 'Done']);
  });
});

describe('a yes', () => {
  it('that is taken back in the same breath is none', () => {
    const chat = new Chat(`flow: news
start:
  - says: [news]
steps:
  - consent: May we write to you?
    for: marketing
    then:
      - say: Thank you
`);
    for (const said of ['好的，但是不要发广告', 'yes, but do not send me ads', "yes but don't send me ads"]) {
      chat.say('news');
      expect(chat.say(said)).toEqual([expect.stringMatching(/unsubscribed|已退订/)]);
      expect(chat.last?.effects.some((effect) => effect.type === 'remember' && 'consent' in effect.op && effect.op.granted)).toBe(false);
    }
    chat.say('news');
    expect(chat.say('Yes, please')).toEqual(['Thank you']);
  });
});

describe('runs', () => {
  it('in the background speak, and the question in front comes again', () => {
    const chat = new Chat(cod, booking, `flow: shipped\nstart:\n  - event: order.shipped\nsteps:\n  - say: It is on its way\n`);
    chat.say('book it');
    expect(chat.happen('order.shipped')).toEqual(['It is on its way', 'How many?']);
    expect(chat.sends().map((send) => send.class)).toEqual(['service', 'reply']);
    expect(chat.say('2')).toEqual(['Booked 2']);
  });

  it('that promote send promotions, and stop when the customer replies', () => {
    const chat = new Chat(promo, booking);
    chat.happen('cart.abandoned');
    const timer = chat.last?.effects.find(({ type }) => type === 'timer');
    const other = new Chat(promo, booking);
    other.happen('cart.abandoned');
    expect(other.on({ type: 'timer', timer: timer?.id ?? '' })).toEqual(['Ten percent off']);
    expect(other.sends()[0]?.class).toBe('promo');
    chat.say('book it');
    expect(chat.session.background).toEqual([]);
    expect(chat.last?.effects.map(({ type }) => type)).toContain('withdraw');
    expect(chat.on({ type: 'timer', timer: timer?.id ?? '' })).toEqual([]);
  });

  it('that stop on a reply stop also when the customer presses a button, or writes to a person', () => {
    const pressing = new Chat(promo, cod);
    pressing.happen('cart.abandoned');
    pressing.happen('order.placed', { order: { number: 'A-1' } });
    expect(pressing.press(pressing.token('Confirm'))).toEqual(['Confirmed A-1']);
    expect(pressing.session.background).toEqual([]);
    const talking = new Chat(promo);
    talking.happen('cart.abandoned');
    talking.on({ type: 'agent', action: 'took' });
    expect(talking.say('I have a question about my cart')).toEqual([]);
    expect(talking.session.background).toEqual([]);
  });

  it('are at most eight in the background', () => {
    const chat = new Chat(cod);
    for (let n = 0; n < 12; n++) chat.happen('order.placed', { order: { number: `A-${n}` } });
    expect(chat.session.background).toHaveLength(limits.background);
    expect(chat.last?.trace.problems[0]?.weight).toBe('warning');
  });

  it('stop on their events', () => {
    const chat = new Chat(cod);
    chat.happen('order.placed', { order: { number: 'A-1' } });
    chat.happen('order.cancelled');
    expect(chat.session.background).toEqual([]);
  });
});

describe('a flow that is edited', () => {
  const before = booking;
  const after = booking.replace('How many?', 'How many pieces?').replace('Booked', 'Reserved');
  const live = (chat: Chat, text: string, old?: string) => {
    const kept = old ? flow(old) : undefined;
    chat.flows = flowSet({ flows: [flow(text)], faqs: [], calls: new Map(), pinned: (_name, version) => (kept?.version === version ? kept : undefined) });
  };

  it('finishes in its version', () => {
    const chat = new Chat(before);
    chat.say('book it');
    live(chat, after, before);
    expect(chat.say('2')).toEqual(['Booked 2']);
    expect(chat.say('book it')).toEqual(['How many pieces?']);
  });

  it('moves over where the place still exists', () => {
    const chat = new Chat(before);
    chat.say('book it');
    live(chat, after.replace('start:', 'on_edit: move\nstart:'), before);
    expect(chat.say('2')).toEqual(['Reserved 2']);
  });

  it('whose version is gone apologises and ends', () => {
    const chat = new Chat(before);
    chat.say('book it');
    live(chat, after);
    expect(chat.say('2')[0]).toMatch(/has to start over/);
    expect(chat.session.front).toBeUndefined();
  });
});

describe('limits', () => {
  it('end a loop that never waits with a problem and an apology', () => {
    const made = flow(`flow: loop\nstart:\n  - says: [loop]\nsteps:\n  - name: a\n    say: A\n  - say: B\n`);
    const first = made.steps.get('0');
    const second = made.steps.get('1');
    if (!first || !second) throw new Error('no steps');
    const endless: Flow = { ...made, steps: new Map([...made.steps, ['1', { ...second, next: '0' }]]) };
    const chat = new Chat(booking);
    chat.flows = flowSet({ flows: [endless], faqs: [], calls: new Map() });
    const said = chat.say('loop');
    expect(said.length).toBeLessThanOrEqual(limits.effects + 1);
    expect(chat.last?.trace.problems.some(({ weight, text }) => weight === 'failure' && /steps in one turn/.test(text))).toBe(true);
    expect(said.at(-1)).toMatch(/Sorry/);
    expect(chat.session.front).toBeUndefined();
  });

  it('flows that call each other without end fail in a readable way', () => {
    const chat = new Chat(booking);
    const one = flow(`flow: one\nstart:\n  - says: [deep]\nsteps:\n  - do: one\n`);
    chat.flows = flowSet({ flows: [one], faqs: [], calls: new Map() });
    expect(chat.say('deep')[0]).toMatch(/Sorry/);
    expect(chat.last?.trace.problems[0]?.text).toMatch(/call each other/);
  });
});

describe('effects', () => {
  it('that a run waits for come however much was said before', () => {
    const says = '      - say: "{{ it }}"\n'.repeat(4);
    const chat = new Chat(
      `flow: many\nstart:\n  - says: [many]\nsteps:\n  - set: { list: "{{ '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20' | split: ',' }}" }\n  - each: list\n    do:\n${says}  - wait: 1h\n  - say: Later\n`,
    );
    expect(chat.say('many')).toHaveLength(limits.effects);
    const timer = chat.last?.effects.find((effect) => effect.type === 'timer');
    expect(chat.on({ type: 'timer', timer: timer?.id ?? '' })).toEqual(['Later']);
  });

  it('have deterministic ids, and the same turn gives the same result', () => {
    const one = new Chat(cod, booking);
    const two = new Chat(cod, booking);
    for (const chat of [one, two]) chat.say('book it');
    expect(one.last).toEqual(two.last);
    expect(one.last?.effects[0]?.id).toBe('web:main:1:1:0');
  });

  it('a send after the limit of effects is told, not thrown', () => {
    const chat = new Chat(
      `flow: many\nstart:\n  - says: [many]\nsteps:\n  - set: { list: "{{ '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23' | split: ',' }}" }\n  - each: list\n    do:\n      - say: "{{ it }}"\n  - say: "done"\n`,
    );
    const said = chat.say('many');
    expect(said).toHaveLength(limits.rounds + 1);
    expect(said.at(-1)).toBe('done');
  });
});
