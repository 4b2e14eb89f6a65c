/** What grammy fetches with where a call is only JSON: the same connections as its own, without the streams and objects of a whole `fetch`. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** The part of a request that grammy fills in for a call without files. */
interface JsonRequest {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

interface JsonAnswer {
  json(): Promise<unknown>;
}

/** The size that node-fetch names in the same way: an answer that is longer is none of the Bot API's. */
const tooLong = (size: number): Error => new Error(`content size over limit: ${size}`);

/**
 * Makes the function. An answer has at most `size` bytes. It rejects as Node's own requests do: the code of a connection that was not made, an `AbortError`
 * for the signal, and a text with "invalid json" for an answer that is none.
 */
export function jsonFetch(apiRoot: string, size: number): (url: string, init: JsonRequest) => Promise<JsonAnswer> {
  const secure = apiRoot.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const request = secure ? httpsRequest : httpRequest;
  return (url, { method = 'POST', headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const text = typeof body === 'string' ? body : '';
      let isAnswered = false;
      const sent = request(url, { agent, method, headers: { ...headers, 'content-length': Buffer.byteLength(text) }, ...(signal && { signal }) }, (answer) => {
        isAnswered = true;
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > size) sent.destroy(tooLong(size));
          else chunks.push(chunk);
        });
        answer.on('end', () => {
          try {
            const read: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
            resolve({ json: async () => read });
          } catch (error) {
            reject(new Error(`invalid json: ${error instanceof Error ? error.message : String(error)}`));
          }
        });
        answer.on('error', reject);
      });
      sent.on('error', reject);
      // An answer that takes another protocol ends the connection without an error, and the signal with it.
      sent.on('close', () => {
        if (!isAnswered) reject(new Error('the connection ended without an answer'));
      });
      sent.end(text);
    });
}
