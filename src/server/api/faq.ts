/** Routes about the entries of the FAQ: to read, add and change them. The files stay the merchant's: comments and order are kept. */
import { z } from 'zod';
import { appendEntry, editEntry, problemLine, writtenEntries } from '../../compiler/flow.ts';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import * as examples from './examples/faq.ts';
import { type Answer, listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const name = z.string().max(100).meta(about('Name of the FAQ file', '常见问题文件的名字，即文件里的 `faq:`'));
const text = z.string().trim().min(1).max(4_000);
const a = z.union([text, z.record(z.string().max(12), text)]).meta(about('The answer: one text, or one in each language', '回答：一段文字，或每种语言一段'));
const q = z.array(z.string().trim().min(1).max(300)).min(1).max(50).meta(about('Ways to ask it', '顾客会怎么问'));
const entry = z.object({
  n: z.number().meta(about('Place in the file, from 0', '在文件里的位置，从 0 开始')),
  line: z.number(),
  q: z.array(z.string()),
  a: z.union([z.string(), z.record(z.string(), z.string())]),
  checkBy: z.string().optional().meta(about('Day after which it has to be looked at again', '过了这一天要重新核对')),
});
const file = z.object({ faq: z.string(), file: z.string(), entries: z.array(entry) });

/** Routes about the FAQ. */
export function faqRoutes(flows: Pick<FlowLibrary, 'set' | 'edit'>): Route[] {
  const shapeOf = (given: { name: string; file: string; source: string }): z.input<typeof file> => ({
    faq: given.name,
    file: given.file,
    entries: writtenEntries(given.source),
  });
  /** Changes the file of a FAQ, and answers with it as it is then. */
  const changed = async (called: string, change: (source: string) => string | undefined, status: 200 | 201): Promise<Answer<z.input<typeof file>>> => {
    const faq = flows.set().faqs.get(called);
    if (!faq) return refuse(404, 'not_found', 'No FAQ file of this name is live', 'name');
    const edited = await flows.edit(faq.file, change);
    if (edited.result === 'problems') return refuse(422, 'problems', edited.problems.map(problemLine).join('\n'));
    if (edited.result === 'not_possible')
      return refuse(409, 'not_possible', `${faq.file} was changed meanwhile, or is not written as a list of entries; read it again`);
    if (edited.result === 'not_written') return refuse(503, 'unavailable', edited.why);
    return ok(shapeOf(flows.set().faqs.get(called) ?? faq), status);
  };
  return [
    route({
      method: 'get',
      path: '/faq',
      summary: { en: 'The FAQ files that are live, with their entries', zh: '正在使用的常见问题文件和其中的每一条' },
      example: examples.listFaq,
      response: listOf(file),
      handle: async () => ok({ items: [...flows.set().faqs.values()].map(shapeOf) }),
    }),
    route({
      method: 'post',
      path: '/faq/:name/entries',
      summary: {
        en: 'Adds an entry at the end of a FAQ file; refused whole when the file would have an error',
        zh: '在常见问题文件末尾添加一条；如果文件会因此出错，就整个不改',
      },
      example: examples.addEntry,
      params: z.object({ name }),
      body: z.strictObject({ q, a }),
      response: file,
      handle: ({ params, body }) => changed(params.name, (source) => appendEntry(source, body), 201),
    }),
    route({
      method: 'patch',
      path: '/faq/:name/entries/:n',
      summary: {
        en: 'Changes the words of an entry; comments, order and languages that are not given stay',
        zh: '修改一条的文字；注释、顺序和没写的语言保持不变',
      },
      example: examples.changeEntry,
      params: z.object({ name, n: z.coerce.number().int().min(0).max(10_000).meta(about('Place in the file, from 0', '在文件里的位置，从 0 开始')) }),
      body: z.strictObject({
        was: q.meta(about('Ways to ask it as they were read: refused when another change came between', '读到的问法；期间被改过就拒绝')),
        q: q.optional(),
        a: a.optional(),
      }),
      response: file,
      handle: async ({ params: { name: called, n }, body: { was, ...to } }) => {
        const before = flows.set().faqs.get(called);
        const entryBefore = before && writtenEntries(before.source).find((one) => one.n === n);
        const made = await changed(
          called,
          (source) => {
            const now = writtenEntries(source).find((one) => one.n === n);
            return now && now.q.join('\n') === was.join('\n') ? editEntry(source, n, { ...(to.q && { q: to.q }), ...(to.a && { a: to.a }) }) : undefined;
          },
          200,
        );
        return made.ok
          ? { ...made, audit: { of: called, before: { q: was, a: entryBefore?.a ?? '' }, after: { q: to.q ?? was, a: to.a ?? entryBefore?.a ?? '' } } }
          : made;
      },
    }),
  ];
}
