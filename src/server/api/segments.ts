/** Routes about segments: saved conditions, and how many people one names now. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { compileSegment, type Segment } from '../../marketing/audience/segment-condition.ts';
import { countSegment } from '../../marketing/audience/segment-count.ts';
import { type SegmentRow, segments } from '../../marketing/broadcast/rows.ts';
import type { ShopOfContent } from '../../marketing/content/compile.ts';
import * as examples from './examples/segments.ts';
import { listOf, ok, paging, type Refusal, type Route, refuse, refused, route } from './route.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().max(100).meta(about('Id of the segment', '人群的编号')) });
const where = z.string().max(2_000).meta(about('The condition, in the language of flows', '条件，写法与流程相同'));
const name = z.string().trim().min(1).max(100);
const shape = z.object({ id: z.string(), name: z.string(), where: z.string(), created: z.number(), updated: z.number() });
const counted = z.object({
  count: z.number().meta(about('People whom the condition names', '符合条件的人数')),
  reachable: z.number().meta(about('Those of them who agreed and can be written to', '其中同意接收且能联系上的人数')),
  byChannel: z.record(z.string(), z.number()).meta(about('Those who can be written to, by channel', '能联系上的人，按渠道')),
  examples: z.array(z.object({ id: z.string(), name: z.string().optional(), channel: z.string().optional() })).meta(about('Ten at most', '最多十位')),
});

export interface SegmentRouteParts {
  shop: ShopOfContent;
  now(): number;
}

const noSuch = () => refuse(404, 'not_found', 'There is no such segment / 没有这个人群', 'id');
const taken = () => refuse(409, 'conflict', 'A segment of this name is saved already / 已有同名的人群', 'name');
const shapeOf = ({ _id, name: called, where: condition, createdAt, updatedAt }: SegmentRow): z.input<typeof shape> => ({
  id: _id,
  name: called,
  where: condition,
  created: createdAt,
  updated: updatedAt,
});

/** Routes about segments. */
export function segmentRoutes({ shop, now }: SegmentRouteParts): Route[] {
  const rows = shop.store.collection(segments);
  const compiled = (condition: string): Segment | { ok: false; refusal: Refusal<'problems'> } => {
    const found = compileSegment(condition, { currency: shop.currency, zone: shop.zone, lang: shop.langs[0] ?? 'zh' });
    if (found.ok) return found;
    const message = found.problems.map(({ at, en, zh }) => `${at === undefined ? '' : `${at + 1}: `}${en} / ${zh}`).join('\n');
    const at = found.problems[0]?.at;
    return { ok: false, refusal: { ...refused(422, 'problems', message, 'where'), code: 'problems', ...(at !== undefined && { at }) } };
  };
  const named = async (called: string) => (await rows.find({ where: { name: called }, limit: 1 }))[0];
  return [
    route({
      method: 'post',
      path: '/segments/preview',
      summary: { en: 'How many people a condition names now, by channel, with ten of them', zh: '一个条件现在有多少人符合、各渠道多少，以及其中十位' },
      example: examples.previewSegment,
      body: z.strictObject({ where }),
      response: counted,
      handle: async ({ body }) => {
        const segment = compiled(body.where);
        if (!segment.ok) return segment;
        const { store, currency, country } = shop;
        return ok(await countSegment(segment, { store, currency, ...(country !== undefined && { country }) }, now()));
      },
    }),
    route({
      method: 'get',
      path: '/segments',
      summary: { en: 'Saved segments, by name', zh: '已保存的人群，按名称排列' },
      example: examples.listSegments,
      query: z.object(paging),
      response: listOf(shape),
      handle: async ({ query: { cursor, limit } }) => {
        const found = await rows.find({ where: { name: { gt: cursor ?? '' } }, sort: { by: 'name' }, limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = items.at(-1)?.name;
        return ok({ items: items.map(shapeOf), ...(found.length > limit && last !== undefined && { next: last }) });
      },
    }),
    route({
      method: 'post',
      path: '/segments',
      summary: { en: 'Saves a condition under a name', zh: '把条件存成一个有名字的人群' },
      example: examples.createSegment,
      body: z.strictObject({ name, where }),
      response: shape,
      handle: async ({ body }) => {
        const segment = compiled(body.where);
        if (!segment.ok) return segment;
        const at = now();
        const row = { _id: randomBytes(6).toString('hex'), ...body, createdAt: at, updatedAt: at };
        return (await rows.insert(row)) === 'done' ? ok(shapeOf({ ...row, v: 1 }), 201) : taken();
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
        return row ? ok(shapeOf(row)) : noSuch();
      },
    }),
    route({
      method: 'patch',
      path: '/segments/:id',
      summary: { en: 'Changes its name or condition; what is not given stays', zh: '修改名称或条件；没写的保持不变' },
      example: examples.changeSegment,
      params: byId,
      body: z.strictObject({ name: name.optional(), where: where.optional() }),
      response: shape,
      handle: async ({ params, body }) => {
        const row = await rows.get(params.id);
        if (!row) return noSuch();
        const next = { ...row, name: body.name ?? row.name, where: body.where ?? row.where, updatedAt: now() };
        const segment = compiled(next.where);
        if (!segment.ok) return segment;
        const other = await named(next.name);
        if (other && other._id !== row._id) return taken();
        const stored = await rows.replace(next);
        return stored ? ok(shapeOf(stored)) : refuse(409, 'conflict', 'It was changed meanwhile; read it again / 刚被别人改过，请重新读取');
      },
    }),
    route({
      method: 'delete',
      path: '/segments/:id',
      summary: { en: 'Removes a saved segment; a broadcast that names it cannot start any more', zh: '删除已保存的人群；用到它的群发将无法启动' },
      example: examples.removeSegment,
      params: byId,
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => {
        if (!(await rows.get(params.id))) return noSuch();
        await rows.delete(params.id);
        return ok({ id: params.id });
      },
    }),
  ];
}
