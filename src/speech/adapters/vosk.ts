/** A server of Vosk: settings, then the samples, then the end; each piece is answered. https://alphacephei.com/vosk/server */
import { z } from 'zod';
import { ofStatus } from '../../net/ask-failure.ts';
import { readRetryAfter } from '../../net/retry-after.ts';
import { type NotRecognised, notRecognised, type Recognised, type Recogniser } from '../recogniser.ts';
import { pcmBytes, rate } from '../recording.ts';

/** Bytes of a piece: a quarter of a second. */
const piece = 8_000;
/** Largest message that is taken, bytes. */
const most = 262_144;

const said = z.object({ text: z.string(), result: z.array(z.object({ conf: z.number().optional() })).optional() });
const partial = z.object({ partial: z.string() });

export function vosk({ url, key }: { url: string; key?: string }): Recogniser {
  const address = new URL(url.replace(/^http/, 'ws'));
  return {
    kind: 'vosk',
    host: address.host,
    async recognise({ samples }, _lang, signal) {
      const { WebSocket } = await import('ws');
      if (signal.aborted) return notRecognised('late', 'no time left');
      const headers = key ? { authorization: `Bearer ${key}` } : {};
      const socket = new WebSocket(address, { headers, maxPayload: most, perMessageDeflate: false, followRedirects: false });
      const bytes = pcmBytes(samples);
      const pieces = Math.ceil(bytes.length / piece);
      const heard: z.output<typeof said>[] = [];
      let answers = 0;
      return new Promise<Recognised | NotRecognised>((resolve) => {
        const finish = (result: Recognised | NotRecognised): void => {
          signal.removeEventListener('abort', late);
          socket.terminate();
          resolve(result);
        };
        const late = (): void => finish(notRecognised('late', 'no answer in time'));
        signal.addEventListener('abort', late, { once: true });
        socket.on('unexpected-response', (request, response) => {
          request.destroy();
          const { ms } = readRetryAfter(response.headers['retry-after'] ?? null, response.headers.date ?? null);
          finish(ofStatus(response.statusCode ?? 0, ms));
        });
        socket.on('error', (error) => finish(notRecognised('failed', error.message)));
        socket.on('close', (code) => finish(notRecognised('failed', `closed with ${code} before the end`)));
        socket.on('open', () => {
          socket.send(JSON.stringify({ config: { sample_rate: rate, words: 1 } }));
          for (let at = 0; at < bytes.length; at += piece) socket.send(bytes.subarray(at, at + piece));
          socket.send('{"eof" : 1}');
        });
        socket.on('message', (data) => {
          answers += 1;
          const json = parsed(data.toString());
          const words = said.safeParse(json);
          if (words.success) heard.push(words.data);
          else if (!partial.safeParse(json).success) return finish(notRecognised('failed', 'the answer is none of Vosk'));
          // One answer for each piece, and the last for the end.
          if (answers > pieces) finish(joined(heard));
        });
      });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function joined(heard: readonly z.output<typeof said>[]): Recognised {
  const sure = heard.flatMap(({ result }) => (result ?? []).flatMap(({ conf }) => (conf === undefined || !Number.isFinite(conf) ? [] : [conf])));
  const text = heard.map((one) => one.text.trim()).filter(Boolean);
  return { ok: true, text: text.join(' '), ...(sure.length > 0 && { confidence: sure.reduce((sum, one) => sum + one, 0) / sure.length }) };
}
