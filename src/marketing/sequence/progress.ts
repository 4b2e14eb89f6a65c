/** Progress of each flow with a segment, as it is kept. */
import { z } from 'zod';

const progressSchema = z.object({
  /** Condition of the segment when it was last looked at. */
  where: z.string(),
  /** Changes were looked at up to this moment, epoch ms. */
  changed: z.number(),
  /** Day of the shop on which all people were looked at last. */
  night: z.string(),
  /** A pass over all people that is under way, up to the contact `cursor`. `base`: who fulfils the condition did before. */
  pass: z.object({ base: z.boolean(), cursor: z.string(), known: z.number() }).optional(),
});
export type Progress = z.output<typeof progressSchema>;

const all = z.record(z.string(), progressSchema);

/** Reads the setting; what cannot be read begins anew. */
export function progressOf(value: unknown): Record<string, Progress> {
  return all.safeParse(value).data ?? {};
}
