/** The access token of an account: one for all callers of all processes, renewed before it ends and when the platform refuses it. */
import { z } from 'zod';
import type { ChannelMemory } from '../../channel.ts';
import type { Logger } from '../../logger.ts';
import { type ApiResult, restOf } from './api-result.ts';

export interface IssuedToken {
  token: string;
  /** `expires_in` as it came: seconds, 7,200 usually. What is odd is told and bounded here. */
  expiresIn: unknown;
}

export interface AccessToken {
  /** A token that should be valid. Many callers cause one request at most. */
  get(): Promise<ApiResult<string>>;
  /** Another token than `failed`, which the platform refused. However many callers bring the same one, one of them renews it. */
  instead(failed: string): Promise<ApiResult<string>>;
}

export interface AccessTokenParts {
  memory: ChannelMemory;
  /** Key in the memory; one for each secret of the account. */
  key: string;
  /** Asks the platform. `force`: what it gave last time is the token that it refuses, so another must be made. Never rejects. */
  issue(force: boolean): Promise<ApiResult<IssuedToken>>;
  log: Pick<Logger, 'warn'>;
  now(): number;
}

/** Lives of a token that are believed, s. Where the platform says nothing of use, it is the usual one: a token that ends earlier is refused, and renewed then. */
const life = { least: 60, usual: 7_200 };

/** So long before its end a token is renewed, ms: the platforms let the old one work for five more minutes. */
const renewedEarlyMs = 5 * 60_000;
/** A failure to get a token holds for this long, ms, or for the rest that the platform asks for, so that a queue of messages does not use up the day's 2,000 requests. */
const failureHoldsMs = 5_000;

/** Both epoch ms. A time before `from` means that the clock was set back since: nobody knows then how much is left, and it is over. */
interface Span {
  from: number;
  until: number;
}
interface Kept extends Span {
  token: string;
}
const keptSchema = z.object({ token: z.string().min(1), from: z.number(), until: z.number() });

function readKept(text: string | null): Kept | undefined {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The life of a token, ms: what the platform says, between a minute and two hours. */
function lifeOf(expiresIn: unknown, log: AccessTokenParts['log']): number {
  const said = z.number().safeParse(expiresIn);
  const seconds = said.success ? Math.min(Math.max(said.data, life.least), life.usual) : life.usual;
  if (seconds !== expiresIn)
    log.warn({ expiresIn: String(expiresIn).slice(0, 40), taken: seconds }, 'an access token has an odd life (expires_in); another is taken');
  return seconds * 1_000;
}

/** Makes the keeper of a token without any traffic. */
export function createAccessToken({ memory, key, issue, log, now }: AccessTokenParts): AccessToken {
  let held: Kept | undefined;
  let failure: (Span & { result: ApiResult<string> }) | undefined;
  let renewing: Promise<ApiResult<string>> | undefined;

  const span = (ms: number): Span => ({ from: now(), until: now() + ms });
  const lasts = ({ from, until }: Span): boolean => from <= now() && now() < until;
  const usable = (kept: Kept | undefined, failed: string | undefined): kept is Kept => kept !== undefined && kept.token !== failed && lasts(kept);

  /** Runs alone among all processes: what another one has just put down is taken, else the platform is asked. */
  async function renewAlone(failed: string | undefined): Promise<ApiResult<string>> {
    const kept = readKept(await memory.get(key));
    if (usable(kept, failed)) {
      held = kept;
      return { ok: true, value: kept.token };
    }
    let issued = await issue(false);
    if (issued.ok && issued.value.token === failed) issued = await issue(true);
    if (!issued.ok) return issued;
    const { token } = issued.value;
    const ttlMs = lifeOf(issued.value.expiresIn, log);
    const lives = Math.max(ttlMs - renewedEarlyMs, ttlMs / 2);
    held = { token, ...span(lives) };
    await memory.set(key, JSON.stringify(held), lives);
    return { ok: true, value: token };
  }

  async function renew(failed: string | undefined): Promise<ApiResult<string>> {
    if (failure && lasts(failure)) return failure.result;
    let result: ApiResult<string>;
    try {
      result = await memory.alone(key, () => renewAlone(failed));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      result = { ok: false, error: { kind: 'unreachable', detail: `The access token could not be kept: ${detail}`.slice(0, 300) } };
    }
    failure = result.ok ? undefined : { result, ...span(Math.max(failureHoldsMs, restOf(result.error).retryAfterMs ?? 0)) };
    return result;
  }

  async function valid(failed: string | undefined): Promise<ApiResult<string>> {
    for (;;) {
      if (usable(held, failed)) return { ok: true, value: held.token };
      if (renewing) {
        const shared = await renewing;
        if (!shared.ok || shared.value !== failed) return shared;
        continue;
      }
      renewing = renew(failed).finally(() => {
        renewing = undefined;
      });
      return renewing;
    }
  }

  return { get: () => valid(undefined), instead: (failed) => valid(failed) };
}
