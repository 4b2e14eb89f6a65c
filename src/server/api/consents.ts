/** Routes about consent: the ledger of one customer, a new line in it, and the whole ledger as proof. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { recordConsent } from '../../marketing/broadcast/record-consent.ts';
import { consentOf, mayWrite } from '../../marketing/consent/ledger.ts';
import { type ConsentRow, consents } from '../../store/collections.ts';
import { consentPurposes } from '../../store/consent-purposes.ts';
import * as examples from './examples/consents.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().max(600).meta(about('Id of the contact', '顾客的编号')) });
const purpose = z
  .enum(consentPurposes)
  .meta(
    about(
      'Promotions, messages about an order or request, being asked for a review, recommendations by what they bought',
      '推广、与订单或请求有关的消息、邀请评价、按购买记录推荐',
    ),
  );
const line = z.object({
  contact: z.string(),
  at: z.number(),
  purpose,
  granted: z.boolean(),
  words: z.string().meta(about('What the customer was shown or wrote', '当时给顾客看的话，或顾客写的话')),
  version: z.string().optional().meta(about('Version of those words', '这段话的版本')),
  evidence: z.string().optional().meta(about('Where the proof is: file and row, form, recording', '凭据在哪里：文件和行号、表单、录音')),
  by: z.string().optional().meta(about('Who entered it', '由谁录入')),
  source: z
    .string()
    .meta(about('Conversation, `import`, `api`, `link`, `merge`, `split` or provider', '来自哪个对话，或 `import`、`api`、`link`、`merge`、`split`、平台')),
});
/** Most of a person's ledger that is shown. */
const ledgerMost = 1_000;

const shapeOf = ({ _id: _, v: __, ...rest }: ConsentRow): z.input<typeof line> => rest;
const noSuch = () => refuse(404, 'not_found', 'There is no such contact / 没有这位顾客', 'id');

/** Routes about consent. */
export function consentRoutes({ store, runtime, now }: ApiParts): Route[] {
  const ledgerOf = async (id: string) => {
    const person = await consentOf(store, id);
    return person ? ok({ items: person.ledger.slice(0, ledgerMost).map(shapeOf) }) : noSuch();
  };
  const summary = {
    en: 'The ledger of consent of a customer, the newest first, merged contacts included',
    zh: '顾客的同意记录，最新的在前，包括已合并进来的顾客',
  };
  const ledger = (path: string) =>
    route({
      method: 'get',
      path,
      summary,
      example: examples.consentOfContact,
      params: byId,
      response: listOf(line),
      handle: ({ params }) => ledgerOf(params.id),
    });
  return [
    ledger('/contacts/:id/consent'),
    ledger('/contacts/:id/consents'),
    route({
      method: 'post',
      path: '/contacts/:id/consent',
      summary: {
        en: 'Notes that the customer agreed or opted out, with the words and the proof; an opt-out holds at once, for all addresses',
        zh: '记录顾客同意或退订，附原话和凭据；退订对所有联系渠道立即生效',
      },
      example: examples.enterConsent,
      params: byId,
      body: z.strictObject({
        purpose,
        given: z.boolean().meta(about('false: opted out', 'false 表示退订')),
        wording: z.string().trim().min(1).max(2_000).meta(about('The exact words that the customer was shown or said', '当时给顾客看的或顾客说的原话')),
        version: z.string().trim().min(1).max(100).optional(),
        evidence: z.string().trim().min(1).max(2_000).optional().meta(about('Where the proof is', '凭据在哪里')),
        by: z.string().trim().min(1).max(100).optional().meta(about('Who enters it', '由谁录入')),
      }),
      response: line,
      handle: async ({ params, body: { given, wording, purpose: what, ...more }, by: caller }) => {
        const parts = { store, enter: runtime.enter, now, newId: randomUUID, agree: runtime.contacts.agree.bind(runtime.contacts) };
        const signed = caller?.kind === 'staff' ? { ...more, by: caller.person.name } : more;
        const proof = Object.fromEntries(Object.entries(signed).filter(([, value]) => value !== undefined));
        const person = await recordConsent(parts, params.id, { purpose: what, granted: given, words: wording, source: 'api', ...proof });
        const entered = person && mayWrite(person, what).line;
        return entered ? ok(shapeOf(entered), 201) : noSuch();
      },
    }),
    route({
      method: 'get',
      path: '/consents',
      summary: { en: 'The whole ledger of consent, as proof; page by page, in no order of time', zh: '全部同意记录，作为凭据；分页返回，不按时间排序' },
      example: examples.allConsents,
      query: z.object(paging),
      response: listOf(line),
      handle: async ({ query: { cursor = '', limit } }) => {
        const rows = await store.collection(consents).find({ where: { _id: { gt: cursor } }, sort: { by: '_id' }, limit: limit + 1 });
        const items = rows.slice(0, limit);
        const last = items.at(-1)?._id;
        return ok({ items: items.map(shapeOf), ...(rows.length > limit && last !== undefined && { next: last }) });
      },
    }),
  ];
}
