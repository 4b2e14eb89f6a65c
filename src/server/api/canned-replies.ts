/** Routes about canned replies: answers of the team, and of each person, that are sent again and again. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { may } from '../../console/permissions.ts';
import { type CannedRow, cannedReplies } from '../../console/rows.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/console.ts';
import { type Caller, listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const team = 'team';
/** Replies that a person sees: beyond it nobody finds any. */
const most = 500;

const name = z.string().trim().min(1).max(40).meta(about('What is typed after / to find it', '输入 / 后用来查找的名字'));
const text = z
  .record(z.string().max(12), z.string().trim().min(1).max(4_000))
  .refine((given) => Object.keys(given).length > 0, 'give one language at least')
  .meta(about('By language', '按语言'));
const shape = z.object({ id: z.string(), name, mine: z.boolean().meta(about('Only one’s own', '只有自己能用')), text });
const byId = z.object({ id: z.string().max(100).meta(about('Id of the reply', '快捷回复的编号')) });

const shapeOf = (row: CannedRow): z.input<typeof shape> => ({ id: row._id, name: row.name, mine: row.owner !== team, text: row.text });
const noSuch = () => refuse(404, 'not_found', 'There is no such reply', 'id');
const taken = () => refuse(409, 'conflict', 'Another reply has this name', 'name');
const ownersOnly = () => refuse(403, 'forbidden', 'Replies of the team are an owner’s to change; make one of your own');

const keyOf = (owner: string, called: string): string => `${owner} ${called.toLowerCase()}`;
const ownerOf = (by: Caller | undefined): string => (by?.kind === 'staff' ? by.person.id : team);
const mayTeam = (by: Caller | undefined): boolean => by?.kind !== 'staff' || may(by.person.role, 'settings');

/** Routes about canned replies. */
export function cannedReplyRoutes(store: Store, now: () => number): Route[] {
  const rows = store.collection(cannedReplies);
  /** The reply where this caller may change it. */
  const own = async (id: string, by: Caller | undefined) => {
    const row = await rows.get(id);
    if (!row || (row.owner !== team && row.owner !== ownerOf(by))) return noSuch();
    return row.owner === team && !mayTeam(by) ? ownersOnly() : row;
  };
  return [
    route({
      method: 'get',
      path: '/replies',
      summary: { en: 'Canned replies of the team and one’s own, by name', zh: '团队的和自己的快捷回复，按名字排列' },
      example: examples.listReplies,
      response: listOf(shape),
      handle: async ({ by }) => {
        const found = await rows.find({ where: { owner: { in: [...new Set([team, ownerOf(by)])] } }, limit: most });
        return ok({ items: found.sort((a, b) => a.name.localeCompare(b.name)).map(shapeOf) });
      },
    }),
    route({
      method: 'post',
      path: '/replies',
      summary: { en: 'Adds a canned reply, for the team or for oneself', zh: '新增一条快捷回复，给团队或只给自己' },
      example: examples.addReply,
      body: z.strictObject({ name, text, mine: z.boolean().default(false) }),
      response: shape,
      handle: async ({ body, by }) => {
        if (!body.mine && !mayTeam(by)) return ownersOnly();
        const row: CannedRow = {
          _id: randomBytes(6).toString('hex'),
          v: 1,
          owner: body.mine ? ownerOf(by) : team,
          name: body.name,
          key: keyOf(body.mine ? ownerOf(by) : team, body.name),
          text: body.text,
          updatedAt: now(),
        };
        return (await rows.insert(row)) === 'done' ? { ok: true, status: 201, body: shapeOf(row), audit: { of: row._id, after: row.name } } : taken();
      },
    }),
    route({
      method: 'patch',
      path: '/replies/:id',
      summary: { en: 'Changes a canned reply', zh: '修改一条快捷回复' },
      example: examples.changeReply,
      params: byId,
      body: z.strictObject({ name: name.optional(), text: text.optional() }),
      response: shape,
      handle: async ({ params, body, by }) => {
        const row = await own(params.id, by);
        if ('ok' in row) return row;
        const name = body.name ?? row.name;
        const next = { ...row, name, key: keyOf(row.owner, name), text: body.text ?? row.text, updatedAt: now() };
        const [other] = await rows.find({ where: { key: next.key }, limit: 1 });
        if (other && other._id !== row._id) return taken();
        const stored = await rows.replace(next);
        return stored ? { ok: true, body: shapeOf(stored), audit: { after: stored.name } } : refuse(409, 'conflict', 'It was changed meanwhile; read it again');
      },
    }),
    route({
      method: 'delete',
      path: '/replies/:id',
      summary: { en: 'Removes a canned reply', zh: '删除一条快捷回复' },
      example: examples.removeReply,
      params: byId,
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params, by }) => {
        const row = await own(params.id, by);
        if ('ok' in row) return row;
        await rows.delete(row._id);
        return { ok: true, body: { ok: true as const }, audit: { before: row.name } };
      },
    }),
  ];
}
