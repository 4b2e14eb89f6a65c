/** The call `video_call.link` that flows make with `call_link:`: a link for the customer of the conversation. */
import type { Call } from '../call.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import type { CallRooms } from './call-rooms.ts';

const texts = {
  off: { zh: '本店没有开通视频通话（calls.on）', en: 'Calls are off in this shop (calls.on)' },
  too_many: { zh: '这个对话一小时内的通话链接太多了', en: 'This conversation has had too many links to calls within an hour' },
};

/** Makes the call of flows that opens a video call. `rooms` is missing where calls are off: flows stay valid and go the way that they name for it. */
export function linkCall(rooms: CallRooms | undefined, publicUrl: string): Call {
  const refuse = (code: keyof typeof texts, lang: string) => ({ ok: false as const, code, text: bilingual(texts[code], lang) });
  return {
    name: 'video_call.link',
    mode: 'does',
    params: [],
    outcomes: ['off', 'too_many'],
    about: { zh: '给顾客一个只能用一次的视频通话链接', en: 'A link to a call with picture and sound that works once' },
    async run(_args, { conversation, lang }) {
      if (!rooms) return refuse('off', lang);
      const made = await rooms.open(conversation);
      return made ? { ok: true, value: { url: `${publicUrl}/call/#${made.customer.token}`, expires: made.customer.expires } } : refuse('too_many', lang);
    },
  };
}
