/** What the provider posts, checked, as far as a shop needs it. REPLACE: the page that describes it. */
import { z } from 'zod';

/** The events are checked one by one, so that one of an unknown kind takes no other with it. */
export const payload = z.object({ events: z.array(z.unknown()) });

/** Fields that are not used are left out; what may be missing is `.optional().catch(undefined)`, so that a new form of it loses no message. */
export const textEvent = z.object({
  /** The provider's id of the message: what comes twice is taken once. */
  id: z.string().min(1),
  user: z.string().min(1),
  /** REPLACE: some providers count in seconds. */
  at: z.number(),
  text: z.string().min(1),
});
