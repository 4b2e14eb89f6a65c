import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLiveKitRooms } from './livekit-rooms.ts';
import { liveKitToken, signToken } from './livekit-token.ts';

const key = 'APID3B67uxk4Nj2GKiRPibAZ9';
const secret = 'YHC-CUhbQhGeVCaYgn1BNA++';
const at = 1_796_000_000_000;
const read = (token: string, part: number): unknown => JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());

describe('tokens of LiveKit', () => {
  it('are signed as in the vector of livekit/protocol (auth/verifier_test.go)', () =>
    expect(signToken({ exp: 1608930308, iss: key, nbf: 1608926708, room_join: true, room_sid: 'myid', sub: key }, secret)).toBe(
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE2MDg5MzAzMDgsImlzcyI6IkFQSUQzQjY3dXhrNE5qMkdLaVJQaWJBWjkiLCJuYmYiOjE2MDg5MjY3MDgsInJvb21fam9pbiI6dHJ1ZSwicm9vbV9zaWQiOiJteWlkIiwic3ViIjoiQVBJRDNCNjd1eGs0TmoyR0tpUlBpYkFaOSJ9.cmHEBq0MLyRqphmVLM2cLXg5ao5Sro7am8yXhcYKcwE',
    ));

  it('let one person into one room, for a time', () => {
    const token = liveKitToken({ key, secret, identity: 'r-1', name: '小梅', video: { roomJoin: true, room: 'r' }, now: at + 999, lifeMs: 900_000 });
    expect(read(token, 0)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(token, 1)).toEqual({ iss: key, sub: 'r-1', name: '小梅', nbf: at / 1_000 - 30, exp: at / 1_000 + 900, video: { roomJoin: true, room: 'r' } });
  });
});

describe('rooms of LiveKit', () => {
  const strict = z.strictObject({ name: z.string().min(1), empty_timeout: z.int().min(1), max_participants: z.int().min(1) });
  const asked: unknown[] = [];
  let refuse: { status: number; body: string } | undefined;
  /** RoomService of LiveKit by Twirp: unknown fields, wrong tokens and other methods are refused. */
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const answer = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (refuse) return response.writeHead(refuse.status).end(refuse.body);
    if (request.method !== 'POST' || request.url !== '/twirp/livekit.RoomService/CreateRoom') return answer(404, { code: 'bad_route', msg: 'no handler' });
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const [head, claims, signature] = token.split('.');
    if (signature !== createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
      return answer(401, { code: 'unauthenticated', msg: 'invalid token' });
    const { iss, video, exp } = z.object({ iss: z.string(), exp: z.number(), video: z.object({ roomCreate: z.boolean().optional() }) }).parse(read(token, 1));
    if (iss !== key || !video.roomCreate || exp * 1_000 < at) return answer(403, { code: 'permission_denied', msg: 'permissions denied' });
    const body = strict.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
    if (!body.success) return answer(400, { code: 'malformed', msg: 'the json request could not be decoded' });
    asked.push(body.data);
    return answer(200, { sid: 'RM_1', ...body.data, creation_time: '1' });
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    refuse = undefined;
  });
  const rooms = (of: { secret?: string; url?: string } = {}) =>
    createLiveKitRooms({ url, key, secret, page: 'https://meet.example.com/custom', ...of }, 900_000, () => at);

  it('are made with as many places as people, each with a link of their own', async () => {
    const made = await rooms().open(['Li Na', 'Mei', 'Bo']);
    if (!made.ok) throw new Error(made.detail);
    expect(asked).toEqual([{ name: made.room, empty_timeout: 600, max_participants: 3 }]);
    expect(made.links.map(({ name }) => name)).toEqual(['Li Na', 'Mei', 'Bo']);
    const [first, second] = made.links.map((link) => new URL(link.url));
    expect(first?.origin).toBe('https://meet.example.com');
    expect(first?.searchParams.get('liveKitUrl')).toBe(url);
    expect(read(first?.searchParams.get('token') ?? '', 1)).toMatchObject({ sub: `${made.room}-0`, name: 'Li Na', video: { roomJoin: true, room: made.room } });
    expect(read(second?.searchParams.get('token') ?? '', 1)).toMatchObject({ sub: `${made.room}-1` });
  });

  it.each([
    ['a wrong secret', { secret: 'another-secret-0123456789' }, undefined, 'LiveKit answered HTTP 401 unauthenticated'],
    ['no LiveKit', {}, { status: 200, body: '<html>' }, 'LiveKit answered HTTP 200'],
    ['broken JSON', {}, { status: 200, body: '{' }, 'LiveKit cannot be reached'],
    ['nobody there', { url: 'ws://127.0.0.1:1' }, undefined, 'LiveKit cannot be reached'],
  ] as const)('are not made with %s, and no secret is in the reason', async (_name, of, answer, detail) => {
    refuse = answer;
    expect(await rooms(of).open(['a', 'b'])).toEqual({ ok: false, detail });
  });
});
