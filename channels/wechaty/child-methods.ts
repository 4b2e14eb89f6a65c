/** Requests of the channel to the process beside wechaty: methods of the puppet, by its own names. A failure is a Refusal in our words. */
import type { FileBox } from 'file-box';
import { z } from 'zod';
import { Refusal } from '../../src/channel-host/supervision/serve.ts';
import { capabilities, downloadLimit } from './capabilities.ts';
import { failureOf } from './failure.ts';
import type { Puppet } from './link.ts';
import { mimeOf } from './mime.ts';

const to = z.object({ conversationId: z.string().min(1) });
const sendText = to.extend({ text: z.string().min(1), mentionIdList: z.array(z.string()).optional() });
const sendFile = to.extend({
  name: z.string().min(1),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0 && bytes.length <= Math.max(...Object.values(capabilities.media))),
});
const sendUrl = to.extend({
  urlLink: z.object({ url: z.string(), title: z.string(), description: z.string().optional(), thumbnailUrl: z.string().optional() }),
});
const sendLocation = to.extend({
  location: z.object({ accuracy: z.number(), latitude: z.number(), longitude: z.number(), name: z.string(), address: z.string() }),
});
const forward = to.extend({ messageId: z.string().min(1) });
const fetchFile = z.object({ messageId: z.string().min(1) });

/** As WeChat's app writes it: the name, and a separator that ends it (U+2005). */
async function mentioning(puppet: Puppet, roomId: string, ids: readonly string[], text: string): Promise<string> {
  const names = await Promise.all(
    ids.map(async (id) => {
      const member = await puppet.roomMemberPayload(roomId, id).catch(() => undefined);
      return member?.roomAlias || member?.name || (await puppet.contactPayload(id).catch(() => undefined))?.name;
    }),
  );
  return [...names.filter(Boolean).map((name) => `@${name}\u2005`), text].join('');
}

async function bytesOf(file: FileBox): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await file.toStream()) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > downloadLimit) throw new Refusal({ code: 'too_large', detail: `the file is larger than ${downloadLimit / 1_000_000} MB` });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Some puppets tell no id. */
const messageId = (id: unknown) => ({ messageId: typeof id === 'string' && id !== '' ? id : undefined });

/** Returns the methods of the child, by name. `library` loads file-box; `current` is the puppet while somebody is logged in. */
export function methodsFor(current: () => Puppet | undefined, library: typeof FileBox): Record<string, (params: unknown) => Promise<unknown>> {
  const method =
    <T>(schema: z.ZodType<T>, work: (puppet: Puppet, params: T) => Promise<unknown>) =>
    async (params: unknown): Promise<unknown> => {
      const parsed = schema.safeParse(params);
      if (!parsed.success) throw new Refusal({ code: 'rejected', detail: 'not a request for wechaty' });
      const puppet = current();
      if (!puppet) throw new Refusal({ code: 'not_running', detail: 'nobody is logged in', notTaken: true });
      try {
        return await work(puppet, parsed.data);
      } catch (error) {
        throw error instanceof Refusal ? error : new Refusal(failureOf(error));
      }
    };

  return {
    messageSendText: method(sendText, async (puppet, { conversationId, text, mentionIdList }) => {
      if (!mentionIdList) return messageId(await puppet.messageSendText(conversationId, text));
      const said = await mentioning(puppet, conversationId, mentionIdList, text);
      return messageId(await puppet.messageSendText(conversationId, said, mentionIdList));
    }),
    messageSendFile: method(sendFile, async (puppet, { conversationId, bytes, name }) =>
      messageId(await puppet.messageSendFile(conversationId, library.fromBuffer(Buffer.from(bytes), name))),
    ),
    messageForward: method(forward, async (puppet, { conversationId, messageId: id }) => messageId(await puppet.messageForward(conversationId, id))),
    messageSendUrl: method(sendUrl, async (puppet, { conversationId, urlLink }) => messageId(await puppet.messageSendUrl(conversationId, urlLink))),
    messageSendLocation: method(sendLocation, async (puppet, { conversationId, location }) =>
      messageId(await puppet.messageSendLocation(conversationId, location)),
    ),
    messageFile: method(fetchFile, async (puppet, { messageId: id }) => {
      const file = await puppet.messageFile(id);
      const bytes = await bytesOf(file);
      const mime = mimeOf(file.name) ?? (file.mediaType || 'application/octet-stream');
      return { bytes, mime, name: file.name || undefined };
    }),
  };
}
