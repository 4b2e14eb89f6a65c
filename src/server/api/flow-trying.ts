/** Routes that try a draft: a simulated talk, that talk as a transcript, and real conversations played again. */
import { z } from 'zod';
import type { ShopFacts } from '../../engine/model/engine-turn.ts';
import type { FlowDesk } from '../../flow-desk/flow-desk.ts';
import { firstDifference } from '../../flow-desk/replay.ts';
import type { Talk } from '../../flow-desk/talk.ts';
import { caseOf } from '../../flow-desk/talk-case.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { plainText } from '../../message.ts';
import { contacts, conversationStates, conversations, messages } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/flow-trying.ts';
import { fewAtOnce } from './few-at-once.ts';
import * as shapes from './flow-shapes.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export interface FlowTryingParts {
  store: Store;
  flows: { set(): FlowSet };
  desk: FlowDesk;
  shop: Partial<ShopFacts>;
  now(): number;
}

/** Most conversations that are played again, and most differences that are told. */
const mostReplayed = 50;
/** Trials that one person, key or script may have under way at a time. */
const mostAtOnce = 3;

/** Routes that try a draft; nothing is sent and nothing but a draft is kept. */
export function flowTryingRoutes({ store, flows, desk, shop, now }: FlowTryingParts): Route[] {
  const played = (talk: Talk, set: FlowSet | undefined): z.input<typeof shapes.talk> => {
    const lineOf = (flow: string, at: string): { line?: number } => {
      const line = set?.live.get(flow)?.steps.get(at)?.position.line;
      return line === undefined ? {} : { line };
    };
    return {
      ...talk,
      problems: [],
      turns: talk.turns.map((turn) => ({
        ...turn,
        calls: turn.calls.map(({ name, args, outcome }) => ({ name, args, outcome: outcome.ok ? outcome.value : { error: outcome.code } })),
        steps: turn.steps.map((step) => ({ ...step, ...lineOf(step.flow, step.at) })),
      })),
      ...(talk.place && { place: { ...talk.place, ...lineOf(talk.place.flow, talk.place.at) } }),
    };
  };
  const oneOfFew = fewAtOnce(mostAtOnce);
  return [
    route({
      method: 'post',
      path: '/flows/simulate',
      summary: {
        en: 'Plays a talk with a text on the real engine; the demo shop answers its calls, nothing is sent',
        zh: '用真正的引擎和一份内容对话；调用由演示店铺回答，什么都不会发出去',
      },
      example: examples.simulate,
      query: shapes.inLang,
      body: shapes.talkAsked,
      response: shapes.talk,
      handle: ({ body: { file, text, setup, lines }, query: { lang }, by }) =>
        oneOfFew(by, async () => {
          const talk = await desk.talk(file, text, setup, lines, lang);
          if (Array.isArray(talk)) return ok({ problems: talk, turns: [], now: 0, vars: {}, contact: { tags: [], vars: {} }, looped: false });
          const set = await desk.setOf(file, text, lang);
          return ok(played(talk, Array.isArray(set) ? undefined : set));
        }),
    }),
    route({
      method: 'post',
      path: '/flows/transcript',
      summary: { en: 'Writes a talk as a case of a transcript, so that it is expected from then on', zh: '把一段对话写成对话测试，以后都要这样回答' },
      example: examples.transcript,
      query: shapes.inLang,
      body: shapes.talkAsked.extend({ name: z.string().trim().min(1).max(120).meta(about('What the case shows', '这个测试要说明什么')) }),
      response: z.object({ transcript: z.string() }),
      handle: ({ body: { file, text, setup, lines, name }, query: { lang }, by }) =>
        oneOfFew(by, async () => {
          // Dates in what the bot says are those of this moment from now on.
          const dated = { ...setup, now: setup.now ?? now() };
          const talk = await desk.talk(file, text, dated, lines, lang);
          if (Array.isArray(talk)) return refuse(422, 'problems', talk.map((one) => `${one.file}:${one.line}:${one.column}: ${one.message}`).join('\n'));
          return ok({ transcript: caseOf(name, dated, talk) });
        }),
    }),
    route({
      method: 'post',
      path: '/flows/replay',
      summary: { en: 'Plays the last conversations again with a text: which answers would be others?', zh: '用一份内容重放最近的对话：哪些回答会不一样' },
      example: examples.replay,
      query: shapes.inLang,
      body: z.strictObject({
        file: shapes.fileName,
        text: shapes.textField,
        conversation: z.string().max(600).optional().meta(about('Only this one', '只重放这一个')),
        limit: z.number().int().min(1).max(mostReplayed).default(20).meta(about('How many', '几个')),
      }),
      response: shapes.replayed,
      handle: ({ body: { file, text, conversation, limit }, query: { lang }, by }) =>
        oneOfFew(by, async () => {
          const draft = await desk.setOf(file, text, lang);
          if (Array.isArray(draft)) return ok({ problems: draft, of: 0, differences: [] });
          const rows = store.collection(conversations);
          const one = conversation === undefined ? undefined : await rows.get(conversation);
          if (conversation !== undefined && !one) return refuse(404, 'not_found', 'There is no such conversation', 'conversation');
          const recent = one ? [one] : await rows.find({ where: { state: { in: conversationStates } }, sort: { by: 'lastAt', desc: true }, limit });
          const differences: z.input<typeof shapes.replayed>['differences'] = [];
          for (const row of recent) {
            const all = await store.collection(messages).find({ where: { conversation: row._id }, sort: { by: 'n', desc: true }, limit: 60 });
            const heard = all.toReversed().filter(({ direction }) => direction === 'in');
            const contact = await store.collection(contacts).get(row.contact);
            const found = firstDifference(flows.set(), draft, heard, contact?.lang, shop);
            const said = found && heard[found.index];
            if (found && said) differences.push({ conversation: row._id, said: plainText(said.parts), live: found.live, draft: found.draft });
            // Others are served between two conversations.
            await new Promise((resolve) => setImmediate(resolve));
          }
          return ok({ problems: [], of: recent.length, differences });
        }),
    }),
  ];
}
