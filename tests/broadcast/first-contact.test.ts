import { afterEach, expect, test } from 'vitest';
import { digitsOf } from '../../src/marketing/broadcast/first-contact.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { type ContactRow, contacts, conversations } from '../../src/store/collections.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

let desk: CastDesk;
afterEach(() => desk?.close());

const window = { ms: 24 * 3_600_000 };
const account = () => new RecordingChannel('whatsapp-cloud', { byNumber: true, window });
const said = (withTemplate: boolean) => ({
  hasTemplate: () => withTemplate,
  said: () => ({ parts: [{ type: 'text' as const, text: 'Sale' }], lang: 'en', ...(withTemplate && { template: { name: 'sale', lang: 'en', params: {} } }) }),
});
const templates = { sale: { channels: ['whatsapp-cloud'] } };

const imported = (id: string, set: Partial<ContactRow>): ContactRow => ({
  ...newContact(`import:${id}`, 0),
  addresses: [],
  consent: { marketing: true },
  ...set,
});

async function given(withTemplate: boolean, rows: ContactRow[]): Promise<string> {
  desk = await openCast({ channel: account(), content: said(withTemplate), templates, releaser: { country: 'CN' } });
  await desk.store.write(rows.map((row) => ({ op: 'insert' as const, in: contacts.name, row })));
  const { _id } = await desk.broadcasts.create('Sale', {});
  await desk.broadcasts.start(_id);
  await desk.work(5_000);
  return _id;
}

test('who agreed in a file and never wrote is reached by number, and who answers is the same person', async () => {
  const id = await given(true, [
    imported('a', { phone: '+447911123456', name: 'Ann' }),
    imported('b', { phone: '13800138000' }),
    imported('c', { phone: '+447911123457', consent: {} }),
    imported('d', { phone: '+447911123458', told: ['phone'] }),
    imported('e', {}),
    imported('f', { phone: '+447911123459', consent: { marketing: false } }),
  ]);
  expect(desk.channel.sent.map(({ conversation, template }) => [conversation, template?.name])).toEqual([
    ['whatsapp-cloud:main:447911123456', 'sale'],
    ['whatsapp-cloud:main:8613800138000', 'sale'],
  ]);
  const reasons = Object.fromEntries((await desk.recipientsOf(id)).map(({ contact, state, reason }) => [contact, reason ?? state]));
  expect(reasons).toEqual({
    'import:a': 'sent',
    'import:b': 'sent',
    'import:c': 'no_consent',
    'import:d': 'no_address',
    'import:e': 'no_address',
    'import:f': 'opted_out',
  });
  await desk.write('447911123456', 'How much?');
  await desk.work(2_000);
  expect((await desk.store.collection(conversations).get('whatsapp-cloud:main:447911123456'))?.contact).toBe('import:a');
  const ann = await desk.runtime.contacts.get('whatsapp-cloud:main:447911123456');
  expect(ann).toMatchObject({ _id: 'import:a', name: 'Ann', addresses: ['whatsapp-cloud:main:447911123456'] });
  expect((await desk.states(id)).sent).toBe(2);
});

test('without a template nobody is written to first', async () => {
  const id = await given(false, [imported('a', { phone: '+447911123456' })]);
  expect(desk.channel.sent).toEqual([]);
  expect((await desk.recipientsOf(id)).map(({ reason }) => reason)).toEqual(['no_address']);
});

test('a number of another contact, or of two, is nobody’s first address', async () => {
  const id = await given(true, [
    imported('a', { phone: '+447911123456' }),
    { ...newContact('whatsapp-cloud:main:447911123456', 0), consent: { marketing: true } },
    imported('b', { phone: '+447911123460' }),
    imported('c', { phone: '00447911123460' }),
  ]);
  const reasons = Object.fromEntries((await desk.recipientsOf(id)).map(({ contact, reason, state }) => [contact, reason ?? state]));
  expect(reasons).toEqual({ 'import:a': 'no_address', 'import:b': 'no_address', 'import:c': 'no_address', 'whatsapp-cloud:main:447911123456': 'sent' });
  expect(desk.channel.sent).toHaveLength(1);
});

test.each<[set: Partial<ContactRow>, country: string | undefined, digits: string | undefined]>([
  [{ phone: '+86 138 0013 8000' }, undefined, '8613800138000'],
  [{ phone: '13800138000' }, 'CN', '8613800138000'],
  [{ phone: '13800138000' }, undefined, undefined],
  [{ phone: '0044 7911 123456' }, 'CN', '447911123456'],
  [{ phone: '07911 123456' }, 'GB', '447911123456'],
  [{ phone: '07911 123456' }, undefined, undefined],
  [{ phone: '+1 (415) 555-2671' }, 'CN', '14155552671'],
  [{ phone: '12345' }, 'CN', undefined],
  [{ phone: 'none' }, 'CN', undefined],
  [{ phone: '+447911123456', told: ['phone'] }, 'CN', undefined],
  [{ phone: '+447911123456', verifiedPhone: '+447911999999' }, 'CN', '447911999999'],
  [{}, 'CN', undefined],
])('%j in a shop of %s has the number %s', (set, country, digits) => {
  expect(digitsOf(imported('x', set), country)).toBe(digits);
});
