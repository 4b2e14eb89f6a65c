/** Which language a customer is answered in: what they write, what is known of them, and what the shop has. */
import { beforeAll, expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import { newSession } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { OwnPhrases } from '../../src/text/phrases.ts';
import { prepareLanguages } from '../../src/understanding/index.ts';

const hello = parseFlow(
  `flow: hello
start:
  - fallback: true
steps:
  - say: { zh: 您好，发货后会告诉您, en: Hello, es: Hola, pt: Olá, id: Halo, ar: مرحبا, zh-HK: 你好，出貨會話你知 }
`,
  'hello.yaml',
  {},
);
const half = parseFlow('flow: half\nstart:\n  - says: [zqhalf]\nsteps:\n  - say: { zh: 只有中文, en: English only }\n', 'half.yaml', {});
if (Array.isArray(hello) || Array.isArray(half)) throw new Error(JSON.stringify([hello, half]));
const flows = flowSet({ flows: [hello, half], faqs: [], calls: new Map() });

const chinese = ['zh', 'en'];
const iberian = ['zh', 'es', 'pt', 'en'];
const arab = ['ar', 'en'];
const indonesian = ['id', 'en'];
const taiwanese = ['zh-TW', 'en'];
const hongkong = ['zh-HK', 'en'];
beforeAll(async () => {
  for (const langs of [iberian, arab, indonesian, taiwanese, hongkong]) await prepareLanguages(langs);
});

/** The texts that answer each message. */
function answers(langs: string[], profile: string | undefined, messages: string[], phrases?: OwnPhrases): string[] {
  const shop = { name: 'Shop', currency: 'CNY', zone: 'Asia/Shanghai', langs, open: true, opens_at: 0, categories: [], ...(phrases && { phrases }) };
  const contact = { id: 'c', tags: [], vars: {}, ...(profile && { lang: profile }) };
  let session = newSession();
  return messages.map((text, n) => {
    const facts = { now: 1_000 + n, conversation: 'web:main:1', contact, channel: { name: 'web', page: 10 }, shop, seed: 's' };
    const turn = advance(
      flows,
      session,
      { type: 'message', id: `m${n}`, parts: text ? [{ type: 'text', text }] : [{ type: 'video', media: { ref: 'x' } }] },
      facts,
    );
    session = turn.session;
    return turn.effects
      .flatMap((effect) => (effect.type === 'send' ? effect.parts.map((part) => (part.type === 'text' ? part.text : part.type)) : []))
      .join(' / ');
  });
}

const zh = '您好，发货后会告诉您';
it.each<[string, string[], string | undefined, string[], string[]]>([
  ['words of a language that the shop lacks', chinese, undefined, ['¿Hay alguien ahí?'], ['Hello']],
  ['letters that the shop lacks', chinese, undefined, ['где вы находитесь'], ['Hello']],
  ['a name or a short word', chinese, undefined, ['storehours'], ['Hello']],
  ['a number says nothing', chinese, undefined, ['12345678'], [zh]],
  ['stays English when the next line says nothing', chinese, undefined, ['¿Hay alguien ahí?', '12345678'], ['Hello', 'Hello']],
  [
    'one foreign line does not turn a Chinese conversation round',
    chinese,
    undefined,
    ['你们这里是什么店呀', '¿Hay alguien ahí?', '问的就是这家店'],
    [zh, zh, zh],
  ],
  ['one foreign line does not turn an English one round', chinese, undefined, ['what kind of shop is this', '¿Hay alguien ahí?'], ['Hello', 'Hello']],
  ['English after Chinese', chinese, undefined, ['你们这里是什么店呀', 'what kind of shop is this'], [zh, 'Hello']],
  ['Chinese after a foreign line', chinese, undefined, ['¿Hay alguien ahí?', '你们这里是什么店呀'], ['Hello', zh]],
  ['the profile counts from the first word', chinese, 'en-GB', ['12345678'], ['Hello']],
  ['a profile that the shop lacks is answered in English', chinese, 'fr-FR', ['12345678'], ['Hello']],
  ['a profile in Chinese', chinese, 'zh_CN'.replace('_', '-'), ['12345678'], [zh]],
  ['a profile in a language of the shop', iberian, 'es-MX', ['12345678'], ['Hola']],
  ['what somebody writes counts more than the profile', iberian, 'en', ['onde está o meu pedido?'], ['Olá']],
  ['a language with its own letters', arab, undefined, ['أين طلبي؟'], ['مرحبا']],
  ['a language that shares its letters with English', indonesian, undefined, ['di mana pesanan saya ya, sudah seminggu'], ['Halo']],
  ['English in such a shop', indonesian, undefined, ['what kind of shop is this'], ['Hello']],
  ['short English is English', chinese, undefined, ['sizes?'], ['Hello']],
  ['"a" and "o" are no foreign words', chinese, undefined, ['a or o?'], ['Hello']],
  ['German in a shop of Chinese and English', chinese, undefined, ['wo ist denn euer Laden geblieben'], ['Hello']],
  ['one English word does not turn a Chinese conversation round', chinese, undefined, ['你们这里是什么店呀', 'sofa', '问的就是这家店'], [zh, zh, zh]],
  [
    'one foreign line does not turn a Portuguese one round',
    iberian,
    undefined,
    ['onde está a loja de vocês?', 'what?', 'e a loja, onde está?'],
    ['Olá', 'Olá', 'Olá'],
  ],
  ['traditional characters in a shop that has simplified ones', chinese, undefined, ['你們這裡是什麼店呀'], [zh]],
  ['a shop for Taiwan has its Chinese in traditional characters', taiwanese, undefined, ['你們這裡是什麼店呀'], ['您好，發貨後會告訴您']],
  ['and its own words where it wrote some', hongkong, undefined, ['你們這裡是什麼店呀'], ['你好，出貨會話你知']],
  ['a missing language is the next of the shop, never Chinese', iberian, 'es', ['zqhalf'], ['English only']],
])('%s', (_, langs, profile, messages, expected) => {
  expect(answers(langs, profile, messages)).toEqual(expected);
});

it('says its own phrases in the words of the shop, in each language that has some', () => {
  const phrases = { got_it_text: { es: 'Aún no entiendo {kind}.', zh: '看不了{kind}，打字吧' }, kind_video_one: { es: 'este video' } };
  expect(answers(iberian, 'es', [''], phrases)).toEqual(['Aún no entiendo este video.']);
  expect(answers(iberian, 'zh', [''], phrases)).toEqual(['看不了视频，打字吧']);
  expect(answers(iberian, 'pt', [''], phrases)[0]).toMatch(/^I got your/);
  expect(answers(taiwanese, 'zh-TW', [''])[0]).toMatch(/影片|視頻/);
});
