/** Routes of the first steps: what is still to do, a talk with the own bot, and the own FAQ read from a text or a page. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createFirstSteps, type StepState, stepStates, steps } from '../../console/first-steps.ts';
import { readFaqPage } from '../../shop/importing/read-faq-page.ts';
import { readPastedFaq } from '../../shop/importing/read-pasted-faq.ts';
import { products } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import * as examples from './examples/first-steps.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { ConsoleParts } from './parts.ts';
import { type Caller, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const shape = z.object({
  items: z.array(z.object({ id: z.enum(steps), state: z.enum(stepStates) })),
  left: z.boolean().meta(about('The owner does not want to see them any more', '店主不想再看到这份清单')),
  conversation: z.string().optional().meta(about('The talk with the own bot, once there is one', '自己试聊的对话，试过之后才有')),
});

/** What the routes of the first steps need besides the console's. */
export interface FirstStepParts extends Pick<ConsoleParts, 'store' | 'runtime' | 'channels' | 'staff' | 'now'> {
  /** The shop is a demo: its products are nobody's own. */
  demo: boolean;
  /** HTML of a public page; what is wrong, for people, in `English / 中文`, where it cannot be read. */
  readPage(url: string): Promise<{ ok: true; html: string } | { ok: false; why: string }>;
}

/** Texts and pages that one person may have read at the same time. */
const pagesAtOnce = 2;
const talkOf = (by: Caller | undefined): string => `webchat:main:try-${by?.kind === 'staff' ? by.person.id : 'owner'}`;

/** Routes about the first steps. */
export function firstStepRoutes({ store, runtime, channels, staff, demo, readPage, now }: FirstStepParts): Route[] {
  const kept = createFirstSteps(store);
  const oneOfFew = fewAtOnce(pagesAtOnce);
  /** Steps that the program sees for itself. */
  const seen = async (): Promise<Partial<Record<(typeof steps)[number], boolean>>> => ({
    channel: [...channels].some(([id, channel]) => id !== 'webchat:main' && channel.health().state === 'ready'),
    team: (await staff.team()).length > 1,
    products: !demo && (await store.collection(products).find({ limit: 1 })).length > 0,
  });
  const shown = async (by: Caller | undefined) => {
    const [{ steps: marked, left }, found] = await Promise.all([kept.read(), seen()]);
    const talk = talkOf(by);
    const stateOf = (id: (typeof steps)[number]): StepState => (found[id] ? 'done' : (marked[id] ?? 'todo'));
    const tried = (await store.collection(contacts).get(talk)) !== null;
    return { items: steps.map((id) => ({ id, state: stateOf(id) })), left, ...(tried && { conversation: talk }) };
  };
  return [
    route({
      method: 'get',
      path: '/console/start',
      summary: { en: 'The first steps of a shop with the program: which are done', zh: '开店的头几步：哪些已完成' },
      example: examples.firstSteps,
      response: shape,
      handle: async ({ by }) => ok(await shown(by)),
    }),
    route({
      method: 'patch',
      path: '/console/start',
      summary: { en: 'Marks a step as done or left out, or puts the list away and takes it up again', zh: '把某一步标为完成或跳过，或收起、重新打开清单' },
      example: examples.changeFirstSteps,
      body: z.strictObject({
        step: z.enum(steps).optional(),
        state: z.enum(stepStates).default('done'),
        left: z.boolean().optional().meta(about('true: put away', 'true：收起')),
      }),
      response: shape,
      handle: async ({ body: { step, state, left }, by }) => {
        if (step !== undefined) await kept.mark(step, state);
        if (left !== undefined) await kept.leave(left);
        return ok(await shown(by));
      },
    }),
    route({
      method: 'post',
      path: '/console/start/try',
      summary: { en: 'Writes to the bot as a customer on the web chat would', zh: '以网页客服顾客的身份给机器人发一条消息' },
      example: examples.tryAsCustomer,
      body: z.strictObject({ text: z.string().trim().min(1).max(1_000).meta(about('What the customer writes', '顾客说的话')) }),
      response: z.object({ conversation: z.string() }),
      handle: async ({ body: { text }, by }) => {
        const conversation = talkOf(by);
        const from = { channel: 'webchat', account: 'main', user: conversation.slice('webchat:main:'.length) };
        const name = by?.kind === 'staff' ? by.person.name : 'Test';
        await runtime.receive([{ type: 'message', id: `try.${randomUUID()}`, from, at: now(), parts: [{ type: 'text', text }], profile: { name } }]);
        await kept.mark('try', 'done');
        return ok({ conversation }, 201);
      },
    }),
    route({
      method: 'post',
      path: '/faq/read',
      summary: {
        en: 'Finds questions with answers in a text, or on a page of the own site; writes nothing',
        zh: '从一段文字或自家网站的一个网页里找出问题和回答；不写入任何内容',
      },
      example: examples.readFaqText,
      body: z
        .strictObject({
          text: z.string().max(200_000).optional(),
          url: z
            .url({ protocol: /^https?$/ })
            .max(2_000)
            .optional()
            .meta(about('Address of the page', '网页地址')),
        })
        .refine((given) => (given.text === undefined) !== (given.url === undefined), 'give either text or url'),
      response: z.object({
        items: z.array(
          z.object({
            q: z.string(),
            a: z.string(),
            unsure: z.literal(true).optional().meta(about('Taken for a question by its place alone: look at it', '只凭位置判断为问题，请看一下')),
          }),
        ),
      }),
      handle: ({ body: { text, url }, by }) =>
        oneOfFew(by, async () => {
          if (text !== undefined) return ok({ items: readPastedFaq(text) });
          const page = await readPage(url ?? '');
          return page.ok ? ok({ items: readFaqPage(page.html) }) : refuse(409, 'not_possible', page.why, 'url');
        }),
    }),
  ];
}
