/** Access tokens of a LiveKit server: JWT (HS256) with a grant for video. Pure. https://docs.livekit.io/frontends/authentication/tokens/ */
import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';

/** What the holder may do; what is left out is not granted. */
export interface VideoGrant {
  roomCreate?: boolean;
  roomJoin?: boolean;
  room?: string;
}

const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs claims as LiveKit's own libraries do: the fields in the order given. */
export function signToken(claims: Readonly<Record<string, Json>>, secret: string): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

export interface TokenWish {
  key: string;
  secret: string;
  /** Whom the room knows the holder by; the same twice throws the first one out. */
  identity: string;
  name?: string;
  video: VideoGrant;
  /** Epoch ms. */
  now: number;
  /** Time for which it lets in, ms; who is in stays in. */
  lifeMs: number;
}

/** Mints a token for one person. Clocks may differ by half a minute. */
export function liveKitToken({ key, secret, identity, name, video, now, lifeMs }: TokenWish): string {
  const seconds = Math.floor(now / 1_000);
  return signToken(
    { exp: seconds + Math.ceil(lifeMs / 1_000), iss: key, nbf: seconds - 30, sub: identity, ...(name && { name }), video: { ...video } },
    secret,
  );
}
