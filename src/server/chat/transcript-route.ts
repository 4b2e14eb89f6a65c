/** Route by which a visitor has their conversation sent to them by e-mail. */
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { sendRefusal } from '../api/express-routes.ts';

/** Sends the conversation of `user`. Without a code, an address that is not known as theirs gets one first. */
export type MailTranscript = (asked: {
  user: string;
  email: string;
  lang?: string | undefined;
  code?: string | undefined;
}) => Promise<'sent' | 'code_sent' | 'wrong_code' | 'too_many' | 'nothing' | 'unavailable'>;

/** Tells whether `Intl` takes the tag: it throws for some that look like one, such as `en-a1`. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const bodySchema = z.strictObject({
  email: z.email('write an e-mail address').max(254),
  code: z
    .string()
    .regex(/^\s*\d{3}[\s-]?\d{3}\s*$/, 'the code has six digits')
    .optional(),
  lang: z.string().max(35).refine(isLanguageTag, 'a language tag').optional(),
});

const refusals = {
  wrong_code: { status: 403, message: 'This is not the code, or it is too old' },
  too_many: { status: 429, message: 'Too many e-mails or tries; wait a while' },
  nothing: { status: 409, message: 'There is no conversation yet' },
  unavailable: { status: 503, message: 'The e-mail could not be sent now; try again later' },
} as const;

export interface TranscriptRouteParts {
  json: RequestHandler;
  /** The visitor of the request's token who may go on; null when it was answered already. */
  allowed(request: Request, response: Response): string | null;
  checked<T>(schema: z.ZodType<T>, request: Request, response: Response): T | null;
  mail: MailTranscript;
}

export function transcriptRoute(router: Router, { json, allowed, checked, mail }: TranscriptRouteParts): void {
  router.post('/transcript', json, async (request, response) => {
    const user = allowed(request, response);
    const body = user && checked(bodySchema, request, response);
    if (!user || !body) return;
    const result = await mail({ user, ...body });
    if (result === 'sent' || result === 'code_sent') return void response.status(202).json({ result });
    sendRefusal(response, { code: result, ...refusals[result] });
  });
}
