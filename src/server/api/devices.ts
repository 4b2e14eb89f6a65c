import { z } from 'zod';
import { conversationStates, conversations, messages } from '../../store/collections.ts';
import { devices } from '../../store/device-rows.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/devices.ts';
import { ok, type Route, route } from './route.ts';
import { about } from './words.ts';

/** A message that the app got within this time needs no push, ms. */
const graceMs = 10_000;
/** What is older when it is first asked for is no news any more, ms. */
const newsMs = 86_400_000;
/** Messages of a conversation that are looked at. */
const lookedAt = 30;
const previewChars = 200;

const due = z.object({
  id: z.string().meta(about('Id of the newest message: the same push has the same id', '最新一条消息的编号：同一次推送编号相同')),
  conversation: z.string(),
  contact: z.string(),
  service: z.string().meta(about('What the app called the service when it registered, such as apns or fcm', '应用登记时写的推送服务名，例如 apns、fcm')),
  token: z.string().meta(about('Token of the device, for that service', '设备在该服务的令牌')),
  text: z.string().meta(about('Beginning of the newest message', '最新一条消息的开头')),
  unseen: z.number().int().meta(about('Messages that did not reach the app', '还没到达应用的消息数')),
  at: z.number(),
});

/** Routes for the shop's own sender of push messages. */
export function deviceRoutes(store: Store, now: () => number): Route[] {
  return [
    route({
      method: 'get',
      path: '/devices/due',
      summary: {
        en: 'Devices of apps that a message did not reach within ten seconds, for your own sender of push messages: this program pushes to nobody. Ask again with `after` of the answer',
        zh: '消息十秒内没有送到的应用设备，供您自己的推送程序使用：本程序不向任何服务推送。下次带上回答里的 `after` 再来查',
      },
      example: examples.dueDevices,
      query: z.object({
        after: z.coerce
          .number()
          .int()
          .min(0)
          .optional()
          .meta(about('`after` of the answer before; without it, from a minute ago', '上一次回答里的 `after`；不写则从一分钟前开始')),
        limit: z.coerce.number().int().min(1).max(500).default(200).meta(about('Conversations that are looked at, at most', '一次最多看多少个会话')),
      }),
      response: z.object({ items: z.array(due), after: z.number().meta(about('To be sent with the next question', '下次提问时带上')) }),
      handle: async ({ query: { after = now() - 60_000, limit } }) => {
        const until = now() - graceMs;
        const since = Math.max(after, now() - newsMs);
        if (since >= until) return ok({ items: [], after: since });
        const changed = (
          await Promise.all(
            conversationStates.map((state) =>
              store.collection(conversations).find({ where: { state, lastAt: { gt: since, lte: until } }, sort: { by: 'lastAt' }, limit: limit + 1 }),
            ),
          )
        )
          .flat()
          .sort((a, b) => a.lastAt - b.lastAt);
        // A page ends between two times, so that none of one time is passed over; one time alone is a page of its own.
        const beyond = changed[limit]?.lastAt;
        const before = changed.filter(({ lastAt }) => beyond === undefined || lastAt < beyond);
        const page = before.length > 0 ? before : changed;
        const items: z.input<typeof due>[] = [];
        for (const { _id: conversation, contact, address } of page) {
          if (address.channel !== 'webchat') continue;
          const to = await store.collection(devices).find({ where: { conversation }, limit: 20 });
          if (to.length === 0) continue;
          const said = await store.collection(messages).find({ where: { conversation }, sort: { by: 'n', desc: true }, limit: lookedAt });
          const unseen = said.filter((row) => row.direction === 'out' && row.status === 'sent' && row.at > since);
          const [newest] = unseen;
          if (!newest || said[0]?.direction === 'in') continue;
          const text = newest.parts.flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'product' ? [part.card.title] : [])).join(' ');
          const about = { id: newest._id, conversation, contact, text: [...text].slice(0, previewChars).join(''), unseen: unseen.length, at: newest.at };
          for (const { service, token } of to) items.push({ ...about, service, token });
        }
        return ok({ items, after: beyond === undefined ? until : (page.at(-1)?.lastAt ?? until) });
      },
    }),
  ];
}
