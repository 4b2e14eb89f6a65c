/** A body has more bytes than whoever asked for it takes. */
export class BodyTooLarge extends Error {
  constructor(limit: number) {
    super(`The answer is larger than ${limit} bytes.`);
  }
}

/**
 * Reads the bytes of a response, at most `limit`. Rejects with {@link BodyTooLarge} as soon as it is known that there are more, by what the head says
 * or by what has come, and gives the connection up; else as fetch does.
 */
export async function bodyUpTo(response: Response, limit: number): Promise<Buffer> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    throw new BodyTooLarge(limit);
  }
  return streamUpTo(response.body ?? [], limit);
}

/** Reads the bytes of a stream, at most `limit`; rejects with {@link BodyTooLarge}, which ends the stream. */
export async function streamUpTo(stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
