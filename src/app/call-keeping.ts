/** Stills and recordings of calls: wired to the conversations and the files. */
import type { Config } from '../config/schema.ts';
import { notes } from '../console/rows.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { CallKeeping } from '../server/call/keeping-routes.ts';
import { conversations } from '../store/collections.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import { createCallRecorder } from '../video-calls/call-recorder.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { createStills } from '../video-calls/kept-stills.ts';

export interface CallKeepingParts {
  store: Store;
  rooms: CallRooms;
  media: MediaStore;
  runtime: Pick<Runtime, 'say' | 'contacts'>;
  recording: Config['calls']['recording'];
  /** Language of the shop's people, and of customers who have none. */
  lang: string;
  publicUrl: string | undefined;
  now(): number;
}

const texts = {
  zh: (url: string, length: string) => `通话录像 ${length}，双方已同意：${url}`,
  en: (url: string, length: string) => `Recording of the call, ${length}, both sides agreed: ${url}`,
};

const noteId = (recording: string): string => `recording:${recording}`;

export function callKeeping({ store, rooms, media, runtime, recording, lang, publicUrl = '', now }: CallKeepingParts): CallKeeping {
  return {
    stills: createStills({
      rooms,
      media,
      say: runtime.say,
      async langOf(conversation) {
        const row = await store.collection(conversations).get(conversation);
        return (row && (await runtime.contacts.get(row.contact))?.lang) ?? lang;
      },
      now,
    }),
    recorder: createCallRecorder({
      store,
      rooms,
      media,
      on: recording.on,
      longestMs: recording.longest,
      mostBytes: recording.bytes,
      async kept({ _id, conversation, at, over = at, stored }) {
        const seconds = Math.max(0, Math.round((over - at) / 1_000));
        const text = bilingual(texts, lang)(`${publicUrl}/media/${stored}`, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
        await store.collection(notes).insert({ _id: noteId(_id), conversation, at: over, by: '', text });
      },
      async dropped({ _id, stored }) {
        await store.collection(notes).delete(noteId(_id));
        await media.remove(stored, now() + 1);
      },
      now,
    }),
  };
}
