/** What each removing command leaves: on either store, everything that is not meant stays byte by byte. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, openCore } from '../../src/app/core.ts';
import { allCollections } from '../../src/app/open-store.ts';
import { loadConfig } from '../../src/config/load.ts';
import { findPerson } from '../../src/data-rights/export-person.ts';
import { countHoldings, holdings, nobodys } from '../../src/data-rights/holdings.ts';
import { seed } from '../../src/demo/seed/seed.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { attemptsKept } from '../../src/shop/proof/attempt-count.ts';
import { applyRetention } from '../../src/store/retention.ts';
import type { Op } from '../../src/store/store.ts';
import { quiet } from '../runtime/desk.ts';
import { changes, contactOf, dump, type Files, fill } from './people.ts';

const day = 86_400_000;
/** The ledger of consent keeps that somebody agreed, reports keep their counts, the list of erased people their hashes, and the program how many conversations there are. */
const isMeant = (key: string): boolean =>
  /^(consents\/erased:|broadcast_(recipients|marks)\/.*erased-|conversation_days\/.*:erased:|erasures\/)/.test(key) || key === 'settings/conversations_counted';

/** `mongodbUrl` names a database of its own; the embedded database unless given. */
export function removingContract(name: string, mongodbUrl: () => string | undefined): void {
  describe(`what is left after removing: ${name}`, () => {
    let folder: string;
    let core: Core;
    let files: Files;
    let now: number;
    let before: Map<string, string>;
    let url: string | undefined;
    const open = (): Promise<Core> => {
      const config = loadConfig('', 'config/default.yaml');
      if (!config.ok) throw new Error(config.problems.join('\n'));
      const options = { dataDir: folder, flowsDir: join(folder, 'flows'), channels: new Map(), log: quiet, now: () => now };
      return openCore({ ...options, config: { ...config.value, shop: { ...config.value.shop, demo: false } }, mongodbUrl: url });
    };
    beforeEach(async () => {
      url = mongodbUrl();
      folder = mkdtempSync(join(tmpdir(), 'zhanggui-removing-'));
      mkdirSync(join(folder, 'flows'));
      now = Date.UTC(2026, 10, 23);
      core = await open();
      files = await fill(core.store, core.media, now);
      now += 1_000;
      before = await dump(core.store);
    });
    afterEach(async () => {
      await core?.close(0);
      rmSync(folder, { recursive: true, force: true });
    });

    it('erasing one of three customers', async () => {
      expect(await core.runtime.erase(contactOf('ann9'))).toBe('done');
      const after = await dump(core.store);
      expect(changes(before, after, (key, row) => /ann9/.test(key + row) || row.includes(files.own.ann9!) || isMeant(key))).toEqual([]);
      // Of bob, whom the shop had told apart from ann, that he is not ann.
      expect(changes(before, after, (key) => /ann9/.test(key)).filter((key) => /bob9/.test(key))).toEqual([`contacts/${contactOf('bob9')}`]);
      expect(JSON.parse(after.get(`contacts/${contactOf('bob9')}`) ?? '')).toMatchObject({ name: 'bob9 name', apart: [contactOf('cid9')] });
      const left = [...after].map(([key, row]) => `${key} ${row}`);
      expect(left.filter((row) => /ann9/.test(row))).toEqual([]);
      expect(after.get('orders/SO-0'), 'stays for the books').toBeDefined();
      expect(
        [...after].filter(([key, row]) => key.startsWith('audit_log/') && row.includes('"of":"erased"')),
        'who did what',
      ).toHaveLength(1);
      expect(await core.media.get(files.own.ann9!)).toBeNull();
      for (const kept of [files.both, files.own.bob9!, files.own.cid9!]) expect((await core.media.get(kept))?.bytes.length).toBeGreaterThan(8);
      if (!mongodbUrl()) expect(readdirSync(join(folder, 'media')).filter((file) => !file.startsWith('.'))).toHaveLength(3);
      expect(await core.runtime.erase(contactOf('ann9')), 'again').toBe('unknown');
      expect(await dump(core.store)).toEqual(after);
    });

    it('finds everything of one of three customers, and says what erasing leaves of it', async () => {
      const person = await findPerson(core.store, contactOf('ann9'));
      if (!person) throw new Error('no person');
      const search = { store: core.store, person, country: undefined, now };
      const left = new Set(Object.entries(holdings).flatMap(([name, { erased }]) => (erased === 'removed' ? [] : [name])));
      for (const { name } of allCollections) {
        const holding = holdings[name];
        expect([name, holding !== undefined || nobodys.has(name), holding !== undefined && nobodys.has(name)], 'src/data-rights/holdings.ts').toEqual([
          name,
          true,
          false,
        ]);
        if (!holding) continue;
        const found: string[] = [];
        for await (const row of holding.find(search)) found.push(`${name}/${row._id}`);
        // Of bob the shop has said that he is not ann.
        const theirs = [...before].flatMap(([key, row]) => (key.startsWith(`${name}/`) && /ann9/.test(key + row) && !/bob9/.test(key) ? [key] : []));
        const own = name === 'media' ? [files.own.ann9!, files.both].map((id) => `media/${id}`) : theirs;
        expect(found.toSorted(), name).toEqual(own.toSorted());
      }
      const { removed, kept } = await countHoldings(search);
      expect(kept.map(({ collection }) => collection).toSorted()).toEqual([...left].toSorted());
      expect(Object.keys(removed).length + kept.length).toBe(Object.keys(holdings).length);
      await core.runtime.erase(contactOf('ann9'));
      const after = await countHoldings(search);
      // A file that another customer sent too is theirs.
      expect(after).toEqual({ removed: { media: 1 }, kept: [] });
    });

    it('erases again who is back from a backup, before anybody is served', async () => {
      await core.runtime.erase(contactOf('ann9'));
      const rows = [...before].filter(([key, row]) => /ann9/.test(key + row) || key.startsWith('erasures/'));
      const erasures = [...(await dump(core.store)).keys()].filter((key) => key.startsWith('erasures/') && !before.has(key));
      expect(erasures).toHaveLength(1);
      const ops = rows.map(([key, row]): Op => ({ op: 'put', in: key.slice(0, key.indexOf('/')), row: JSON.parse(row) }));
      await core.store.write([...ops, { op: 'delete', in: 'erasures', id: erasures[0]!.slice('erasures/'.length) }]);
      expect(await findPerson(core.store, contactOf('ann9'))).not.toBeNull();
      await core.close(0);
      core = await open();
      const again = [...(await dump(core.store))].map(([key, row]) => `${key} ${row}`);
      expect(again.filter((row) => /ann9/.test(row))).toEqual([]);
      expect(again.some((row) => /bob9/.test(row))).toBe(true);
      await core.close(0);
      const list = readFileSync(join(folder, 'erased.jsonl'), 'utf8');
      core = await open();
      expect(readFileSync(join(folder, 'erased.jsonl'), 'utf8'), 'nothing to do').toBe(list);
      expect(list).not.toMatch(/ann9/);
    });

    it('erasing all three, the last one takes the file that two had', async () => {
      for (const who of ['ann9', 'bob9', 'cid9']) await core.runtime.erase(contactOf(who));
      const left = [...(await dump(core.store))].map(([key, row]) => `${key} ${row}`);
      expect(left.filter((row) => /ann9|bob9|cid9/.test(row))).toEqual([]);
      expect(await core.media.get(files.both)).toBeNull();
    });

    it('retention removes what is old, of what has a time', async () => {
      now += 30 * day;
      const store = core.store;
      await store.write([{ op: 'put', in: 'traces', row: { _id: 'new', v: 1, conversation: contactOf('ann9'), at: now } as never }]);
      before = await dump(store);
      const times = { traces: 7 * day, inbox: 14 * day, notices: day, messages: 90 * day, media: 90 * day, lookup_guards: attemptsKept, guess_sources: day };
      await applyRetention({ specs: allCollections, store, media: core.media, times, now: () => now, log: quiet, pause: async () => {} });
      const after = await dump(store);
      const gone = new Set(changes(before, after, () => false).map((key) => key.split('/')[0]));
      expect([...gone].sort()).toEqual(['guess_sources', 'inbox', 'lookup_guards', 'traces']);
      expect([...after.keys()].filter((key) => key.startsWith('traces/'))).toEqual(['traces/new']);
      expect(changes(before, after, (key) => /^(guess_sources|inbox|lookup_guards|traces)\//.test(key))).toEqual([]);
      // Unread notices stay whatever their age.
      expect([...after.keys()].filter((key) => key.startsWith('notices/'))).toHaveLength(4);
    });

    it('a refusal of marketing changes the one who refuses', async () => {
      await core.runtime.start();
      const from = { channel: 'test', account: 'main', user: 'bob9' };
      await core.runtime.receive([{ type: 'consent', id: 'no', from, at: now, marketing: false }]);
      await core.runtime.idle();
      const after = await dump(core.store);
      expect(JSON.parse(after.get(`contacts/${contactOf('bob9')}`) ?? '')).toMatchObject({ consent: { marketing: false } });
      expect(changes(before, after, (key, row) => /bob9/.test(key + row))).toEqual([]);
    });

    it('an import changes the rows of its file', async () => {
      const bytes = Buffer.from('code,kind,value,currency,until,campaign\nNEW10,percent,10,,2027-01-01,spring\n');
      const done = await importFile(core.store, { file: 'coupons.csv', bytes, now, currency: 'USD', zone: 'Asia/Shanghai' });
      expect(done).toMatchObject({ ok: true, stored: 1 });
      expect(changes(before, await dump(core.store), (key) => key.startsWith('coupons/NEW10'))).toEqual([]);
    });

    it('the demo shop does not come into a shop that has something', async () => {
      expect(await seed(core.store, now)).toEqual({ products: 0, orders: 0 });
      expect(changes(before, await dump(core.store), () => false)).toEqual([]);
    });
  });
}
