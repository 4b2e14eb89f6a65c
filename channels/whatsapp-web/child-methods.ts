/** Carries out what the program asks of the linked client; in the child process. */
import { z } from 'zod';
import { Refusal } from '../../src/channel-host/supervision/serve.ts';
import { toldBytes } from '../../src/channel-kit/told-numbers.ts';
import { downloadLimit } from './capabilities.ts';
import type { Client, Library } from './client.ts';
import { failureOf } from './failure.ts';
import { downloadParams, type SendParams, sendParams, typingParams } from './request.ts';
import type { Session } from './session.ts';

const toldSize = z.object({ size: toldBytes });
const tooLarge = { code: 'too_large', detail: `the file is larger than ${downloadLimit / 1_000_000} MB` } as const;

function content(library: Library, { content: given, file }: SendParams) {
  if (typeof given === 'string') return given;
  if ('location' in given) {
    const { latitude, longitude, ...words } = given.location;
    return new library.Location(latitude, longitude, words);
  }
  if (!file) throw new Refusal({ code: 'media_unavailable', detail: 'the file did not come with the request', notTaken: true });
  const { bytes, mimetype, filename } = file;
  return new library.MessageMedia(mimetype, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'), filename, bytes.byteLength);
}

async function send(library: Library, client: Client, params: SendParams): Promise<string> {
  const message = await client.sendMessage(params.chatId, content(library, params), params.options);
  // The library answers nothing when there is no such chat, and when the page refused the message without a word.
  if (!message?.id?._serialized) throw new Refusal({ code: 'unreachable', detail: 'WhatsApp knows no such user', notTaken: true });
  return message.id._serialized;
}

async function fails<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(failureOf(error));
  }
}

/** Returns the methods of the child, by name. They reject with a {@link Refusal}. */
export function methods(library: Library, session: Session): Record<string, (params: unknown) => Promise<unknown>> {
  const { client } = session;
  return {
    async sendMessage(raw) {
      const sending = send(library, client, sendParams.parse(raw));
      session.ours(sending);
      return { id: await fails(sending) };
    },
    async downloadMedia(raw) {
      const { id } = downloadParams.parse(raw);
      const message = await fails(client.getMessageById(id));
      // The page holds a file three times over while the library reads it.
      const told = toldSize.safeParse(message?.rawData).data?.size ?? 0;
      if (told > downloadLimit) throw new Refusal(tooLarge);
      const media = message?.hasMedia ? await fails(message.downloadMedia()) : undefined;
      if (!media) throw new Refusal({ code: 'media_unavailable', detail: 'WhatsApp no longer has this file' });
      if (media.data.length * 0.75 > downloadLimit) throw new Refusal(tooLarge);
      return { bytes: Buffer.from(media.data, 'base64'), mimetype: media.mimetype, ...(media.filename ? { filename: media.filename } : {}) };
    },
    async typing(raw) {
      const { chatId } = typingParams.parse(raw);
      await fails(client.sendSeen(chatId));
      const chat = await fails(client.getChatById(chatId));
      await fails(chat.sendStateTyping());
      return {};
    },
  };
}
