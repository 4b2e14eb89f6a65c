/** Sends one request of encode.ts. Never throws. */
import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import { mediaAddress } from '../../src/channel-kit/public-address.ts';
import type { Client } from './client.ts';
import { failureOf } from './failure.ts';

/** Shorter than the outbox waits (30 s), ms. */
const timeoutMs = 20_000;

const bodySchema = z.looseObject({ to: z.string(), type: z.string() });
/** REPLACE: the provider's id of the message. */
const accepted = z.object({ id: z.string() });

export interface SendParts {
  client: Client;
  context: Pick<ChannelContext, 'publicUrl'>;
  secrets: readonly string[];
}

export async function send(request: ProviderRequest, { client, context, secrets }: SendParts): Promise<SendResult> {
  const body = bodySchema.safeParse(request.body);
  if (!body.success) return { ok: false, failure: { code: 'rejected', detail: 'not a request of this channel' } };
  const [file] = Object.values(request.media ?? {});
  const url = file && mediaAddress(file, context.publicUrl);
  // REPLACE: a provider that does not fetch files by their address wants the bytes: context.media(file).
  if (file && !url) return { ok: false, failure: { code: 'media_unavailable', detail: 'the file has no address: set PUBLIC_URL', notTaken: true } };
  try {
    const answer = await client.call(request.method, request.path, { ...body.data, ...(url ? { url } : {}) }, timeoutMs);
    return { ok: true, ref: accepted.safeParse(answer).data?.id };
  } catch (error) {
    return { ok: false, failure: failureOf(error, secrets) };
  }
}
