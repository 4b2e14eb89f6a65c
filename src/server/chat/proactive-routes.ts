/** Routes by which the shop speaks first: a page reports, and tells what became of what it showed. */
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { InboundEvent } from '../../message.ts';
import { reportSchema } from '../../proactive/reported.ts';
import type { SpeakingFirst } from '../../proactive/speaking-first.ts';

/** Reports of one visitor at once, and then a second. A page has a few moments; nobody has hundreds. */
export const reportShare = { burst: 40, perSecond: 0.5 };

export interface ProactiveRouteParts {
  speaking: SpeakingFirst;
  json: RequestHandler;
  /** The visitor of the request's token who may go on; null when it was answered already. */
  allowed(request: Request, response: Response): string | null;
  checked<T>(schema: z.ZodType<T>, request: Request, response: Response): T | null;
  accept(user: string, post: unknown): InboundEvent[];
  receive(events: InboundEvent[]): Promise<void>;
}

const outcomeSchema = z.strictObject({ id: z.string().min(1).max(400), outcome: z.enum(['opened', 'dismissed']) });

export function proactiveRoutes(router: Router, { speaking, json, allowed, checked, accept, receive }: ProactiveRouteParts): void {
  router.post('/moments', json, async (request, response) => {
    const user = allowed(request, response);
    const reported = user && checked(reportSchema, request, response);
    if (!user || !reported) return;
    const shown = await speaking.report(user, reported);
    response.json(shown ? { show: shown } : {});
  });

  router.post('/moments/outcome', json, async (request, response) => {
    const user = allowed(request, response);
    const told = user && checked(outcomeSchema, request, response);
    if (!user || !told) return;
    if (told.outcome === 'dismissed') await speaking.dismissed(user, told.id);
    else {
      const opened = await speaking.opened(user, told.id);
      const id = `moment-${told.id.split(':').at(-1) ?? ''}`;
      if (opened?.page) await receive(accept(user, { type: 'started', id, lang: opened.lang, page: opened.page }));
    }
    response.status(202).json({ accepted: true });
  });
}
