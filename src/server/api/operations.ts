import { z } from 'zod';
import { messages } from '../../store/collections.ts';
import { page } from './cursor.ts';
import * as examples from './examples/operations.ts';
import { messageShape } from './message-shape.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { message, problem } from './shapes.ts';
import { about } from './words.ts';

const troubles = z.enum(['failed', 'unknown', 'held']);
const flowSummary = z.object({ name: z.string(), kind: z.enum(['flow', 'faq']), version: z.string(), file: z.string(), warnings: z.number() });

/** Routes about what did not go out, and flows. */
export function operationRoutes({ store, runtime, flows }: ApiParts): Route[] {
  const texts = store.collection(messages);
  return [
    route({
      method: 'get',
      path: '/outbox',
      summary: { en: 'Messages that did not go out, with the reason', zh: '没有发出去的消息和原因' },
      example: examples.outbox,
      query: z.object({
        status: z
          .string()
          .max(60)
          .default('failed,unknown,held')
          .meta(about('`failed`, `unknown`, `held`, several with commas between', '`failed`、`unknown`、`held`，多个用逗号隔开'))
          .transform((text) => text.split(','))
          .pipe(z.array(troubles)),
        ...paging,
      }),
      response: listOf(message.extend({ conversation: z.string() })),
      handle: async ({ query }) => {
        const got = await page(texts, 'at', { trouble: { in: query.status } }, query.limit, query.cursor);
        return got
          ? ok({ items: got.items.map((row) => ({ ...messageShape(row), conversation: row.conversation })), next: got.next })
          : refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');
      },
    }),
    route({
      method: 'post',
      path: '/outbox/:id/resend',
      summary: { en: 'Sends a failed or doubtful message again', zh: '重发一条失败的、或不确定是否送达的消息' },
      example: examples.resend,
      params: z.object({ id: z.string().max(700).meta(about('Id of the message', '消息的编号')) }),
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => {
        const result = await runtime.resend(params.id);
        if (result === 'unknown') return refuse(404, 'not_found', 'There is no such message', 'id');
        if (result === 'not_possible') return refuse(409, 'not_possible', 'This message was sent or is still on its way');
        return ok({ id: params.id }, 202);
      },
    }),
    route({
      method: 'get',
      path: '/flows',
      summary: { en: 'The flows and FAQ files that are live', zh: '正在使用的流程和常见问题文件' },
      example: examples.listFlows,
      response: listOf(flowSummary),
      handle: async () => {
        const { live, faqs } = flows.set();
        const shape = (kind: 'flow' | 'faq') => (given: { name: string; version: string; file: string; warnings: unknown[] }) => ({
          name: given.name,
          kind,
          version: given.version,
          file: given.file,
          warnings: given.warnings.length,
        });
        return ok({ items: [...[...live.values()].map(shape('flow')), ...[...faqs.values()].map(shape('faq'))] });
      },
    }),
    route({
      method: 'get',
      path: '/flows/problems',
      summary: {
        en: 'Problems of the files as they are now; a file with an error keeps its last good version live',
        zh: '流程文件目前的问题；有错误的文件继续使用最近一个没有错误的版本',
      },
      example: examples.flowProblems,
      response: listOf(problem),
      handle: async () => ok({ items: flows.problems() }),
    }),
    route({
      method: 'get',
      path: '/flows/:name',
      summary: { en: 'The source of a live flow or FAQ file', zh: '正在使用的流程或常见问题文件的原文' },
      example: examples.oneFlow,
      params: z.object({ name: z.string().max(100).meta(about('Name of the flow or FAQ', '流程或常见问题的名字')) }),
      response: flowSummary.extend({ source: z.string(), problems: z.array(problem) }),
      handle: async ({ params }) => {
        const { live, faqs } = flows.set();
        const flow = live.get(params.name);
        const found = flow ?? faqs.get(params.name);
        if (!found) return refuse(404, 'not_found', 'No flow of this name is live', 'name');
        const { name, version, file, source, warnings } = found;
        return ok({ name, kind: flow ? ('flow' as const) : ('faq' as const), version, file, warnings: warnings.length, source, problems: warnings });
      },
    }),
  ];
}
