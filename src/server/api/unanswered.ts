import { z } from 'zod';
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

/** Routes about questions that nothing in the flows and the FAQ answers. */
export function unansweredRoutes(store: Store): Route[] {
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
