/** Shapes of the routes about work on flows. */
import { z } from 'zod';
import { problem } from './shapes.ts';
import { about } from './words.ts';

/** Characters of a text: what a request may hold, with room for signs of three bytes. */
export const mostText = 80_000;
const text = z.string().max(mostText).meta(about('Text of the file', '文件内容'));

/** Path below the flows folder: words, no hidden file, no transcript. */
const pathOfFlow = /^(?:[\p{L}\p{N}_][\p{L}\p{N}_.-]*\/){0,7}[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.ya?ml$/u;
export const fileName = z
  .string()
  .max(120)
  .refine((name) => pathOfFlow.test(name) && !/\.test\.ya?ml$/.test(name), 'write a name such as size-chart.yaml; transcripts have no draft of their own')
  .meta(about('File below the flows folder, e.g. `returns.yaml`', '流程目录下的文件，例如 `returns.yaml`'));
export const byFile = z.object({ file: fileName });
export const lang = z.enum(['en', 'zh']).default('en').meta(about('Language of the problems', '问题说明用的语言'));
export const inLang = z.object({ lang });

const words = z.object({ en: z.string(), zh: z.string() });
export const change = words.extend({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  line: z.number().optional().meta(about('Line in the new text', '在新内容里的行号')),
});
export const repairable = problem.extend({
  fix: z.object({ line: z.number(), text: z.string() }).optional().meta(about('A repair: the whole line instead', '改法：用它替换整行')),
});

export const draft = z.object({
  text,
  transcript: z.string().optional().meta(about('Cases that go into the transcripts when it is published', '发布时会加进对话测试的内容')),
  revision: z.number().meta(about('Rises with each save; send the one that you have seen', '每次保存加一；保存时请带上您看到的那个')),
  by: z.string(),
  at: z.number(),
  meanwhile: z.array(change).meta(about('What others changed in the file since the draft was begun', '草稿开始之后别人对文件的改动')),
});

export const listed = z.object({
  file: z.string(),
  name: z.string(),
  kind: z.enum(['flow', 'faq', 'proactive']),
  about: z.record(z.string(), z.string()).optional(),
  starts: z.array(words).meta(about('What starts it, in words', '由什么开始')),
  live: z.boolean().meta(about('Customers get it, or the last version of it without errors', '正在使用（或使用最近一个没有错误的版本）')),
  errors: z.number(),
  warnings: z.number(),
  draft: z.object({ by: z.string(), at: z.number() }).optional(),
});

export const opened = z.object({
  file: z.string(),
  text: text.optional().meta(about('Text on the disk; absent while there is only a draft', '磁盘上的内容；只有草稿时没有')),
  draft: draft.optional(),
  writable: z.boolean().meta(about('false: the folder is read-only, nothing can be published here', 'false：目录只读，这里不能发布')),
});

const node = z.object({
  id: z.string(),
  verb: z.string(),
  name: z.string().optional(),
  text: z.record(z.string(), z.string()).optional(),
  line: z.number().optional(),
  depth: z.number(),
});
const edge = z.object({ from: z.string(), to: z.string(), label: z.record(z.string(), z.string()).optional() });
export const formField = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  of: z.string().meta(about('Step or entry that it belongs to', '所属的步骤或条目')),
  field: z.string(),
  lang: z.string().optional(),
  text: z.string(),
  line: z.number(),
});
export const checked = z.object({
  problems: z.array(repairable),
  graph: z
    .object({ nodes: z.array(node), edges: z.array(edge) })
    .optional()
    .meta(about('Absent while the text has errors, and for a FAQ', '有错误时、以及常见问题文件，没有这一项')),
  steps: z.array(z.string()).meta(about('Names of the steps', '步骤的名字')),
  form: z.array(formField).meta(about('The texts of the file', '文件里的文字')),
  changes: z.array(change).meta(about('What is different from the file on the disk', '与磁盘上的文件有何不同')),
});
export const edited = z.object({ text });
export const edits = z
  .array(z.strictObject({ path: z.array(z.union([z.string().max(200), z.number().int().min(0)])).max(40), text: z.string().max(8_000) }))
  .max(500);

const data = z.record(z.string().max(100), z.unknown()).pipe(z.record(z.string(), z.json()));
const values = z.record(z.string(), z.unknown());
const shortLine = z.string().min(1).max(4_000);
export const talkLine = z.union([
  z.strictObject({ say: shortLine }),
  z.strictObject({ press: z.string().max(200) }),
  z.strictObject({ photo: z.string().max(100) }),
  z.strictObject({ after: z.string().max(20).meta(about('`1h`, `1d`: time that passes', '`1h`、`1d`：过去多久')) }),
  z.strictObject({ event: z.string().max(100), data }),
  z.strictObject({ agent: z.enum(['took', 'back']) }),
]);
export const talkAsked = z.strictObject({
  file: fileName,
  text,
  setup: z.strictObject({
    flow: z.string().max(100).optional().meta(about('Flow that begins at once; else the first message decides', '立即开始的流程；不填则由第一条消息决定')),
    lang: z.string().max(20).optional(),
    channel: z.string().max(40).optional(),
    now: z.number().int().min(0).max(8_640_000_000_000).optional(),
    contact: data.default({}),
    shop: data.default({}),
  }),
  lines: z.array(talkLine).max(100),
});
const item = z.object({
  kind: z.string(),
  text: z.string(),
  labels: z.array(z.string()).optional(),
  card: z
    .object({ title: z.string(), text: z.string().optional(), image: z.string().optional(), link: z.string().optional(), button: z.string().optional() })
    .optional(),
});
export const talk = z.object({
  problems: z.array(repairable).meta(about('Errors of the text: then nothing was played', '内容有错误：这时没有运行')),
  turns: z.array(
    z.object({
      line: talkLine.optional(),
      at: z.number(),
      items: z.array(item),
      calls: z.array(z.object({ name: z.string(), args: values, outcome: z.unknown() })),
      steps: z.array(z.object({ flow: z.string(), at: z.string(), verb: z.string(), line: z.number().optional() })),
      notes: z.array(z.string()),
      problems: z.array(z.string()),
      handoff: z.boolean(),
      refused: z.enum(['button', 'time']).optional(),
    }),
  ),
  now: z.number(),
  vars: values,
  contact: z.object({ lang: z.string().optional(), name: z.string().optional(), tags: z.array(z.string()), marketing: z.boolean().optional(), vars: values }),
  place: z.object({ flow: z.string(), at: z.string(), line: z.number().optional() }).optional(),
  next: z.number().optional().meta(about('When the next timer is due', '下一个定时到期的时间')),
  looped: z.boolean(),
});

export const cases = z.object({ passed: z.number(), failed: z.array(z.object({ name: z.string(), problem: problem, before: z.boolean() })) });
export const reviewed = z.object({
  revision: z.number().meta(about('The draft that was reviewed: publish this one', '审阅的是哪一份草稿：发布时用它')),
  problems: z.array(problem),
  changes: z.array(change),
  cases,
  meanwhile: z.array(change),
});
export const published = z.object({
  result: z.enum(['published', 'stale', 'problems', 'cases']).meta(about('Only `published` changed anything', '只有 `published` 表示已生效')),
  changes: z.array(change).meta(about('What is live now; with `stale`, what somebody else changed', '已生效的改动；`stale` 时是别人的改动')),
  problems: z.array(problem),
  cases: cases.optional(),
  of: z
    .enum(['draft', 'file'])
    .optional()
    .meta(
      about(
        'With `stale`: `draft` was saved since it was reviewed, or the live `file` changed',
        '`stale` 时：`draft` 是审阅后草稿又存过，`file` 是使用中的文件变了',
      ),
    ),
  by: z.string().optional().meta(about('With `stale`: who was quicker, if known', '`stale` 时：是谁先改的（知道的话）')),
});
export const version = z.object({ id: z.string(), at: z.number(), by: z.string(), why: z.string(), changes: z.array(words), live: z.boolean() });
export const used = z.object({
  of: z.number().meta(about('Conversations that were looked at', '看了多少个对话')),
  since: z.number(),
  flows: z.record(z.string(), z.number()),
  steps: z.record(z.string(), z.object({ came: z.number(), left: z.number() })),
});
export const replayed = z.object({
  problems: z.array(problem),
  of: z.number().meta(about('Conversations that were played', '重放了多少个对话')),
  differences: z.array(
    z.object({
      conversation: z.string(),
      said: z.string().meta(about('What the customer wrote there', '顾客当时说的话')),
      live: z.array(z.string()),
      draft: z.array(z.string()),
    }),
  ),
});
export const reason = z.string().trim().max(300).default('').meta(about('Why, for the list of versions', '原因，记在版本列表里'));
export const textField = text;
