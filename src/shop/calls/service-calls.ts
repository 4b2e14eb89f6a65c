import type { Call } from '../../call.ts';
import { refuse } from '../outcome-texts.ts';
import { ratings } from '../shop.ts';
import { isVars, numberOf, textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

export function serviceCalls(tools: ShopTools): Call[] {
  const { store } = tools;
  return [
    defineCall(
      'rating.save',
      'does',
      ['score', 'comment?', 'about?'],
      ['bad_score'],
      ['保存顾客的评分', 'Keeps what the customer thought of the service'],
      async (args, { contact, conversation, key, lang, now }) => {
        const given = isVars(args.score) ? args.score : { score: args.score ?? null };
        const score = numberOf(given.score);
        if (score === undefined || score < 0 || score > 10) return refuse('bad_score', 'bad_score', lang);
        const comment = (textOf(args.comment) ?? textOf(given.comment))?.slice(0, 2_000);
        const about = textOf(args.about, 'number') ?? 'service';
        await store.collection(ratings).insert({ _id: key, contact: contact.id, conversation, about, score, ...(comment ? { comment } : {}), at: now });
        return { ok: true, value: { score } };
      },
    ),
  ];
}
