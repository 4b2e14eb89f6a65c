import { z } from 'zod';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import { decline, type Suggestion, suggestions } from '../../runtime/suggestions/suggestions.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/suggestions.ts';
import { ok, paging, type Route, refuse, route } from './route.ts';
import { entry, entryMade, keepEntry } from './unanswered.ts';
import { about } from './words.ts';

const suggestion = z.object({
  id: z.string(),
  count: z.number().meta(about('How often it was asked', '问过几次')),
  people: z.number().meta(about('How many customers asked it', '多少位顾客问过')),
  last: z.number(),
  q: z.array(z.string()).meta(about('The most frequent wordings, at most 5, none with anything personal', '最常见的问法，最多 5 种，不含个人信息')),
  a: z.string().meta(about('What a person of the shop answered, without the greeting', '同事当时的回答，去掉了称呼')),
  answers: z.number().meta(about("How many people's answers say the same", '有几次回答是这个意思')),
  lang: z.string(),
});
const params = z.object({ id: z.string().max(700).meta(about('Id of the suggestion', '建议的编号')) });

function shown({ group, questions, answer, answers }: Suggestion): z.infer<typeof suggestion> {
  const { id, rows, people, lang } = group;
  return { id, count: rows.length, people, last: rows.at(-1)?.at ?? 0, q: questions, a: answer, answers, lang };
}

/** Routes about draft entries out of people's own answers. None is live before somebody makes an entry of it. */
export function suggestionRoutes({ store, flows, zone }: { store: Store; flows: Pick<FlowLibrary, 'set' | 'edit'>; zone: string }): Route[] {
  const suggested = async (id: string): Promise<Suggestion | undefined> =>
    (await suggestions(store, zone)).find(({ group }) => group.rows.some(({ _id }) => _id === id));
  const unknown = () => refuse(404, 'not_found', 'There is no such suggestion', 'id');
  return [
    route({
      method: 'get',
      path: '/suggestions',
      summary: {
        en: 'Draft entries: questions that nothing answered, with what people of the shop then wrote; answers with anything personal are left out',
        zh: '建议的条目：没答上来的问题，加上同事随后的回答；带有个人信息的回答不会列出',
      },
      example: examples.listSuggestions,
      query: z.object({ limit: paging.limit }),
      response: z.object({ items: z.array(suggestion) }),
      handle: async ({ query }) => ok({ items: (await suggestions(store, zone)).slice(0, query.limit).map(shown) }),
    }),
    route({
      method: 'post',
      path: '/suggestions/:id/entry',
      summary: {
        en: 'Makes a suggestion an entry of a FAQ file, in the words given here, and drops its questions; refused whole when the file would have an error',
        zh: '按这里给出的文字，把一条建议写进常见问题文件，并去掉这一组问题；如果文件会因此出错，就整个不改',
      },
      example: examples.acceptSuggestion,
      params,
      body: entry,
      response: entryMade,
      handle: async ({ params, body }) => {
        const found = await suggested(params.id);
        return found ? keepEntry({ store, flows }, found.group, { ...body, q: body.q ?? found.questions }) : unknown();
      },
    }),
    route({
      method: 'delete',
      path: '/suggestions/:id',
      summary: { en: 'Says no to a suggestion; the questions stay among the unanswered ones', zh: '不采用一条建议；问题仍留在没答上来的里面' },
      example: examples.declineSuggestion,
      params,
      response: suggestion,
      handle: async ({ params }) => {
        const found = await suggested(params.id);
        if (!found) return unknown();
        await decline(store, found);
        return ok(shown(found));
      },
    }),
  ];
}
