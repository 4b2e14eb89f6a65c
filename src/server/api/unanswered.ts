import { z } from 'zod';
import { appendEntry, problemLine } from '../../compiler/flow.ts';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import { removeUnanswered, shownGroup, type UnansweredGroup, unansweredGroups } from '../../runtime/turn/unanswered.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/unanswered.ts';
import { ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const group = z.object({
  id: z.string(),
  count: z.number().meta(about('How often it was asked', '问过几次')),
  people: z.number().meta(about('How many customers asked it', '多少位顾客问过')),
  first: z.number(),
  last: z.number(),
  examples: z.array(z.string()).meta(about('The most frequent wordings, at most 5', '最常见的问法，最多 5 种')),
  lang: z.string(),
});
const params = z.object({ id: z.string().max(700).meta(about('Id of the group', '这一组的编号')) });

const answer = z.string().trim().min(1).max(4_000);
/** Body of a new entry. */
export const entry = z.strictObject({
  faq: z.string().max(100).meta(about('Name of the FAQ file', '常见问题文件的名字，即文件里的 `faq:`')),
  a: z.union([answer, z.record(z.string().max(12), answer)]).meta(about('The answer: one text, or one in each language', '回答：一段文字，或每种语言一段')),
  q: z
    .array(z.string().trim().min(1).max(300))
    .min(1)
    .max(50)
    .optional()
    .meta(about('Ways to ask it; unless given, the 20 most frequent wordings of the group', '顾客会怎么问；不填就用这一组里最常见的 20 种问法')),
});
const wordings = 20;

export const entryMade = z.object({ file: z.string(), q: z.array(z.string()), dropped: z.number() });

/** Makes an entry of a group, and drops its questions; refused whole when the file would have an error. */
export async function keepEntry({ store, flows }: EntryParts, group: UnansweredGroup, body: z.infer<typeof entry>) {
  const faq = flows.set().faqs.get(body.faq);
  if (!faq) return refuse(404, 'not_found', 'No FAQ file of this name is live', 'faq');
  const { file } = faq;
  const q = [...new Set((body.q ?? group.texts.slice(0, wordings)).map((text) => text.replace(/\s+/g, ' ')))];
  const edited = await flows.edit(file, (text) => appendEntry(text, { q, a: body.a }));
  if (edited.result === 'problems') return refuse(422, 'problems', edited.problems.map(problemLine).join('\n'));
  if (edited.result === 'not_possible') return refuse(409, 'not_possible', `${file} has no list of entries, one below the other, to add to`, 'faq');
  if (edited.result === 'not_written') return refuse(503, 'unavailable', edited.why);
  await removeUnanswered(store, group);
  return ok({ file, q, dropped: group.rows.length }, 201);
}

interface EntryParts {
  store: Store;
  flows: Pick<FlowLibrary, 'set' | 'edit'>;
}

/** Routes about questions that nothing in the flows and the FAQ answers. */
export function unansweredRoutes({ store, flows }: EntryParts): Route[] {
  const groupWith = async (id: string): Promise<UnansweredGroup | undefined> =>
    (await unansweredGroups(store)).find(({ rows }) => rows.some((row) => row._id === id));
  const unknown = () => refuse(404, 'not_found', 'There is no such group of questions', 'id');
  return [
    route({
      method: 'get',
      path: '/unanswered',
      summary: {
        en: 'What customers asked and nothing answered, grouped by meaning, most frequent first; of the newest 2,000 messages',
        zh: '顾客问了却没有答上来的问题，意思相近的归为一组，最常问的在前；取最近的 2,000 条',
      },
      example: examples.listUnanswered,
      query: z.object({ limit: paging.limit }),
      response: z.object({ items: z.array(group) }),
      handle: async ({ query }) => ok({ items: (await unansweredGroups(store)).slice(0, query.limit).map(shownGroup) }),
    }),
    route({
      method: 'post',
      path: '/unanswered/:id/entry',
      summary: {
        en: 'Makes a group of unanswered questions an entry of a FAQ file, at its end, and drops the group; refused whole when the file would have an error',
        zh: '把一组没答上来的问题写成常见问题文件末尾的一条，并去掉这一组；如果文件会因此出错，就整个不改',
      },
      example: examples.makeEntry,
      params,
      body: entry,
      response: entryMade,
      handle: async ({ params, body }) => {
        const found = await groupWith(params.id);
        if (!found) return unknown();
        return keepEntry({ store, flows }, found, body);
      },
    }),
    route({
      method: 'delete',
      path: '/unanswered/:id',
      summary: { en: 'Drops a group of unanswered questions; what is asked later is listed again', zh: '去掉一组没答上来的问题；以后再有人问会重新列出' },
      example: examples.dropUnanswered,
      params,
      response: group,
      handle: async ({ params }) => {
        const found = await groupWith(params.id);
        if (!found) return unknown();
        await removeUnanswered(store, found);
        return ok(shownGroup(found));
      },
    }),
  ];
}
