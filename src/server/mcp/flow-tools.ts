/** Tools for work on flows: a draft is checked, tried and kept; publishing is a write of its own. */
import { z } from 'zod';
import { reads, type Tool, writes } from './tool.ts';

const file = z.string().min(1).max(120).describe('File below the flows folder, such as returns.yaml');
const text = z.string().min(1).max(60_000).describe('The whole file, YAML');

const draftShape = z.object({ draft: z.object({ text: z.string(), revision: z.number() }).nullish() });

const outcomeShape = z.object({
  result: z.enum(['published', 'stale', 'problems', 'cases']),
  problems: z.array(z.object({ file: z.string(), line: z.number(), column: z.number(), message: z.string() })).default([]),
});
const notPublished = {
  stale: 'Not published: the live flow is another one than the draft began with. Read the flow, take its changes into the draft, then publish.',
  problems: 'Not published: the draft has errors. Repair them, keep the draft, then publish.',
  cases: 'Not published: transcripts of the flow fail with the draft. check_flow and the preview name them.',
};

export const flowTools: readonly Tool[] = [
  reads({
    name: 'list_flows',
    title: 'List flows',
    about: 'Lists the flow files with what starts each, their drafts and problems.',
    input: z.object({}),
    read: (_args, ask) => ask('get /flows/files'),
  }),
  reads({
    name: 'read_flow',
    title: 'Read a flow',
    about: 'Returns the YAML of a flow file, and its draft where there is one.',
    input: z.object({ file }),
    read: (args, ask) => ask('get /flows/files/:file', { params: args }),
  }),
  reads({
    name: 'check_flow',
    title: 'Check a flow',
    about: 'Returns the problems that a text would have as this file, with line, column and repair. Nothing is kept.',
    input: z.object({ file, text }),
    read: (args, ask) => ask('post /flows/check', { body: args }),
  }),
  reads({
    name: 'simulate_flow',
    title: 'Simulate a talk',
    about:
      'Plays messages of a customer with this text as the file, on the real engine; a demo shop answers its calls and nothing is sent. flow: the flow that begins at once; without it the first message decides.',
    input: z.object({
      file,
      text,
      messages: z.array(z.string().min(1).max(2_000)).min(1).max(30),
      flow: z.string().max(100).optional(),
      lang: z.string().max(20).optional(),
    }),
    read: ({ file: of, text: source, messages, flow, lang }, ask) =>
      ask('post /flows/simulate', {
        body: { file: of, text: source, setup: { ...(flow && { flow }), ...(lang && { lang }) }, lines: messages.map((said) => ({ say: said })) },
      }),
  }),
  writes({
    name: 'draft_flow',
    title: 'Draft a flow',
    about: 'Keeps a text as the draft of a flow file. A draft is not live.',
    input: z.object({ file, text }),
    async preview(args, ask) {
      const checked = await ask('post /flows/check', { body: args });
      return checked.ok ? { ok: true, shown: { draftOf: args.file, checked: checked.body } } : checked;
    },
    async write({ file: of, text: source }, ask) {
      const known = await ask('get /flows/files/:file', { params: { file: of } });
      const revision = known.ok ? (draftShape.safeParse(known.body).data?.draft?.revision ?? 0) : 0;
      return ask('post /flows/drafts/:file', { params: { file: of }, body: { text: source, revision } });
    },
  }),
  writes({
    name: 'publish_flow',
    title: 'Publish a flow',
    about: 'Makes the draft of a flow file live. The preview tells what changes for customers, and which transcripts fail.',
    input: z.object({ file, why: z.string().trim().min(1).max(200) }),
    async preview({ file: of }, ask) {
      const known = await ask('get /flows/files/:file', { params: { file: of } });
      if (!known.ok) return known;
      const draft = draftShape.safeParse(known.body).data?.draft;
      if (!draft) return { ok: false, message: `${of} has no draft: keep one by draft_flow first` };
      const review = await ask('post /flows/drafts/:file/review', { params: { file: of } });
      return review.ok ? { ok: true, shown: { publishes: of, ...z.looseObject({}).catch({}).parse(review.body) }, keep: { revision: draft.revision } } : review;
    },
    async write({ file: of, why }, ask, _once, keep) {
      const said = await ask('post /flows/drafts/:file/publish', { params: { file: of }, body: { revision: keep?.revision, why } });
      const outcome = said.ok ? outcomeShape.safeParse(said.body).data : undefined;
      if (!outcome || outcome.result === 'published') return said;
      const lines = outcome.problems.map(({ file: where, line, column, message }) => `${where}:${line}:${column}: ${message}`);
      return { ok: false, message: [notPublished[outcome.result], ...lines].join('\n') };
    },
  }),
];
