/** Shapes of what the routes about flows answer, as far as these pages read them. */
import * as z from 'zod/mini';

const said = z.object({ en: z.string(), zh: z.string() });
export type Said = z.infer<typeof said>;
const change = z.object({ en: z.string(), zh: z.string(), kind: z.string(), line: z.optional(z.number()) });
export type Change = z.infer<typeof change>;
export const problem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  hint: z.optional(z.string()),
  fix: z.optional(z.object({ line: z.number(), text: z.string() })),
});
export type Problem = z.infer<typeof problem>;

export const files = z.object({
  items: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      kind: z.enum(['flow', 'faq', 'proactive']),
      about: z.optional(z.record(z.string(), z.string())),
      starts: z.array(said),
      live: z.boolean(),
      errors: z.number(),
      warnings: z.number(),
      draft: z.optional(z.object({ by: z.string(), at: z.number() })),
    }),
  ),
});
export type FlowFile = z.infer<typeof files>['items'][number];
export const used = z.object({
  of: z.number(),
  flows: z.record(z.string(), z.number()),
  steps: z.record(z.string(), z.object({ came: z.number(), left: z.number() })),
});
export type Used = z.infer<typeof used>;
export const names = z.object({ calls: z.array(z.object({ name: z.string(), about: said, params: z.array(z.string()) })), flows: z.array(z.string()) });
export type Names = z.infer<typeof names>;

export const draft = z.object({
  text: z.string(),
  transcript: z.optional(z.string()),
  revision: z.number(),
  by: z.string(),
  at: z.number(),
  meanwhile: z.array(change),
});
export type Draft = z.infer<typeof draft>;
export const opened = z.object({ file: z.string(), text: z.optional(z.string()), draft: z.optional(draft), writable: z.boolean() });
export const rebased = z.object({ draft, conflict: z.boolean() });

const texts = z.record(z.string(), z.string());
const graph = z.object({
  nodes: z.array(
    z.object({ id: z.string(), verb: z.string(), name: z.optional(z.string()), text: z.optional(texts), line: z.optional(z.number()), depth: z.number() }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.optional(texts) })),
});
export type Graph = z.infer<typeof graph>;
export const formField = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  of: z.string(),
  field: z.string(),
  lang: z.optional(z.string()),
  text: z.string(),
  line: z.number(),
});
export type FormField = z.infer<typeof formField>;
export const checked = z.object({
  problems: z.array(problem),
  graph: z.optional(graph),
  steps: z.array(z.string()),
  form: z.array(formField),
  changes: z.array(change),
});
export type Checked = z.infer<typeof checked>;
export const edited = z.object({ text: z.string() });

const values = z.record(z.string(), z.unknown());
export const talkLine = z.union([
  z.object({ say: z.string() }),
  z.object({ press: z.string() }),
  z.object({ photo: z.string() }),
  z.object({ after: z.string() }),
  z.object({ agent: z.string() }),
  z.object({ event: z.string() }),
]);
export type TalkLine = { say: string } | { press: string } | { photo: string } | { after: string } | { agent: 'took' | 'back' };
export const talk = z.object({
  problems: z.array(problem),
  turns: z.array(
    z.object({
      line: z.optional(talkLine),
      at: z.number(),
      items: z.array(
        z.object({
          kind: z.string(),
          text: z.string(),
          labels: z.optional(z.array(z.string())),
          card: z.optional(z.object({ title: z.string(), text: z.optional(z.string()), button: z.optional(z.string()) })),
        }),
      ),
      calls: z.array(z.object({ name: z.string(), args: values, outcome: z.unknown() })),
      steps: z.array(z.object({ flow: z.string(), at: z.string(), verb: z.string(), line: z.optional(z.number()) })),
      notes: z.array(z.string()),
      problems: z.array(z.string()),
      handoff: z.boolean(),
      refused: z.optional(z.enum(['button', 'time'])),
    }),
  ),
  now: z.number(),
  vars: values,
  contact: z.object({ lang: z.optional(z.string()), tags: z.array(z.string()), marketing: z.optional(z.boolean()), vars: values }),
  place: z.optional(z.object({ flow: z.string(), at: z.string(), line: z.optional(z.number()) })),
  next: z.optional(z.number()),
  looped: z.boolean(),
});
export type Talk = z.infer<typeof talk>;
export const transcript = z.object({ transcript: z.string() });

const cases = z.object({ passed: z.number(), failed: z.array(z.object({ name: z.string(), problem, before: z.boolean() })) });
export const reviewed = z.object({ revision: z.number(), problems: z.array(problem), changes: z.array(change), cases, meanwhile: z.array(change) });
export const published = z.object({
  result: z.enum(['published', 'stale', 'problems', 'cases']),
  changes: z.array(change),
  problems: z.array(problem),
  of: z.optional(z.enum(['draft', 'file'])),
  by: z.optional(z.string()),
});
export const versions = z.object({
  items: z.array(z.object({ id: z.string(), at: z.number(), by: z.string(), why: z.string(), changes: z.array(said), live: z.boolean() })),
});
export const replayed = z.object({
  problems: z.array(problem),
  of: z.number(),
  differences: z.array(z.object({ conversation: z.string(), said: z.string(), live: z.array(z.string()), draft: z.array(z.string()) })),
});

/** Path of a file or of its draft. */
export const filePath = (file: string, rest = ''): string => `/flows/files/${encodeURIComponent(file)}${rest}`;
export const draftPath = (file: string, rest = ''): string => `/flows/drafts/${encodeURIComponent(file)}${rest}`;
