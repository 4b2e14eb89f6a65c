import { describe, expect, it } from 'vitest';
import { checkFlows } from '../../../compiler/flow.ts';
import { flowSet } from '../../../flow-folder/flow-set.ts';
import type { Part } from '../../../message.ts';
import { advance } from '../../advance.ts';
import type { EngineEvent, Facts, TurnResult } from '../../model/engine-turn.ts';
import { newSession } from '../../model/session.ts';

const text = [
  'flow: hours\nstart:\n  - says: [opening hours, 几点开门]\nsteps:\n  - say: { zh: 九点开门。, en: We open at nine. }\n',
  'flow: size\nstart:\n  - says: [which size, 穿什么码]\nsteps:\n  - ask: { zh: 身高多少？, en: "How tall?" }\n    expect: number\n    save: height\n  - say: { zh: "选 {{ height }}", en: "Take {{ height }}" }\n',
  'flow: listens\nstart:\n  - media: [voice]\nsteps:\n  - say: { zh: 请同事来听。, en: A colleague listens. }\n',
];
const set = (own: readonly string[]) => {
  const { flows, faqs, problems } = checkFlows(own.map((one, n) => ({ file: `f${n}.yaml`, text: one })));
  if (problems.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(problems));
  return flowSet({ flows, faqs, calls: new Map() });
};

/** A customer who speaks: what the shop says to each message. */
function talk(lang: 'zh' | 'en', own = text.slice(0, 2), open = true) {
  const flows = set(own);
  let session = newSession();
  let n = 0;
  let choices: readonly { token: string; label: string }[] = [];
  const shop = { name: 'Tea', currency: 'CNY', zone: 'Asia/Shanghai', langs: [lang], open, opens_at: 0, categories: [] };
  const facts: Facts = { now: 0, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 9 }, shop, seed: '' };
  const take = (event: EngineEvent): string[] => {
    const result: TurnResult = advance(flows, session, event, { ...facts, now: n * 60_000 });
    session = result.session;
    const sent = result.effects.flatMap((effect) => (effect.type === 'send' ? [effect] : []));
    choices = sent.at(-1)?.choices ?? [];
    return sent.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])));
  };
  const message = (parts: Part[]): string[] => take({ type: 'message', id: `m${++n}`, parts });
  return {
    says: (words: string) => message([{ type: 'text', text: words }]),
    speaks: (words: string, unsure = false) =>
      message([{ type: 'audio', media: {}, transcript: { text: words, by: 'x', ...(unsure && { unsure: true as const }) } }]),
    mumbles: () => message([{ type: 'audio', media: {}, unheard: 'failed' }]),
    press: (label: string) => take({ type: 'pressed', id: `p${++n}`, token: choices.find((one) => one.label === label)?.token ?? '', label }),
    labels: () => choices.map(({ label }) => label),
  };
}

describe('a recording whose words are certain', () => {
  it('is answered as if it were typed, also where a flow wants recordings', () => {
    expect(talk('en').speaks('opening hours')).toEqual(['We open at nine.']);
    expect(talk('zh', text).speaks('几点开门')).toEqual(['九点开门。']);
  });
  it('is the answer to a question', () => {
    const customer = talk('en');
    customer.says('which size');
    expect(customer.speaks('168')).toEqual(['Take 168']);
  });
});

describe('a recording whose words are not certain', () => {
  it('is asked back, and a yes makes it the message', () => {
    for (const yes of ['yes', 'Yes!']) {
      const customer = talk('en');
      expect(customer.speaks('opening hours', true)).toEqual(['Did you say “opening hours”?']);
      expect(customer.labels()).toEqual(['Yes', 'No']);
      expect(customer.says(yes)).toEqual(['We open at nine.']);
    }
  });
  it('in Chinese, by the button', () => {
    const customer = talk('zh');
    expect(customer.speaks('几点开门', true)).toEqual(['您是说“几点开门”吗？']);
    expect(customer.press('是')).toEqual(['九点开门。']);
  });
  it('a spoken yes counts too', () => {
    const customer = talk('en');
    customer.speaks('opening hours', true);
    expect(customer.speaks('yes')).toEqual(['We open at nine.']);
  });
  it('a no asks for the words', () => {
    const [en, zh] = [talk('en'), talk('zh')];
    en.speaks('opening hours', true);
    expect(en.says('no')).toEqual(['All right. Could you type it, or say it once more?']);
    zh.speaks('几点开门', true);
    expect(zh.press('否')).toEqual(['好的，那麻烦您打字告诉我，或者再说一遍。']);
  });
  it('anything else is a message of its own', () => {
    const customer = talk('en');
    customer.speaks('which prize', true);
    expect(customer.says('opening hours')).toEqual(['We open at nine.']);
  });
  it('in the middle of a question: a yes answers it, a no asks it again', () => {
    const customer = talk('en');
    customer.says('which size');
    expect(customer.speaks('186', true)).toEqual(['Did you say “186”?']);
    expect(customer.says('no')).toEqual(['All right. Could you type it, or say it once more?', 'How tall?']);
    customer.speaks('168', true);
    expect(customer.says('yes')).toEqual(['Take 168']);
  });
  it('nothing is done with an order to stop until it is certain', () => {
    expect(talk('en').speaks('unsubscribe', true)).toEqual(['Did you say “unsubscribe”?']);
  });
});

describe('a recording without words', () => {
  it('says what to do, in the customer’s language, open or closed', () => {
    expect(talk('en').mumbles()).toEqual(['Sorry, I can’t listen to this voice message. Could you type it? Or reply “agent” and a colleague listens to it.']);
    expect(talk('en', text.slice(0, 2), false).mumbles()).toEqual([
      'Sorry, I can’t listen to this voice message. Could you type it? Or reply “agent” and a colleague listens to it once we are open.',
    ]);
    expect(talk('zh').mumbles()).toEqual(['不好意思，这条语音我没法听。麻烦打字告诉我；想请同事来听，回复“人工”。']);
    expect(talk('zh', text.slice(0, 2), false).mumbles()).toEqual(['不好意思，这条语音我没法听。麻烦打字告诉我；或者回复“人工”，同事上班后就来听。']);
  });
  it('goes where the flow says', () => {
    expect(talk('en', text).mumbles()).toEqual(['A colleague listens.']);
  });
});
