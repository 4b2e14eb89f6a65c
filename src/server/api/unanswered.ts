import { z } from 'zod';
import { appendEntry, problemLine } from '../../engine/flow.ts';
import type { FlowLibrary } from '../../runtime/flow-library.ts';
import { removeUnanswered, shownGroup, type UnansweredGroup, unansweredGroups } from '../../runtime/unanswered.ts';
import type { Store } from '../../store/store.ts';
import { ok, type Route, refuse, route } from './route.ts';

const group = z.object({
  id: z.string(),
  count: z.number().meta({ description: 'How often it was asked' }),
  people: z.number().meta({ description: 'How many customers asked it' }),
  first: z.number(),
  last: z.number(),
  examples: z.array(z.string()).meta({ description: 'The most frequent wordings, at most 5' }),
  lang: z.string(),
});
const params = z.object({ id: z.string().max(700) });

const answer = z.string().trim().min(1).max(4_000);
const entry = z.strictObject({
  faq: z.string().max(100).meta({ description: 'Name of the FAQ file' }),
  a: z.union([answer, z.record(z.string().max(12), answer)]).meta({ description: 'The answer: one text, or one in each language' }),
  q: z
    .array(z.string().trim().min(1).max(300))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: 'Ways to ask it; unless given, the 20 most frequent wordings of the group' }),
});
const wordings = 20;

/** Routes about questions that nothing in the flows and the FAQ answers. */
export function unansweredRoutes({ store, flows }: { store: Store; flows: Pick<FlowLibrary, 'set' | 'edit'> }): Route[] {
  const groupWith = async (id: string): Promise<UnansweredGroup | undefined> =>
    (await unansweredGroups(store)).find(({ rows }) => rows.some((row) => row._id === id));
  const unknown = () => refuse(404, 'not_found', 'There is no such group of questions', 'id');
  return [
    route({
      method: 'get',
      path: '/unanswered',
      summary: 'What customers asked and nothing answered, grouped by meaning, most frequent first; of the newest 2,000 messages',
      query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: z.object({ items: z.array(group) }),
      handle: async ({ query }) => ok({ items: (await unansweredGroups(store)).slice(0, query.limit).map(shownGroup) }),
    }),
    route({
      method: 'post',
      path: '/unanswered/:id/entry',
      summary: 'Makes a group of unanswered questions an entry of a FAQ file, at its end, and drops the group; refused whole when the file would have an error',
      params,
      body: entry,
      response: z.object({ file: z.string(), q: z.array(z.string()), dropped: z.number() }),
      handle: async ({ params, body }) => {
        const found = await groupWith(params.id);
        if (!found) return unknown();
        const faq = flows.set().faqs.get(body.faq);
        if (!faq) return refuse(404, 'not_found', 'No FAQ file of this name is live', 'faq');
        const { file } = faq;
        const q = [...new Set((body.q ?? found.texts.slice(0, wordings)).map((text) => text.replace(/\s+/g, ' ')))];
        const edited = await flows.edit(file, (text) => appendEntry(text, { q, a: body.a }));
        if (edited.result === 'problems') return refuse(422, 'problems', edited.problems.map(problemLine).join('\n'));
        if (edited.result === 'not_possible') return refuse(409, 'not_possible', `${file} has no list of entries, one below the other, to add to`, 'faq');
        if (edited.result === 'not_written') return refuse(503, 'unavailable', edited.why);
        await removeUnanswered(store, found);
        return ok({ file, q, dropped: found.rows.length }, 201);
      },
    }),
    route({
      method: 'delete',
      path: '/unanswered/:id',
      summary: 'Drops a group of unanswered questions; what is asked later is listed again',
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
