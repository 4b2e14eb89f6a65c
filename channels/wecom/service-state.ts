/**
 * Whose turn it is in a session. A program may send in 0 (nobody) and 1 (program); 2 waits in the queue, 3 is with a person, 4 has ended.
 * https://developer.work.weixin.qq.com/document/path/94669
 */
import { z } from 'zod';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiResult } from '../../src/channel-kit/wechat/api-result.ts';
import type { Logger } from '../../src/logger.ts';
import type { Address } from '../../src/message.ts';
import { parseCustomer } from './address.ts';
import type { CodeKind, Codes } from './codes.ts';
import { failureOf } from './failure.ts';
import type { Options } from './options.ts';

const queued = 2;
const person = 3;
export const endedState = 4;

const stateAnswer = z.object({ service_state: z.int() }).transform((answer) => answer.service_state);
const moved = z.object({ errcode: z.literal(0), msg_code: z.string().optional() });

/** Asks who has the conversation, as WeCom numbers it. Never rejects. */
export function stateOf(account: string, customer: string, api: WeChatApi, timeoutMs: number): Promise<ApiResult<number>> {
  return api.call({ path: '/cgi-bin/kf/service_state/get', json: { open_kfid: account, external_userid: customer }, timeoutMs }, stateAnswer);
}

export interface HandoverParts {
  api: WeChatApi;
  codes: Codes;
  options: Options;
  log: Logger;
  now(): number;
  timeoutMs: number;
  /** The customer-service account of an address that names none. */
  account: string | undefined;
}

/**
 * Tells WeCom who has the conversation: a person gets it directly where members are named for the account, else it waits in the queue; back
 * to the program means that the session ends, since WeCom lets a person's session go nowhere else. A code for one more message that WeCom
 * gives for the change is kept. Rejects when WeCom refuses, without a secret in the text.
 */
export async function handOver(to: Address, owner: 'bot' | 'person', parts: HandoverParts): Promise<void> {
  const { api, codes, options, log, timeoutMs } = parts;
  if (owner === 'person' && options.people === 'console') return;
  const { account = parts.account, customer } = parseCustomer(to.user);
  if (!account) throw new Error('the address names no customer-service account');

  async function move(state: number, servicer?: string): Promise<ApiResult<{ msg_code?: string | undefined }>> {
    const json = { open_kfid: account, external_userid: customer, service_state: state, ...(servicer && { servicer_userid: servicer }) };
    const answer = await api.call({ path: '/cgi-bin/kf/service_state/trans', json, timeoutMs }, moved);
    const kind: CodeKind = state === endedState ? 'end' : 'queue';
    if (answer.ok && answer.value.msg_code) await codes.keep(`${account}.${customer}`, answer.value.msg_code, kind, parts.now());
    return answer;
  }

  const state = await stateOf(account, customer, api, timeoutMs);
  if (!state.ok) throw new Error(failureOf(state.error).detail);
  const withPeople = state.value === queued || state.value === person;
  if (owner === 'bot') {
    if (!withPeople) return;
    const ended = await move(endedState);
    if (!ended.ok) throw new Error(failureOf(ended.error).detail);
    return;
  }
  if (withPeople) return;
  if (state.value === endedState) throw new Error('WeCom has no open session with this customer; the chat can be handed over once they write');
  for (const servicer of options.servicers[account] ?? options.servicers['*'] ?? []) {
    const given = await move(person, servicer);
    if (given.ok) return;
    if (given.error.kind !== 'refused') throw new Error(failureOf(given.error).detail);
    log.info({ channel: 'wecom', servicer, detail: failureOf(given.error).detail }, 'this member cannot take the chat; the next one is asked');
  }
  const waiting = await move(queued);
  if (!waiting.ok) throw new Error(failureOf(waiting.error).detail);
}
