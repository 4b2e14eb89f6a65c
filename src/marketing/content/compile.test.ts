import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { plainText } from '../../message.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import type { ContactRow } from '../../store/collections.ts';
import { prepareLanguages } from '../../understanding/index.ts';
import { compileDraft, type ShopOfContent } from './compile.ts';

const flows: Record<string, { takes: Record<string, 'required' | 'optional'> }> = {
  'spring-sale': { takes: {} },
  'find-order': { takes: { order: 'required' } },
};
let opened: Awaited<ReturnType<typeof openTestStore>>;
let shop: ShopOfContent;
beforeAll(async () => {
  await prepareLanguages(['en', 'zh', 'zh-TW']);
  opened = await openTestStore();
  shop = {
    store: opened.store,
    currency: 'USD',
    zone: 'Asia/Shanghai',
    langs: ['en', 'zh'],
    name: { en: 'Yun & Co.', zh: '云裳' },
    templates: { sale: { channels: ['whatsapp-cloud'] } },
    flows: () => new Map(Object.entries(flows)),
    recommended: async (contact, lang) => (contact === ann._id ? `Wool scarf (${lang})` : undefined),
  };
});
afterAll(() => opened.close());

const now = Date.UTC(2026, 10, 30);
const person = (set: Partial<ContactRow>): ContactRow => ({ ...newContact('telegram:main:1', now), consent: { marketing: true }, ...set });
const ann = person({ name: 'Ann', lang: 'en', vars: { size: 'M' } });

/** The text that a person gets; "missing NAME" for one who is left out; "nobody" for one whom the condition does not name. */
async function saidTo(written: object, contact: ContactRow, channel = 'telegram'): Promise<string> {
  const compiled = await compileDraft({ name: 'n', where: 'everyone', ...written }, shop);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const [member] = await compiled.content.members([contact], now);
  if (!member) return 'nobody';
  if ('missing' in member) return `missing ${member.missing}`;
  const { parts, choices = [], template } = compiled.content.said({ _id: 'b:1:1', lang: member.lang, vars: member.vars }, channel);
  const links = parts.flatMap((part) =>
    part.type === 'link' ? [`${part.title} ${part.url}`] : part.type === 'product' ? [`${part.card.title} ${part.card.text}`] : [],
  );
  return [
    plainText(parts),
    ...links,
    ...choices.map(({ token, label }) => `${token}=${label}`),
    ...(template ? [`${template.name} ${JSON.stringify(template.params)}`] : []),
  ]
    .filter(Boolean)
    .join(' | ');
}
const text = (words: string | Record<string, string>) => ({ content: { text: words } });

test.each<[written: object, contact: Partial<ContactRow>, said: string]>([
  [text('Sale'), {}, 'Sale'],
  [text('Hi {{ name }}'), {}, 'Hi Ann'],
  [text('For you: {{ recommended }}'), {}, 'For you: Wool scarf (en)'],
  [text('For you: {{ recommended }}'), { _id: 'telegram:main:2' }, 'missing recommended'],
  [text('Hi {{ name }}'), { name: undefined }, 'missing name'],
  [text('Hi {{ name }}'), { name: '' }, 'missing name'],
  [text('Hi {{ name }}'), { name: ' \u3000\n' }, 'missing name'],
  [text('Hi {{ name | upcase }}'), { name: undefined }, 'missing name'],
  [text("Hi {{ name | default: 'friend' }}"), { name: undefined }, 'Hi friend'],
  [text('{% if name %}Hi {{ name }}{% else %}Hi{% endif %}'), { name: undefined }, 'Hi'],
  [text('Size {{ contact.size }}'), {}, 'Size M'],
  [text('Size {{ contact.size }}'), { vars: {} }, 'missing contact.size'],
  [text('{{ shop.name }}'), {}, 'Yun & Co.'],
  [text({ en: 'Hi', zh: '你好' }), { lang: 'zh' }, '你好'],
  [text({ en: 'Hi {{ name }}', zh: '{{ name }}，你好' }), { lang: 'zh-CN', name: '小满' }, '小满，你好'],
  [text({ en: 'Hi', zh: '你好' }), { lang: 'fr' }, 'Hi'],
  [text({ zh: '这周八折', en: 'Sale' }), { lang: 'zh-TW' }, '這週八折'],
  [text({ en: 'Hi', zh: '你好', ja: 'こんにちは' }), { lang: 'ja' }, 'こんにちは'],
  [text({ en: 'Hi', zh: '你好', ar: 'مرحبا {{ name }}' }), { lang: 'ar', name: 'ليلى' }, 'مرحبا ليلى'],
  [text('Hi {{ name }}'), { name: '{{ 7 | times: 7 }}' }, 'Hi {{ 7 | times: 7 }}'],
  [text('{{ spent }} in {{ orders }} orders'), {}, '$0.00 in 0 orders'],
  [{ content: { langs: { en: { text: 'Hi' }, zh: { text: '你好' } } } }, { lang: 'zh' }, '你好'],
  [
    { content: { text: 'Hi', buttons: [{ label: 'More' }, { label: { en: 'Shop', zh: '去看看' }, link: 'https://shop.example/a' }] } },
    {},
    'Hi | Shop https://shop.example/a | bc.1.0=More',
  ],
  [{ content: { text: 'Hi', image: 'dress.jpg' } }, {}, 'Hi'],
  [{ where: 'tags contains "vip"', ...text('Hi') }, {}, 'nobody'],
  [{ where: 'tags contains "vip"', ...text('Hi') }, { tags: ['vip'] }, 'Hi'],
])('%j for %j says %s', async (written, contact, said) => {
  expect(await saidTo(written, { ...ann, ...contact })).toBe(said);
});

test('a template goes with the channels that have it', async () => {
  const written = { content: { text: 'Hi {{ name }}', template: { name: 'sale', params: { '1': '{{ name }}' } } } };
  expect(await saidTo(written, ann, 'whatsapp-cloud')).toBe('Hi Ann | sale {"1":"Ann"}');
  expect(await saidTo(written, ann, 'telegram')).toBe('Hi Ann');
});

test.each<[written: unknown, field: string, en: RegExp]>([
  ['text', '', /./],
  [{ name: undefined }, 'name', /./],
  [{ name: '' }, 'name', /./],
  [text('Hi'), 'where', /exactly one of them/],
  [{ where: 'everyone', segment: 'vip', ...text('Hi') }, 'where', /exactly one of them/],
  [{ where: '', ...text('Hi') }, 'where', /condition is empty/],
  [{ where: 'tag == "x"', ...text('Hi') }, 'where', /did you mean "tags"/],
  [{ segment: 'vip', ...text('Hi') }, 'segment', /no segment is saved as "vip"/],
  [{ where: 'everyone', content: {} }, 'content', /says nothing/],
  [{ where: 'everyone', content: { text: 'a', langs: { en: { text: 'b' } } } }, 'content.langs', /not both/],
  [{ where: 'everyone', ...text('Hi {{ nme }}') }, 'content.text', /nothing is called "nme", did you mean "name"/],
  [{ where: 'everyone', ...text({ en: 'Hi {{ name }' }) }, 'content.text.en', /./],
  [{ where: 'everyone', ...text('{{ name | shout }}') }, 'content.text', /unknown filter 'shout'/],
  [{ where: 'everyone', content: { template: { name: 'nope' } } }, 'content.template.name', /no template "nope".*there are sale/],
  [{ where: 'everyone', content: { template: { name: 'sale', params: { a: '{{ nme }}' } } } }, 'content.template.params.a', /nothing is called "nme"/],
  [{ where: 'everyone', content: { text: 'a', products: ['NO-1'] } }, 'content.products.0', /no product "NO-1"/],
  [{ where: 'everyone', content: { text: 'a', buttons: [{ label: 'x', link: 'javascript:alert(1)' }] } }, 'content.buttons.0.link', /./],
  [{ where: 'everyone', content: { text: 'a', buttons: [] } }, 'content.buttons', /./],
  [{ where: 'everyone', at: '2026-13-01 10:00', ...text('a') }, 'at', /a day and time such as/],
  [{ where: 'everyone', at: 'tomorrow', ...text('a') }, 'at', /a day and time such as/],
  [{ where: 'everyone', budget: 0, ...text('a') }, 'budget', /more than 0/],
  [{ where: 'everyone', hold_out: 0.9, ...text('a') }, 'hold_out', /./],
  [{ where: 'everyone', zone: 'mars', ...text('a') }, 'zone', /./],
  [{ where: 'everyone', content: { text: 'a', flow: 'spring-sal' } }, 'content.flow', /no flow is called "spring-sal", did you mean "spring-sale"/],
  [{ where: 'everyone', content: { text: 'a', flow: 'zzz' } }, 'content.flow', /no flow is called "zzz"; its name stands/],
  [{ where: 'everyone', content: { text: 'a', flow: 'find-order' } }, 'content.flow', /cannot begin with a reply: it takes order/],
  [{ where: 'everyone', content: { text: 'a', buttons: [{ label: 'x', flow: 'nope-nope' }] } }, 'content.buttons.0.flow', /no flow is called/],
  [
    { where: 'everyone', content: { text: 'a', buttons: [{ label: 'x', flow: 'spring-sale', link: 'https://a.example' }] } },
    'content.buttons.0.flow',
    /not both/,
  ],
  [{ where: 'everyone', at: '10:00', ...text('a') }, 'at', /a day too, .*or every/],
  [{ where: 'everyone', at: '25:00', every: 'day', ...text('a') }, 'at', /a day and time such as/],
  [{ where: 'everyone', every: 'day', ...text('a') }, 'every', /needs at/],
  [{ where: 'everyone', every: 'mon 10:00', at: '10:00', ...text('a') }, 'every', /the time stands in at/],
  [{ where: 'everyone', every: 'fortnight', at: '10:00', ...text('a') }, 'every', /day, week on mon/],
  [{ where: 'everyone', until: '2027-03-31', at: '2026-12-01 10:00', ...text('a') }, 'until', /only together with every/],
  [{ where: 'everyone', until: '2027-02-30', every: 'day', at: '10:00', ...text('a') }, 'until', /the last day, such as/],
  [{ where: 'everyone', txt: 'a', ...text('a') }, 'txt', /no field is called "txt"/],
  [{ where: 'everyone', ...text({ en: 'Hi' }) }, 'content.text', /no text for "zh"/],
  [{ where: 'everyone', ab: { variants: { A: 'a' } }, ...text('a') }, 'ab.variants', /two to five/],
])('%j is refused at %s', async (written, field, en) => {
  const compiled = await compileDraft(typeof written === 'object' ? { name: 'n', ...written } : written, shop);
  if (compiled.ok) throw new Error('was taken');
  const problem = compiled.problems.find((one) => one.field === field);
  expect(problem?.en, JSON.stringify(compiled.problems)).toMatch(en);
});
