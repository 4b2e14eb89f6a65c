/** Routes about links and QR codes by which customers come, each with a source that stays with them. */
import { z } from 'zod';
import type { Channel } from '../../channel.ts';
import type { People } from '../../marketing/audience/people.ts';
import { type CompiledSegment, compileSegment } from '../../marketing/audience/segment-condition.ts';
import type { ShopOfContent } from '../../marketing/content/compile.ts';
import { type SourceLinkRow, sourceLinks } from '../../store/collections.ts';
import * as examples from './examples/links.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

/** What Telegram's start, WeChat's scene and WeCom's scene all take. */
const source = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'letters, digits, - and _, 32 at most / 字母、数字、- 和 _，最多 32 个')
  .meta(
    about(
      'Where customers come from, such as spring-fair: it stays with each who comes by the link',
      '顾客从哪里来，例如 spring-fair：会一直记在从这个链接来的顾客身上',
    ),
  );
const byId = z.object({ id: z.string().max(120).meta(about('Id of the link', '链接的编号')) });
const shape = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string().optional().meta(about('What the shop calls it', '店里怎么叫它')),
  channel: z.string().meta(about('Channel and account, as telegram:main', '渠道和账号，例如 telegram:main')),
  url: z.string().meta(about('Link that opens the chat', '打开聊天的链接')),
  qr: z
    .string()
    .optional()
    .meta(about('The same as a QR code, SVG; not there where the package qrcode is not installed', '同一链接的二维码，SVG；没装 qrcode 包时没有')),
  created: z.number(),
});
const came = shape.extend({
  first: z.number().meta(about('Customers who came by this source first', '最初从这个来源来的顾客数')),
  last: z.number().meta(about('Customers who came by this source last', '最近一次从这个来源来的顾客数')),
});

export interface LinkRouteParts {
  shop: ShopOfContent;
  people: Pick<People, 'count'>;
  channels: ReadonlyMap<string, Channel>;
  /** Draws a QR code as SVG; null where that is not to be had. */
  drawQr(text: string): Promise<string | null>;
  now(): number;
}

/** Routes about links with a source. */
export function linkRoutes({ shop, people, channels, drawQr, now }: LinkRouteParts): Route[] {
  const rows = shop.store.collection(sourceLinks);
  const shapeOf = async ({ _id, source: from, name, channel, url, createdAt }: SourceLinkRow): Promise<z.input<typeof shape>> => {
    const qr = await drawQr(url);
    return { id: _id, source: from, ...(name !== undefined && { name }), channel, url, ...(qr !== null && { qr }), created: createdAt };
  };
  const unknown = () => refuse(404, 'not_found', 'There is no such link / 没有这个链接', 'id');
  const counted = async (condition: string): Promise<number> => {
    const segment: CompiledSegment = compileSegment(condition, { currency: shop.currency, zone: shop.zone, lang: shop.langs[0] ?? 'zh' });
    return segment.ok ? (await people.count(segment)).count : 0;
  };
  return [
    route({
      method: 'get',
      path: '/links',
      summary: { en: 'Links with a source, by id', zh: '带来源的链接，按编号排列' },
      example: examples.listLinks,
      query: z.object(paging),
      response: listOf(shape),
      handle: async ({ query }) => {
        const found = await rows.find({ where: { _id: { gt: query.cursor ?? '' } }, sort: { by: '_id' }, limit: query.limit + 1 });
        const page = found.slice(0, query.limit);
        return ok({ items: await Promise.all(page.map(shapeOf)), ...(found.length > query.limit && { next: page.at(-1)?._id }) });
      },
    }),
    route({
      method: 'post',
      path: '/links',
      summary: {
        en: 'Makes a link and a QR code for a source; the same source and account again gives the same link',
        zh: '为一个来源生成链接和二维码；同一来源、同一账号再要一次，得到同一个链接',
      },
      example: examples.createLink,
      body: z.strictObject({
        source,
        name: z.string().trim().min(1).max(100).optional().meta(about('What the shop calls it', '店里怎么叫它')),
        channel: z
          .string()
          .min(1)
          .max(100)
          .meta(about('Channel and account, as telegram:main; without account: main', '渠道和账号，例如 telegram:main；不写账号就是 main')),
      }),
      response: shape,
      handle: async ({ body }) => {
        const account = body.channel.includes(':') ? body.channel : `${body.channel}:main`;
        const channel = channels.get(account);
        if (!channel) return refuse(404, 'not_found', `There is no account ${account} / 没有账号 ${account}`, 'channel');
        if (!channel.entrance) return refuse(422, 'invalid', `${account} has no links with a source / ${account} 不支持带来源的链接`, 'channel');
        const _id = `${account}.${body.source}`;
        const known = await rows.get(_id);
        if (known) return ok(await shapeOf(known));
        const made = await channel.entrance(body.source);
        if (!made.ok) return refuse(503, 'unavailable', `${account}: ${made.detail ?? 'no answer'}`, 'channel');
        const row = { _id, source: body.source, channel: account, url: made.url, createdAt: now(), ...(body.name !== undefined && { name: body.name }) };
        await rows.insert(row);
        return ok(await shapeOf({ ...row, v: 1 }), 201);
      },
    }),
    route({
      method: 'get',
      path: '/links/:id',
      summary: { en: 'One link, with how many came by its source', zh: '一个链接，以及从它的来源来了多少人' },
      example: examples.oneLink,
      params: byId,
      response: came,
      handle: async ({ params }) => {
        const row = await rows.get(params.id);
        if (!row) return unknown();
        const [first, last] = await Promise.all([counted(`source == "${row.source}"`), counted(`last_source == "${row.source}"`)]);
        return ok({ ...(await shapeOf(row)), first, last });
      },
    }),
    route({
      method: 'delete',
      path: '/links/:id',
      summary: { en: 'Forgets a link. Printed codes go on working, and customers keep their source', zh: '删除一个链接。印出去的码仍然能用，顾客的来源也不变' },
      example: examples.removeLink,
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
