/** A line that somebody typed. */
import { z } from 'zod';

export const typedLine = z.object({
  /** Unique for each line, also after a restart. */
  id: z.string().min(1),
  /** Name of the one who types; any text. */
  user: z.string().min(1),
  line: z.string(),
  name: z.string().optional(),
  /** BCP 47. */
  lang: z.string().optional(),
});
