import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { People } from '../../marketing/audience/people.ts';
import { type CompiledSegment, compileSegment } from '../../marketing/audience/segment-condition.ts';
import { type SegmentRow, segments } from '../../marketing/broadcast/rows.ts';
import type { ShopOfContent } from '../../marketing/content/compile.ts';
import type { ApiCodeName } from './api-codes.ts';
import * as examples from './examples/segments.ts';
import { listOf, ok, paging, type Refusal, type Route, refuse, refused, route } from './route.ts';
import { about } from './words.ts';

const where = z
  .string()
  .max(2_000)
  .meta(about('Condition, for example: tags contains "vip" and last_seen < 90d', '条件，例如：tags contains "vip" and last_seen < 90d'));
const name = z.string().trim().min(1).max(100).meta(about('Name, unique', '名称，不能重复'));
const byId = z.object({ id: z.string().max(100).meta(about('Id of the segment', '人群的编号')) });
const shape = z.object({ id: z.string(), name: z.string(), where: z.string(), created: z.number(), updated: z.number() });
const counted = z.object({
  count: z.number().meta(about('People whom it names', '符合条件的人数')),
  reachable: z.number().meta(about('Those of them who agreed and can be written to', '其中同意接收且能联系上的人数')),
  byChannel: z.record(z.string(), z.number()),
  examples: z.array(z.object({ id: z.string(), name: z.string().optional(), channel: z.string().optional() })).meta(about('Ten of them', '其中十位')),
  asOf: z.number().meta(about('The count tells of everything written before this moment, epoch ms', '统计包含此刻之前的所有改动，epoch 毫秒')),
});

const shapeOf = ({ _id, name: called, where: written, createdAt, updatedAt }: SegmentRow): z.input<typeof shape> => ({
  id: _id,
  name: called,
  where: written,
  created: createdAt,
  updated: updatedAt,
});

/** Routes about segments. */
export function segmentRoutes(shop: ShopOfContent, people: Pick<People, 'count' | 'page'>, now: () => number): Route[] {
  const rows = shop.store.collection(segments);
  const compiled = (written: string): CompiledSegment => compileSegment(written, { currency: shop.currency, zone: shop.zone, lang: shop.langs[0] ?? 'zh' });
  const refuseIt = ({ problems }: Extract<CompiledSegment, { ok: false }>): { ok: false; refusal: Refusal<ApiCodeName> } => {
    const message = problems.map(({ at = 0, en, zh }) => `where:${at + 1}: ${en} / ${zh}`).join('\n');
    return { ok: false, refusal: { ...refused(422, 'problems', message, 'where'), ...(problems[0]?.at !== undefined && { at: problems[0].at }) } };
  };
  const unknown = () => refuse(404, 'not_found', 'There is no such segment / 没有这个人群', 'id');
  const taken = () => refuse(409, 'conflict', 'Another segment has this name / 已有同名的人群', 'name');
  return [
    route({
      method: 'post',
      path: '/segments/preview',
      summary: { en: 'How many people a condition names, by channel, with ten of them', zh: '一个条件有多少人符合，按渠道计数，并列出十位' },
      example: examples.previewSegment,
      body: z.strictObject({ where }),
      response: counted,
      handle: async ({ body }) => {
        const segment = compiled(body.where);
        if (!segment.ok) return refuseIt(segment);
        return ok(await people.count(segment));
      },
    }),
    route({
      method: 'get',
      path: '/segments',
      summary: { en: 'Saved segments, by name', zh: '已保存的人群，按名称排列' },
      example: examples.listSegments,
      query: z.object(paging),
      response: listOf(shape),
      handle: async ({ query }) => {
        const found = await rows.find({ where: { name: { gt: query.cursor ?? '' } }, sort: { by: 'name' }, limit: query.limit + 1 });
        const items = found.slice(0, query.limit);
        return ok({ items: items.map(shapeOf), ...(found.length > query.limit && { next: items.at(-1)?.name }) });
      },
    }),
    route({
      method: 'post',
      path: '/segments',
      summary: { en: 'Saves a segment', zh: '保存一个人群' },
      example: examples.createSegment,
      body: z.strictObject({ name, where }),
      response: shape,
      handle: async ({ body }) => {
        const segment = compiled(body.where);
        if (!segment.ok) return refuseIt(segment);
        const row: SegmentRow = { _id: randomBytes(6).toString('hex'), v: 1, ...body, createdAt: now(), updatedAt: now() };
        return (await rows.insert(row)) === 'done' ? ok(shapeOf(row), 201) : taken();
      },
    }),
    route({
      method: 'get',
      path: '/segments/:id',
      summary: { en: 'One segment', zh: '一个人群' },
      example: examples.oneSegment,
      params: byId,
      response: shape,
      handle: async ({ params }) => {
        const row = await rows.get(params.id);
        return row ? ok(shapeOf(row)) : unknown();
      },
    }),
    route({
      method: 'get',
      path: '/segments/:id/people',
      summary: { en: 'The people whom a segment names now, by id', zh: '人群里现在有哪些顾客，按编号排列' },
      example: examples.peopleOfSegment,
      params: byId,
      query: z.object(paging),
      response: listOf(z.object({ id: z.string(), name: z.string().optional(), channel: z.string().optional() })),
      handle: async ({ params, query }) => {
        const row = await rows.get(params.id);
        if (!row) return unknown();
        const segment = compiled(row.where);
        return segment.ok ? ok(await people.page(segment, query.cursor ?? '', query.limit)) : refuseIt(segment);
      },
    }),
    route({
      method: 'patch',
      path: '/segments/:id',
      summary: { en: 'Changes a segment; broadcasts that are planned already keep their people', zh: '修改人群；已排好的群发名单不变' },
      example: examples.changeSegment,
      params: byId,
      body: z.strictObject({ name: name.optional(), where: where.optional() }),
      response: shape,
      handle: async ({ params, body }) => {
        const row = await rows.get(params.id);
        if (!row) return unknown();
        const next = { ...row, name: body.name ?? row.name, where: body.where ?? row.where, updatedAt: now() };
        const segment = compiled(next.where);
        if (!segment.ok) return refuseIt(segment);
        const [other] = await rows.find({ where: { name: next.name }, limit: 1 });
        if (other && other._id !== row._id) return taken();
        const stored = await rows.replace(next);
        return stored ? ok(shapeOf(stored)) : refuse(409, 'conflict', 'It was changed meanwhile; read it again / 期间被别处修改过，请重新读取');
      },
    }),
    route({
      method: 'delete',
      path: '/segments/:id',
      summary: { en: 'Removes a segment; nobody is removed with it', zh: '删除人群；不会删除任何顾客' },
      example: examples.removeSegment,
      params: byId,
      response: z.object({}),
      handle: async ({ params }) => {
        if (!(await rows.get(params.id))) return unknown();
        await rows.delete(params.id);
        return ok({});
      },
    }),
  ];
}
