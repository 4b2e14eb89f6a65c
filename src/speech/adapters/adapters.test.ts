import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { formOf, httpStandIn, type StandIn, wavSeconds, wsStandIn } from '../../../tests/servers/recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import type { Recording } from '../recording.ts';
import { openAi } from './openai.ts';
import { sherpa, sherpaModel } from './sherpa.ts';
import { tc3Authorization } from './tc3.ts';
import { tencent } from './tencent.ts';
import { vosk } from './vosk.ts';
import { whisperCpp } from './whisper-cpp.ts';

const recording: Recording = { samples: Int16Array.from({ length: 24_000 }, (_, n) => Math.round(8_000 * Math.sin(n / 11))), seconds: 1.5 };
const key = 'sk-do-not-tell-4711';
const tencentKey = 'AKIDtest0000000000000000000000000001:secretsecretsecretsecretsecretse';
const now = 1_790_000_000_000;
const open: StandIn[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const never = new AbortController().signal;

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;
interface Adapter {
  name: string;
  make(url: string): Recogniser;
  /** What a good server answers after it has checked the request to the last byte. */
  good: Answer;
}

const fail = (response: ServerResponse, error: unknown): void => void response.writeHead(418).end(String(error));

const whisper = (path: string, fields: Record<string, string>): Answer => {
  return (request, body, response) => {
    formOf(request, body)
      .then((form) => {
        if (request.method !== 'POST' || request.url !== path) throw new Error(`${request.method} ${request.url}`);
        if (request.headers.authorization !== `Bearer ${key}`) throw new Error('no key');
        expect(form.fields).toEqual(fields);
        expect(form.file).toMatchObject({ name: 'recording.wav', mime: 'audio/wav' });
        expect(wavSeconds(form.file.bytes)).toBe(1.5);
        const segments = [{ avg_logprob: Math.log(0.8) }, { avg_logprob: Math.log(0.6) }];
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ text: ' 我的包裹什么时候到', language: 'chinese', segments }));
      })
      .catch((error: unknown) => fail(response, error));
  };
};

/** Signs once more, from what came in: every header that is signed, and the body. */
function signatureOf(request: IncomingMessage, body: Buffer, secret: string): string {
  const sha = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
  const mac = (by: string | Buffer, text: string): Buffer => createHmac('sha256', by).update(text).digest();
  const named = /SignedHeaders=([a-z;-]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const canonical = named.split(';').map((name) => `${name}:${String(request.headers[name]).toLowerCase()}\n`);
  const at = String(request.headers['x-tc-timestamp']);
  const date = new Date(Number(at) * 1000).toISOString().slice(0, 10);
  const text = ['TC3-HMAC-SHA256', at, `${date}/asr/tc3_request`, sha(['POST', '/', '', canonical.join(''), named, sha(body)].join('\n'))].join('\n');
  return mac(mac(mac(mac(`TC3${secret}`, date), 'asr'), 'tc3_request'), text).toString('hex');
}

const tencentGood: Answer = (request, body, response) => {
  try {
    const [id, secret = ''] = tencentKey.split(':');
    expect(request.headers.authorization).toContain(`Credential=${id}/2026-09-21/asr/tc3_request, SignedHeaders=content-type;host;x-tc-action, `);
    expect(request.headers.authorization).toContain(`Signature=${signatureOf(request, body, secret)}`);
    expect(request.headers).toMatchObject({ 'x-tc-action': 'SentenceRecognition', 'x-tc-version': '2019-06-14', 'x-tc-timestamp': String(now / 1000) });
    const sent = JSON.parse(body.toString('utf8'));
    const file = Buffer.from(sent.Data, 'base64');
    expect(sent).toMatchObject({ EngSerViceType: '16k_zh', SourceType: 1, VoiceFormat: 'wav', DataLen: file.length });
    expect(wavSeconds(file)).toBe(1.5);
    response.end(JSON.stringify({ Response: { Result: '我的包裹什么时候到', AudioDuration: 1500, RequestId: 'r' } }));
  } catch (error) {
    fail(response, error);
  }
};

const overHttp: Adapter[] = [
  {
    name: 'openai',
    make: (url) => openAi({ url: `${url}/v1`, key }),
    good: whisper('/v1/audio/transcriptions', { model: 'whisper-1', response_format: 'verbose_json' }),
  },
  {
    name: 'whisper.cpp',
    make: (url) => whisperCpp({ url: `${url}/`, key }),
    good: whisper('/inference', { temperature: '0.0', language: 'auto', response_format: 'verbose_json' }),
  },
  { name: 'tencent', make: (url) => tencent({ url, key: tencentKey, now: () => now }), good: tencentGood },
];

async function asked(adapter: Adapter, answer: Answer, signal: AbortSignal = never) {
  const standIn = await httpStandIn(answer);
  open.push(standIn);
  return adapter.make(standIn.url).recognise(recording, 'zh', signal);
}

const big = Buffer.alloc(10_000_000, ' ');
/** What may go wrong with an answer over HTTP, and what it is called. */
const faults: [fault: string, answer: Answer, expected: object][] = [
  ['401', (_, __, response) => response.writeHead(401).end('{"error":{"message":"bad key"}}'), { why: 'refused' }],
  ['403', (_, __, response) => response.writeHead(403).end(), { why: 'refused' }],
  ['429 with Retry-After', (_, __, response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'), { why: 'busy', retryAfterMs: 7_000 }],
  ['429 without', (_, __, response) => response.writeHead(429).end(), { why: 'busy' }],
  ['503 with Retry-After', (_, __, response) => response.writeHead(503, { 'retry-after': '3' }).end(), { why: 'busy', retryAfterMs: 3_000 }],
  ['500', (_, __, response) => response.writeHead(500).end('Internal'), { why: 'failed', detail: 'HTTP 500' }],
  ['a page in place of JSON', (_, __, response) => response.end('<!doctype html><h1>It works</h1>'), { why: 'failed' }],
  ['JSON of something else', (_, __, response) => response.end('{"ok":true}'), { why: 'failed' }],
  ['a text that is none', (_, __, response) => response.end('{"text":null,"Response":{"Result":7}}'), { why: 'failed' }],
  [
    'an error inside a 200',
    (_, __, response) => response.end('{"error":"no speech","Response":{"Error":{"Code":"FailedOperation.ErrorRecognize"}}}'),
    { why: 'failed' },
  ],
  [
    'an answer cut in the middle',
    (_, __, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"text":"half', () => response.destroy());
    },
    { why: 'failed' },
  ],
  ['a connection that is closed', (_, __, response) => response.destroy(), { why: 'failed' }],
  ['10 MB', (_, __, response) => response.end(big), { why: 'failed', detail: 'The answer is larger than 512000 bytes.' }],
  [
    '10 MB of unknown length',
    (_, __, response) => void response.write(big, () => response.end()),
    { why: 'failed', detail: 'The answer is larger than 512000 bytes.' },
  ],
  [
    'a redirect to somebody else',
    (_, __, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/steal' }).end(),
    { why: 'failed', detail: 'HTTP 307' },
  ],
];

for (const adapter of overHttp)
  describe(adapter.name, () => {
    it('sends the recording as the server reads it, and reads the text', async () => {
      const whisperOnly = adapter.name === 'tencent' ? {} : { lang: 'zh', confidence: expect.closeTo(0.7, 5) };
      const result = await asked(adapter, adapter.good);
      expect(result).toEqual({ ok: true, text: expect.stringContaining('我的包裹什么时候到'), ...whisperOnly });
    });

    for (const [fault, answer, expected] of faults)
      it(`${fault}`, async () => {
        const result = await asked(adapter, answer);
        expect(result).toMatchObject({ ok: false, ...expected });
        expect(JSON.stringify(result)).not.toMatch(/4711|secretsecret|AKIDtest/);
      });

    it('a server that hangs is given up', async () => {
      const ending = new AbortController();
      expect(await asked(adapter, () => ending.abort(), ending.signal)).toMatchObject({ ok: false, why: 'late' });
    });

    it('a server that drips is given up', async () => {
      const ending = new AbortController();
      const drip: Answer = (_, __, response) => {
        response.writeHead(200);
        let drops = 0;
        const timer = setInterval(() => {
          response.write(' ');
          drops += 1;
          if (drops === 5) ending.abort();
        }, 5);
        response.once('close', () => clearInterval(timer));
      };
      expect(await asked(adapter, drip, ending.signal)).toMatchObject({ ok: false, why: 'late' });
    });

    it('nobody listens there', async () => {
      expect(await adapter.make('http://127.0.0.1:9').recognise(recording, 'zh', never)).toMatchObject({ ok: false, why: 'failed' });
    });
  });

describe('what Whisper answers', () => {
  const cases: [answer: object, expected: object][] = [
    [
      { text: 'hi', language: 'english' },
      { text: 'hi', lang: 'en' },
    ],
    [
      { text: 'hi', language: 'en' },
      { text: 'hi', lang: 'en' },
    ],
    [{ text: 'hi', language: 'Klingon and more' }, { text: 'hi' }],
    [
      { text: 'hi', segments: [{ words: [{ probability: 0.5 }, { probability: 0.9 }] }] },
      { text: 'hi', confidence: 0.7 },
    ],
    [
      { text: 'hi', segments: [{ avg_logprob: 3 }] },
      { text: 'hi', confidence: 1 },
    ],
    [{ text: 'hi', segments: [{ avg_logprob: 'NaN' }] }, { text: 'hi' }],
    [{ text: 'hi', segments: 'none' }, { text: 'hi' }],
  ];
  for (const [answer, expected] of cases)
    it(JSON.stringify(answer), async () => {
      expect(await asked(overHttp[0]!, (_, __, response) => response.end(JSON.stringify(answer)))).toEqual({ ok: true, ...expected });
    });

  it('other models than Whisper are asked for plain JSON', async () => {
    const standIn = await httpStandIn((request, body, response) => {
      formOf(request, body)
        .then(({ fields }) => response.end(JSON.stringify({ text: JSON.stringify(fields) })))
        .catch((error: unknown) => fail(response, error));
    });
    open.push(standIn);
    const result = await openAi({ url: standIn.url, model: 'gpt-4o-mini-transcribe' }).recognise(recording, 'zh', never);
    expect(result).toEqual({ ok: true, text: '{"model":"gpt-4o-mini-transcribe","response_format":"json"}' });
  });
});

describe('Tencent', () => {
  const published = {
    host: 'cvm.tencentcloudapi.com',
    service: 'cvm',
    at: 1_551_113_065,
    payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  };
  it('signs the published example, with the action', () => {
    const stars = '*'.repeat(32);
    expect(tc3Authorization({ ...published, id: `AKID${stars}`, key: stars, action: 'DescribeInstances' })).toBe(
      `TC3-HMAC-SHA256 Credential=AKID${stars}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f`,
    );
  });
  it('signs the older published example, without', () => {
    expect(tc3Authorization({ ...published, id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', key: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' })).toContain(
      'Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    );
  });

  const codes: [code: string, why: string][] = [
    ['AuthFailure.SignatureFailure', 'refused'],
    ['UnauthorizedOperation', 'refused'],
    ['RequestLimitExceeded', 'busy'],
    ['InternalError', 'failed'],
    ['FailedOperation.UserHasNoFreeAmount', 'failed'],
  ];
  for (const [Code, why] of codes)
    it(`${Code}: ${why}`, async () => {
      expect(await asked(overHttp[2]!, (_, __, response) => response.end(JSON.stringify({ Response: { Error: { Code, Message: key } } })))).toEqual({
        ok: false,
        why,
        detail: Code,
      });
    });
});

type Talk = (socket: WebSocket, request: IncomingMessage) => void;

/** A server of Vosk that checks every frame: settings, whole samples, the end. */
const voskGood: Talk = (socket, request) => {
  let [bytes, configured] = [0, false];
  socket.on('message', (data: Buffer, binary) => {
    if (binary) {
      if (!configured || data.length > 8_000 || data.length % 2 === 1) return socket.close(1008);
      bytes += data.length;
      // A pause in the middle ends a sentence.
      socket.send(JSON.stringify(bytes === 24_000 ? { text: '我 的 包裹', result: [{ conf: 1, word: '我' }] } : { partial: '我' }));
      return;
    }
    const text = data.toString('utf8');
    if (text === '{"eof" : 1}') {
      if (bytes !== 48_000 || request.headers.authorization !== `Bearer ${key}`) return socket.close(1008);
      socket.send(JSON.stringify({ text: '什么 时候 到', result: [{ conf: 0.5, word: '到' }] }));
      socket.close();
      return;
    }
    configured = JSON.stringify(JSON.parse(text)) === '{"config":{"sample_rate":16000,"words":1}}';
  });
};

const refusing = (head: string) => (_: IncomingMessage, socket: Socket) => {
  socket.end(`HTTP/1.1 ${head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
  return true;
};

async function voskAsked(talk: Talk, refuse?: (request: IncomingMessage, socket: Socket) => boolean, signal: AbortSignal = never) {
  const standIn = await wsStandIn(talk, refuse);
  open.push(standIn);
  return vosk({ url: standIn.url, key }).recognise(recording, 'zh', signal);
}

describe('vosk', () => {
  it('sends settings, samples and the end, and joins the sentences', async () => {
    expect(await voskAsked(voskGood)).toEqual({ ok: true, text: '我 的 包裹 什么 时候 到', confidence: 0.75 });
  });

  const answersAll =
    (answer: string | Buffer): Talk =>
    (socket) =>
      socket.on('message', () => socket.send(answer));
  const matrix: [fault: string, talk: Talk, refuse: ReturnType<typeof refusing> | undefined, expected: object][] = [
    ['401', voskGood, refusing('401 Unauthorized'), { why: 'refused' }],
    ['429 with Retry-After', voskGood, refusing('429 Too Many Requests\r\nretry-after: 7'), { why: 'busy', retryAfterMs: 7_000 }],
    ['500', voskGood, refusing('500 Oops'), { why: 'failed' }],
    ['a page in place of a socket', voskGood, refusing('200 OK\r\ncontent-type: text/html'), { why: 'failed' }],
    ['a redirect to somebody else', voskGood, refusing('307 Moved\r\nlocation: ws://127.0.0.1:9/'), { why: 'failed' }],
    ['a page as a message', answersAll('<!doctype html>'), undefined, { why: 'failed' }],
    ['JSON of something else', answersAll('{"ok":1}'), undefined, { why: 'failed' }],
    ['closed before the end', (socket) => socket.on('message', () => socket.close(1011)), undefined, { why: 'failed' }],
    ['cut', (socket) => socket.on('message', () => socket.terminate()), undefined, { why: 'failed' }],
    ['10 MB', answersAll(big), undefined, { why: 'failed' }],
  ];
  for (const [fault, talk, refuse, expected] of matrix)
    it(fault, async () => {
      const result = await voskAsked(talk, refuse);
      expect(result).toMatchObject({ ok: false, ...expected });
      expect(JSON.stringify(result)).not.toContain('4711');
    });

  it('a server that hangs, or only ever says what it heard so far, is given up', async () => {
    for (const talk of [() => undefined, (socket: WebSocket) => socket.send('{"partial":""}')]) {
      const ending = new AbortController();
      const slow: Talk = (socket) => {
        talk(socket);
        socket.on('message', () => ending.abort());
      };
      expect(await voskAsked(slow, undefined, ending.signal)).toMatchObject({ ok: false, why: 'late' });
    }
  });
});

describe('sherpa', () => {
  const models: [files: string[], folder: string, part: string][] = [
    [['tokens.txt', 'model.onnx', 'model.int8.onnx'], '/m/sense-voice', 'senseVoice'],
    [['tokens.txt', 'model.int8.onnx'], '/m/sherpa-onnx-paraformer-zh', 'paraformer'],
    [['tiny-tokens.txt', 'tiny-encoder.onnx', 'tiny-decoder.onnx'], '/m/whisper', 'whisper'],
    [['tokens.txt', 'encoder.onnx', 'decoder.onnx', 'joiner.onnx'], '/m/zipformer', 'transducer'],
  ];
  for (const [files, folder, part] of models) it(`${part} by its files`, () => expect(sherpaModel(folder, files)).toHaveProperty(part));
  it('takes the file of 8 bits', () => expect(JSON.stringify(sherpaModel('/m/sense', models[0]![0]))).toContain('model.int8.onnx'));
  it('no model', () => expect(sherpaModel('/m', ['readme.md'])).toBeNull());

  it('says what is missing, and never throws', async () => {
    const missing = sherpa({ folder: '/nowhere', loads: () => Promise.reject(new Error('Cannot find package')) });
    expect(await missing.recognise(recording, 'zh', never)).toEqual({ ok: false, why: 'failed', detail: 'Cannot find package' });
  });
});
