import type { z } from 'zod';
import { type ErrorCode, errorTexts } from '../../errors.ts';
import type { MessageRow } from '../../store/collections.ts';
import type { message } from './shapes.ts';

/** Returns a message as the API shows it, without what only the store needs. */
export function messageShape(row: MessageRow): z.input<typeof message> {
  const { _id, v: _v, conversation: _c, trouble: _t, ref: _r, undelivered: _u, tokens: _k, template: _p, round: _n, reason, ...rest } = row;
  return { id: _id, ...rest, ...(reason ? { reason: reasonOf(reason) } : {}) };
}

function reasonOf(code: ErrorCode): { code: string; en: string; zh: string } {
  const { en, zh } = errorTexts[code];
  return { code, en, zh };
}
