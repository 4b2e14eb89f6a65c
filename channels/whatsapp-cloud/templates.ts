/** The approved templates of the account: read page by page, kept current, looked up before sending. */
import { z } from 'zod';
import type { ProviderTemplate } from '../../src/channel.ts';
import { type ApprovedTemplate, described, readTemplate } from './approved.ts';
import { templatesEveryMs } from './capabilities.ts';
import type { Client } from './client.ts';
import { type Fitted, fitTemplate } from './fit.ts';
import type { News } from './news.ts';
import type { TemplateValue } from './template.ts';

const page = z.object({
  data: z.array(z.unknown()),
  paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() }).optional(),
});
/** An account has at most 6,000 templates with their languages. */
const pageSize = 100;
const mostPages = 60;
/** A name that is not known is looked for at Meta again, but not more often than this, ms. */
const againMs = 60_000;

export interface TemplateBook {
  /** Reads them all; what there was stays when it fails. Rejects with the client's errors. Nothing happens while the account's id is not known. */
  sync(): Promise<void>;
  /** Takes a webhook's word for one template. */
  apply(news: Extract<News, { about: 'template' }>): void;
  /** Fits a message to its template; unchanged while the list could not be read, so that Meta checks it. */
  check(value: TemplateValue): Promise<Fitted>;
  /** Null until they were read. */
  list(): ProviderTemplate[] | null;
}

/** Begins empty; `businessId` resolves to the id of the account once it is known. `now` tells ms since any moment. Each request may take `timeoutMs`. */
export function createTemplateBook(client: Client, businessId: () => Promise<string | undefined>, now: () => number, timeoutMs: number): TemplateBook {
  let known: ApprovedTemplate[] | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function readAll(): Promise<void> {
    triedAt = now();
    const business = await businessId();
    if (!business) return;
    const found: ApprovedTemplate[] = [];
    let after = '';
    for (let n = 0; n < mostPages; n++) {
      const query = new URLSearchParams({
        fields: 'name,language,status,category,parameter_format,components',
        limit: String(pageSize),
        ...(after ? { after } : {}),
      });
      const { data, paging } = page.parse(await client.call('GET', `/${business}/message_templates?${query}`, undefined, timeoutMs));
      found.push(...data.map(readTemplate).filter((each) => each !== undefined));
      const next = paging?.next ? paging.cursors?.after : undefined;
      if (!next || next === after) break;
      after = next;
    }
    known = found;
  }

  const sync = (): Promise<void> => {
    reading ??= readAll().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const versions = (name: string) => (known ?? []).filter((each) => each.name === name);

  return {
    sync,
    apply({ name, lang, status }) {
      const same = known?.find((each) => each.name === name && each.lang === lang);
      if (same) known = known?.map((each) => (each === same ? { ...same, status } : each));
      else triedAt = Number.NEGATIVE_INFINITY;
    },
    async check(value) {
      const age = now() - triedAt;
      const stale = known === undefined || age > 2 * templatesEveryMs || versions(value.name).length === 0;
      if (stale && (age > againMs || reading)) await sync().catch(() => undefined);
      return known ? fitTemplate(value, versions(value.name)) : { ok: true, value };
    },
    list: () => known?.map(described) ?? null,
  };
}
