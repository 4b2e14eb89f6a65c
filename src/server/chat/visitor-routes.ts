/** Routes that an app or a page asks for now and then: what was said before, devices to push to, a call. */
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { sendRefusal } from '../api/express-routes.ts';
import type { ChatMessage } from './chat-ports.ts';
import type { VisitorDevices } from './visitor-devices.ts';

/** What is asked, and on whom it is counted. */
export interface VisitorRouteParts<M extends ChatMessage> {
  json: RequestHandler;
  /** The visitor of the request's token who may go on; null when it was answered already. */
  allowed(request: Request, response: Response): string | null;
  checked<T>(schema: z.ZodType<T>, request: Request, response: Response): T | null;
  /** Messages with a number below `before`, or the newest; `before` of the answer is missing when there are no more. */
  earlier?(user: string, before: number | null): Promise<{ messages: M[]; before?: number }>;
  devices?: VisitorDevices;
  /** Tells whether there is no room for one more row of this address; then it was answered. */
  noRoom(request: Request, response: Response): boolean | Promise<boolean>;
  /** Tells whether the address has made too many calls; then it was answered. */
  tooManyCalls(request: Request, response: Response): boolean;
  /** Makes a call and answers the customer's link; null when there were too many, or nobody to call from. Missing where calls are off. */
  call?(user: string): Promise<string | null>;
}

const deviceSchema = z.strictObject({
  service: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'small letters, digits and -, at most 32'),
  token: z.string().min(1).max(1_024),
});
const beforeSchema = z.coerce.number().int().min(1).max(1e12).optional();

export function visitorRoutes<M extends ChatMessage>(
  router: Router,
  { json, allowed, checked, noRoom, tooManyCalls, earlier, devices, call }: VisitorRouteParts<M>,
): void {
  if (earlier)
    router.get('/history', async (request, response) => {
      const user = allowed(request, response);
      if (!user) return;
      const before = beforeSchema.safeParse(request.query.before);
      if (!before.success) return sendRefusal(response, { status: 422, code: 'invalid', message: 'before is a number of an answer before', field: 'before' });
      response.json(await earlier(user, before.data ?? null));
    });

  if (devices)
    for (const [path, change] of [
      ['/devices', devices.keep],
      ['/devices/forget', devices.forget],
    ] as const)
      router.post(path, json, async (request, response) => {
        const user = allowed(request, response);
        const device = user && checked(deviceSchema, request, response);
        if (!user || !device || (change === devices.keep && (await noRoom(request, response)))) return;
        await change(user, device);
        response.status(202).json({ accepted: true });
      });

  if (call)
    router.post('/call', json, async (request, response) => {
      const user = allowed(request, response);
      if (!user || tooManyCalls(request, response)) return;
      const url = await call(user);
      if (url === null) return sendRefusal(response, { status: 429, code: 'too_many', message: 'No call can be made now: write first, or wait a while' });
      response.status(201).json({ url });
    });
}
