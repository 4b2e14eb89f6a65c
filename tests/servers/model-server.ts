/** A server of models on this machine for tests: it reads each request to the last field, and answers what the test says. Only tests import it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { httpStandIn, type StandIn } from './recogniser.ts';

const embeddingsBody = z.strictObject({ model: z.string(), input: z.array(z.string()).min(1).max(32), encoding_format: z.literal('float') });
const chatBody = z.strictObject({
  model: z.string(),
  temperature: z.literal(0),
  max_tokens: z.int().positive(),
  messages: z.tuple([z.strictObject({ role: z.literal('system'), content: z.string() }), z.strictObject({ role: z.literal('user'), content: z.string() })]),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({ name: z.string(), strict: z.literal(true), schema: z.looseObject({ type: z.literal('object') }) }),
  }),
});

export interface ChatAsked {
  name: string;
  task: string;
  data: string;
}

export interface ModelServer extends StandIn {
  /** Bodies of all requests as they came. */
  bodies: string[];
  asked: { embeddings: number; chat: number };
}

export interface ModelAnswers {
  key?: string;
  vector?(text: string): readonly number[];
  /** The content of the answer; an object is written as JSON. */
  chat?(asked: ChatAsked): unknown;
  /** Says what it took, as most servers do; true unless given. */
  usage?: boolean;
  /** Answers in place of all else. */
  fault?(request: IncomingMessage, response: ServerResponse): boolean;
}

export async function modelServer({ key, vector, chat, usage = true, fault }: ModelAnswers): Promise<ModelServer> {
  const bodies: string[] = [];
  const counted = { embeddings: 0, chat: 0 };
  const standIn = await httpStandIn((request, body, response) => {
    if (fault?.(request, response)) return;
    const text = body.toString('utf8');
    bodies.push(text);
    try {
      if (request.method !== 'POST' || (key !== undefined && request.headers.authorization !== `Bearer ${key}`)) throw new Error('no such caller');
      response.setHeader('content-type', 'application/json');
      if (request.url === '/v1/embeddings' && vector) {
        counted.embeddings += 1;
        const { input, model } = embeddingsBody.parse(JSON.parse(text));
        const data = input.map((one, index) => ({ object: 'embedding', index, embedding: vector(one) }));
        response.end(
          JSON.stringify({ object: 'list', model, data: data.reverse(), usage: { prompt_tokens: input.length * 10, total_tokens: input.length * 10 } }),
        );
      } else if (request.url === '/v1/chat/completions' && chat) {
        counted.chat += 1;
        const { messages, response_format } = chatBody.parse(JSON.parse(text));
        const said = chat({ name: response_format.json_schema.name, task: messages[0].content, data: messages[1].content });
        const content = typeof said === 'string' ? said : JSON.stringify(said);
        response.end(
          JSON.stringify({
            choices: [{ index: 0, message: { role: 'assistant', content } }],
            ...(usage && { usage: { prompt_tokens: 400, completion_tokens: 20 } }),
          }),
        );
      } else throw new Error(`${request.method} ${request.url}`);
    } catch (error) {
      response.writeHead(418).end(String(error));
    }
  });
  return { ...standIn, bodies, asked: counted };
}

/** What may go wrong with an answer over HTTP, and what it is called. */
export const faults: readonly (readonly [fault: string, answer: (response: ServerResponse) => void, expected: object])[] = [
  ['401', (response) => response.writeHead(401).end('{"error":{"message":"bad key"}}'), { why: 'refused' }],
  ['403', (response) => response.writeHead(403).end(), { why: 'refused' }],
  ['429 with Retry-After', (response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'), { why: 'busy', retryAfterMs: 7_000 }],
  ['429 without', (response) => response.writeHead(429).end(), { why: 'busy' }],
  ['500', (response) => response.writeHead(500).end('oops'), { why: 'failed' }],
  ['503 with Retry-After', (response) => response.writeHead(503, { 'retry-after': '3' }).end(), { why: 'busy', retryAfterMs: 3_000 }],
  ['a page', (response) => response.end('<!doctype html><p>Sign in'), { why: 'failed' }],
  ['nothing', (response) => response.end(), { why: 'failed' }],
  ['JSON of something else', (response) => response.end('{"ok":1}'), { why: 'failed' }],
  [
    'truncated',
    (response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"data":[', () => response.destroy());
    },
    { why: 'failed' },
  ],
  ['closed', (response) => response.destroy(), { why: 'failed' }],
  ['10 MB', (response) => response.end(Buffer.alloc(10_000_000, ' ')), { why: 'failed' }],
  ['10 MB of unknown length', (response) => void response.write(Buffer.alloc(10_000_000, ' '), () => response.end()), { why: 'failed' }],
  ['a redirect to somebody else', (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/steal' }).end(), { why: 'failed', detail: 'HTTP 307' }],
  ['NaN', (response) => response.end('{"data":[{"index":0,"embedding":[NaN,1]}]}'), { why: 'failed' }],
];
