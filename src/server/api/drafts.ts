/** Routes about drafts: what somebody types in a conversation, kept until it is sent. */
import { z } from 'zod';
import { type DraftRow, drafts } from '../../console/rows.ts';
import { conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/console.ts';
import { type Caller, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const draft = z.object({ text: z.string().max(8_000).meta(about('What was typed; empty: nothing', '已输入的内容；空表示没有')) });

/** Routes about drafts: each person has one of their own in each conversation, and finds it on every device. */
export function draftRoutes(store: Store, now: () => number): Route[] {
  const rows = store.collection(drafts);
  const idOf = (by: Caller | undefined, conversation: string): { staff: string; id: string } => {
    const staff = by?.kind === 'staff' ? by.person.id : 'script';
    return { staff, id: `${staff} ${conversation}` };
  };
  return [
    route({
      method: 'get',
      path: '/conversations/:id/draft',
      summary: { en: 'What one typed in a conversation and has not sent', zh: '自己在一个对话里写了还没发的内容' },
      example: examples.oneDraft,
      params: byId,
      response: draft,
      handle: async ({ params, by }) => ok({ text: (await rows.get(idOf(by, params.id).id))?.text ?? '' }),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/draft',
      summary: { en: 'Keeps what is typed; an empty text removes it', zh: '保存正在写的内容；空内容表示删除' },
      example: examples.keepDraft,
      params: byId,
      body: z.strictObject(draft.shape),
      response: draft,
      handle: async ({ params, body: { text }, by }) => {
        const { staff, id } = idOf(by, params.id);
        if (text === '') await rows.delete(id);
        else {
          if (!(await store.collection(conversations).get(params.id))) return refuse(404, 'not_found', 'There is no such conversation', 'id');
          const row: DraftRow = { _id: id, v: 1, conversation: params.id, staff, text, at: now() };
          await store.write([{ op: 'put', in: drafts.name, row }]);
        }
        return ok({ text });
      },
    }),
  ];
}
