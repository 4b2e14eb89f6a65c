import { expect, it } from 'vitest';
import type { CollectionSpec, Row } from '../store.ts';
import { columnName, createTable, tableOf } from './table.ts';

const specs: [string, Omit<CollectionSpec<Row>, 'name'>, { fields: string[]; agesByArrival: boolean; row: string }][] = [
  ['rows that stay', { indexes: [] }, { fields: [], agesByArrival: false, row: 'v, doc' }],
  ['rows that leave in the order of their coming', { indexes: [], ttlField: 'at' }, { fields: ['at'], agesByArrival: true, row: 'v, doc' }],
  ['rows that leave by an index', { indexes: [{ fields: ['at'] }], ttlField: 'at' }, { fields: ['at'], agesByArrival: false, row: 'v, doc' }],
  [
    'an index that holds the age second does not find the oldest',
    { indexes: [{ fields: ['contact', 'at'] }], ttlField: 'at' },
    { fields: ['contact', 'at'], agesByArrival: true, row: 'v, doc' },
  ],
  ['the id has its column anyway', { indexes: [{ fields: ['_id', 'n'] }] }, { fields: ['n'], agesByArrival: false, row: 'v, doc' }],
  ['a hot field counts in its column', { indexes: [], hotFields: ['status'] }, { fields: ['status'], agesByArrival: false, row: 'v, doc, "p_status"' }],
];

it.each(specs)('a table for %s', (_, spec, table) => {
  expect(tableOf({ name: 't', ...spec } as CollectionSpec<Row>)).toMatchObject(table);
});

it('a column says whether it repeats the document or counts instead of it', () => {
  const spec = { name: 't', indexes: [{ fields: ['n'] }], hotFields: ['status'] } as CollectionSpec<Row>;
  expect([columnName(spec, 'n'), columnName(spec, 'status')]).toEqual(['f_n', 'p_status']);
  expect(createTable(tableOf(spec))).toBe('CREATE TABLE "c_t" (_id TEXT NOT NULL UNIQUE, v INTEGER NOT NULL, "f_n", "p_status", doc TEXT NOT NULL)');
});
