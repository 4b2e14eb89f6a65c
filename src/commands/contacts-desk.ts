/** Where `npm run contacts` does its work: on the store itself, or through the program that has it open. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { exportPerson } from '../data-rights/export-person.ts';
import type { Words } from '../data-rights/holdings.ts';
import { realClock } from '../event-loop/clock.ts';
import { People } from '../marketing/audience/people.ts';
import { compileSegment } from '../marketing/audience/segment-condition.ts';

import { segments } from '../marketing/broadcast/rows.ts';
import { consentOf } from '../marketing/consent/ledger.ts';
import type { MarketingProblem } from '../marketing/problem.ts';
import { withFile } from '../own-folder/file-failed.ts';
import { importFile } from '../shop/importing/import.ts';
import { importReport } from '../shop/importing/import-report.ts';
import { consents } from '../store/collections.ts';
import { consentPurposes } from '../store/consent-purposes.ts';
import { mediaInBoth, mediaInFolder, mediaInStore } from '../store/media-bytes.ts';
import { MediaStore, mediaFolder } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { askProgram, downloadFrom, type RunningProgram } from './running-program.ts';

type Lang = 'en' | 'zh';

export interface ShopOfContacts {
  currency: string;
  zone: string;
  country?: string | undefined;
  langs: readonly string[];
  name: Words;
  media: { dataDir: string; maxBytes: number; inStore: boolean };
}

const line = z.object({
  contact: z.string(),
  at: z.number(),
  purpose: z.enum(consentPurposes),
  granted: z.boolean(),
  words: z.string(),
  version: z.string().optional(),
  evidence: z.string().optional(),
  by: z.string().optional(),
  source: z.string(),
});
export type LedgerLine = z.output<typeof line>;
const page = z.object({ items: z.array(line), next: z.string().optional() });
const imported = z.object({ ok: z.boolean(), lines: z.array(z.string()) });
const saved = z.object({ id: z.string().optional(), name: z.string(), where: z.string() });
const savedPage = z.object({ items: z.array(saved), next: z.string().optional() });
const counted = z.object({
  count: z.number(),
  reachable: z.number(),
  byChannel: z.record(z.string(), z.number()),
  examples: z.array(z.object({ id: z.string(), name: z.string().optional(), channel: z.string().optional() })),
});
const words = z.object({ en: z.string(), zh: z.string() });
const gone = z.object({ removed: z.record(z.string(), z.number()), kept: z.array(z.object({ rows: z.number(), name: words, why: words })) });
const refusal = z.object({ error: z.object({ message: z.string(), at: z.number().optional() }) });

/** Problems of a condition; `at`: the place in it, from 0. */
interface Problems {
  problems: { at?: number; text: string }[];
}

export interface ContactsDesk {
  import(file: string, consent: string, check: boolean, lang: Lang, tell: (step: string, rows: number) => void): Promise<z.output<typeof imported>>;
  segments(): Promise<z.output<typeof saved>[]>;
  /** Keeps a condition under a name; the one that has the name already is changed. */
  keep(name: string, where: string, lang: Lang): Promise<Problems | null>;
  count(where: string, lang: Lang): Promise<z.output<typeof counted> | Problems>;
  /** The ledger of a person, newest first; null when there is none. */
  consent(id: string): Promise<LedgerLine[] | null>;
  ledger(): AsyncGenerator<LedgerLine[]>;
  /** Everything of a person as a ZIP file; null when there is none. */
  person(id: string, lang: Lang): Promise<AsyncIterable<Uint8Array> | null>;
  /** Erases a person; null when there is none. Only the running program may: it writes the conversations. */
  erase(id: string): Promise<z.output<typeof gone> | null | 'not running'>;
}

const pageRows = 1_000;

function problemsOf(problems: readonly MarketingProblem[], lang: Lang): Problems {
  return { problems: problems.map((one) => ({ ...(one.at !== undefined && { at: one.at }), text: one[lang] })) };
}

/** Reads the API's refusal of a condition. */
function refused(body: unknown, lang: Lang): Problems {
  const { message, at } = refusal.parse(body).error;
  const [en = message, zh = en] = message.replace(/^where:\d+: /, '').split(' / ');
  return { problems: [{ ...(at !== undefined && { at }), text: lang === 'zh' ? zh : en }] };
}

export function storeContacts(store: Store, { langs, name, media, ...shop }: ShopOfContacts): ContactsDesk {
  const { currency, zone, country } = shop;
  return {
    async import(file, consent, check, lang, tell) {
      const bytes = await withFile(file, () => readFile(file));
      const result = await importFile(store, {
        file,
        bytes,
        kind: 'customers',
        now: Date.now(),
        ...shop,
        consent,
        everyoneAgreed: true,
        check,
        progress: tell,
      });
      return { ok: result.ok, lines: importReport(result, file, lang) };
    },
    async segments() {
      const found: z.output<typeof saved>[] = [];
      for (let after = ''; ; ) {
        const rows = await store.collection(segments).find({ where: { name: { gt: after } }, sort: { by: 'name' }, limit: pageRows });
        found.push(...rows);
        after = rows.at(-1)?.name ?? '';
        if (rows.length < pageRows) return found;
      }
    },
    async keep(name, where, lang) {
      const segment = compileSegment(where, { currency, zone, lang: langs[0] ?? 'zh' });
      if (!segment.ok) return problemsOf(segment.problems, lang);
      const rows = store.collection(segments);
      const [known] = await rows.find({ where: { name }, limit: 1 });
      const now = Date.now();
      if (known) await rows.replace({ ...known, where, updatedAt: now });
      else await rows.insert({ _id: randomBytes(6).toString('hex'), name, where, createdAt: now, updatedAt: now });
      return null;
    },
    async count(where, lang) {
      const segment = compileSegment(where, { currency, zone, lang: langs[0] ?? 'zh' });
      if (!segment.ok) return problemsOf(segment.problems, lang);
      return new People({ store, currency, ...(country !== undefined && { country }), clock: realClock() }).count(segment);
    },
    consent: async (id) => (await consentOf(store, id))?.ledger ?? null,
    async *ledger() {
      for (let after = ''; ; ) {
        const rows = await store.collection(consents).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageRows });
        yield rows;
        after = rows.at(-1)?._id ?? '';
        if (rows.length < pageRows) return;
      }
    },
    person(id, lang) {
      const [files, parts] = [mediaInFolder(join(media.dataDir, mediaFolder)), mediaInStore(store)];
      const bytes = media.inStore ? mediaInBoth(parts, files) : mediaInBoth(files, parts);
      const kept = new MediaStore({ bytes, store, maxBytes: media.maxBytes, now: Date.now });
      return exportPerson(id, { store, media: kept, country, shop: name, lang, now: Date.now() });
    },
    erase: async () => 'not running',
  };
}

export class Unreachable extends Error {}

export function programContacts(program: RunningProgram): ContactsDesk {
  const ask = async (method: string, path: string, body?: Uint8Array | object): Promise<{ status: number; body: unknown }> => {
    const asked = await askProgram(program, method, path, body);
    if (!asked.ok) throw new Unreachable(asked.why);
    return asked;
  };
  const pages = async function* <T>(path: string, schema: z.ZodType<{ items: T[]; next?: string | undefined }>): AsyncGenerator<T[]> {
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { items, next } = schema.parse((await ask('GET', `${path}?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)).body);
      yield items;
      cursor = next;
    }
  };
  return {
    async import(file, consent, check, lang) {
      const bytes = await withFile(file, () => readFile(file));
      const query = new URLSearchParams({ file: basename(file), kind: 'customers', lang, consent, agreed: 'true', check: String(check) });
      const { body } = await ask('POST', `/import?${query}`, bytes);
      return imported.catch({ ok: false, lines: [JSON.stringify(body)] }).parse(body);
    },
    async segments() {
      const found: z.output<typeof saved>[] = [];
      for await (const items of pages('/segments', savedPage)) found.push(...items);
      return found;
    },
    async keep(name, where, lang) {
      const known = (await this.segments()).find((one) => one.name === name);
      const { status, body } =
        known?.id === undefined ? await ask('POST', '/segments', { name, where }) : await ask('PATCH', `/segments/${encodeURIComponent(known.id)}`, { where });
      return status < 300 ? null : refused(body, lang);
    },
    async count(where, lang) {
      const { status, body } = await ask('POST', '/segments/preview', { where });
      return status === 200 ? counted.parse(body) : refused(body, lang);
    },
    async consent(id) {
      const { status, body } = await ask('GET', `/contacts/${encodeURIComponent(id)}/consent`);
      return status === 200 ? page.parse(body).items : null;
    },
    ledger: () => pages('/consents', page),
    async person(id, lang) {
      const asked = await downloadFrom(program, `/contacts/${encodeURIComponent(id)}/export?lang=${lang}`);
      if (!asked.ok) throw new Unreachable(asked.why);
      return asked.bytes;
    },
    async erase(id) {
      const { status, body } = await ask('DELETE', `/contacts/${encodeURIComponent(id)}`);
      return status === 200 ? gone.parse(body) : null;
    },
  };
}
