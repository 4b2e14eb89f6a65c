/** Still pictures of a call: asked for by the shop's side, taken by the customer's page after a yes, kept in the conversation. */
import { randomUUID } from 'node:crypto';
import type { Part } from '../message.ts';
import type { CallSide } from '../store/call-rows.ts';
import type { MediaStore } from '../store/media-store.ts';
import { mediaType } from '../store/media-type.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import { answering, asking, openAsk } from './call-consent.ts';
import type { CallRooms, Seat } from './call-rooms.ts';

/** Largest picture, bytes: 1,280 pixels on the longer side at good quality have some 300 KB. */
export const stillBytes = 1_500_000;

const captions = {
  zh: { customer: '通话中的画面，经您同意保存', shop: '通话中店铺展示的画面，经您同意保存' },
  en: { customer: 'Picture from our call, kept with your consent', shop: 'What we showed you in our call, kept with your consent' },
};

export interface StillParts {
  rooms: CallRooms;
  media: Pick<MediaStore, 'put' | 'remove'>;
  /** Sends parts into the conversation as that person; the same `id` sends them once. */
  say(conversation: string, who: string, parts: Part[], id: string): Promise<unknown>;
  /** Language of the customer. */
  langOf(conversation: string): Promise<string>;
  now(): number;
}

export type Stills = ReturnType<typeof createStills>;

export function createStills({ rooms, media, say, langOf, now }: StillParts) {
  return {
    /** Asks the customer for a picture of one side; false when it cannot be asked now. */
    async ask({ call }: Seat, of: CallSide): Promise<boolean> {
      return (await rooms.change(call._id, (row) => asking(row, { id: randomUUID(), what: 'still', of, at: now() }))) !== null;
    },
    /** Keeps the picture that answers question `ask`. The upload is the yes: without a question that stands nothing is kept. */
    async keep({ call }: Seat, ask: string, bytes: Uint8Array): Promise<'kept' | 'not_asked' | 'no_jpeg' | 'busy'> {
      const asked = openAsk(call, now());
      if (asked?.id !== ask || asked.what !== 'still') return 'not_asked';
      if (mediaType(bytes)?.mime !== 'image/jpeg') return 'no_jpeg';
      const file = await media.put(bytes);
      if (file === 'busy') return 'busy';
      if (typeof file === 'string') return 'no_jpeg';
      // Only bytes that nobody had sent before: the same file may belong to somebody else.
      const remove = async () => file.v === 1 && (await media.remove(file._id, file.at + 1));
      // A picture that could not be drawn anew is of no type.
      if (file.mime !== 'image/jpeg') {
        await remove();
        return 'no_jpeg';
      }
      const row = await rooms.change(call._id, (one) => {
        const next = answering(one, ask, true, now());
        return next && { ...next, stills: [...(one.stills ?? []), file._id] };
      });
      if (!row) {
        await remove();
        return 'not_asked';
      }
      const caption = bilingual(captions, await langOf(call.conversation))[asked.of ?? 'customer'];
      await say(call.conversation, call.who ?? 'desk', [{ type: 'image', media: { stored: file._id, mime: file.mime, bytes: file.bytes }, caption }], ask);
      return 'kept';
    },
  };
}
