/** `GET /contacts/:id/export`: everything of one person as a ZIP file, as it is read. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { noteAudit } from '../../console/audit.ts';
import { type ExportOptions, exportPerson } from '../../data-rights/export-person.ts';
import * as examples from './examples/contacts.ts';
import { sendRefusal } from './express-routes.ts';
import { type Caller, nameOf, type Route, refused, route } from './route.ts';
import { about } from './words.ts';

export interface ExportParts extends Omit<ExportOptions, 'lang' | 'now'> {
  now(): number;
}

export const exportPath = '/contacts/:id/export';
const query = z.object({ lang: z.enum(['en', 'zh']).default('en').meta(about('Language of the page in it', '其中网页的语言')) });

/** The route as it is documented. */
export const exportRoute: Route = route({
  method: 'get',
  path: exportPath,
  summary: {
    en: 'Everything that the shop keeps of one person, as a ZIP file: JSON, the files that they sent, and a page to read',
    zh: '导出一位顾客的全部数据（ZIP）：JSON、顾客发来的文件，以及可以直接看的网页',
  },
  example: examples.exportContact,
  params: z.object({ id: z.string().max(600).meta(about('Id of the contact', '顾客的编号')) }),
  query,
  response: z.literal('application/zip'),
  handle: async () => ({ ok: false, refusal: refused(404, 'not_found', 'It is answered as a file') }),
});

/** Answers with the file. It is noted in the audit log who took it. */
export function exportContact(parts: ExportParts): (request: Request, response: Response, by: Caller) => void {
  return (request, response, by) => {
    const asked = query.safeParse(request.query);
    const { id } = request.params;
    if (!asked.success || typeof id !== 'string') return sendRefusal(response, refused(422, 'invalid', 'query: `lang` is en or zh', 'lang'));
    const send = async (): Promise<void> => {
      const now = parts.now();
      const bytes = await exportPerson(id, { ...parts, lang: asked.data.lang, now });
      if (!bytes) return sendRefusal(response, refused(404, 'not_found', 'There is no such contact', 'id'));
      await noteAudit(parts.store, { at: now, who: nameOf(by, 'script'), from: by.ip, what: `get ${exportPath}`, of: id });
      response.set({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="person.zip"', 'x-content-type-options': 'nosniff' });
      await pipeline(Readable.from(bytes), response);
    };
    // A caller that goes away ends it; a fault after the first bytes can only break the file off.
    send().catch(() => (response.headersSent ? response.destroy() : sendRefusal(response, refused(503, 'unavailable', 'The data could not be read now'))));
  };
}
