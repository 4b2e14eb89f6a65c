import { expect, it } from 'vitest';
import { products } from '../../shop/shop.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import { type RecipientRow, segments } from '../broadcast/rows.ts';
import { compileDraft } from './compile.ts';
import { linksOfBroadcast } from './open-link.ts';

const row: RecipientRow = { _id: 'b:x:a', v: 1, broadcast: 'x', contact: 'a', state: 'waiting', at: 0, lang: 'en', vars: { name: 'Li' } };

it.each([true, false])('links lead through PUBLIC_URL where it is set: %s', async (isSet) => {
  const store = await openSqlite({ file: ':memory:', specs: [products, segments], now: () => 0, log: { info() {}, warn() {} } });
  const shop = { store, currency: 'USD', zone: 'UTC', langs: ['en', 'zh'], name: { en: 'Tea' }, templates: {}, flows: () => new Map() };
  const compiled = await compileDraft(
    { name: 'x', where: 'everyone', content: { text: 'Hi {{ name }}: https://a.example/tea', buttons: [{ label: 'Look', link: 'https://b.example/' }] } },
    { ...shop, ...(isSet && { links: { base: 'https://shop.example', secret: new Uint8Array(32) } }) },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const granted = (await compiled.content.grants?.([row], 0))?.rows[0] ?? row;
  const said = compiled.content.said(granted, 'telegram');
  const [first, second] = isSet ? [0, 1].map((n) => `https://shop.example/l/${granted.token}/${n}`) : ['https://a.example/tea', 'https://b.example/'];
  expect(said.parts).toEqual([
    { type: 'text', text: `Hi Li: ${first}` },
    { type: 'link', url: second, title: 'Look' },
  ]);
  expect(await linksOfBroadcast(store, { draft: compiled.draft })).toEqual(['https://a.example/tea', 'https://b.example/']);
  await store.close();
});
