/** Routes about work on flows: drafts that are never live, checks as one types, simulated talks, publications and their versions. */
import { z } from 'zod';
import { changesBetween } from '../../flow-desk/changes.ts';
import type { FlowDesk, Published } from '../../flow-desk/flow-desk.ts';
import { graphOf } from '../../flow-desk/flow-graph.ts';
import { formOf, withEdits } from '../../flow-desk/form.ts';
import type { FlowDraftRow } from '../../flow-desk/rows.ts';
import { startWords } from '../../flow-desk/start-words.ts';
import { useOfFlows } from '../../flow-desk/use-of-flows.ts';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import type { Store } from '../../store/store.ts';
import { compiledTexts } from './compiled-texts.ts';
import * as examples from './examples/flow-editing.ts';
import * as shapes from './flow-shapes.ts';
import { type Answer, type Caller, listOf, nameOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export interface FlowEditingParts {
  store: Store;
  flows: Pick<FlowLibrary, 'set' | 'files' | 'writable'>;
  desk: FlowDesk;
  now(): number;
}

const noDraft = () => refuse(404, 'not_found', 'There is no draft of this file', 'file');
const byName = (by: Caller | undefined): string => nameOf(by, 'script');

/** Routes about work on flows. */
export function flowEditingRoutes({ store, flows, desk, now }: FlowEditingParts): Route[] {
  const draftShape = ({ _id, text, transcript, v, by, at, base }: FlowDraftRow): z.input<typeof shapes.draft> => {
    const live = desk.textOf(_id);
    return { text, ...(transcript && { transcript }), revision: v, by, at, meanwhile: live === base ? [] : changesBetween(base ?? '{}', live ?? '{}') };
  };

  /** The outcome of a publication as an answer: what was refused is told, not an error. */
  const outcome = (done: Published): Answer<z.input<typeof shapes.published>> => {
    if (done.result === 'no_draft') return noDraft();
    if (done.result === 'not_written') return refuse(503, 'unavailable', done.why);
    const { result } = done;
    return {
      ok: true,
      body: {
        result,
        changes: 'changes' in done ? done.changes : [],
        problems: done.result === 'problems' ? done.problems : [],
        ...(done.result === 'cases' && { cases: done.cases }),
        ...(done.result === 'stale' && { of: done.of }),
        ...(done.result === 'stale' && done.by !== undefined && { by: done.by }),
      },
      ...(done.result === 'published' && { audit: { after: done.changes.map(({ en }) => en).slice(0, 20) } }),
    };
  };

  return [
    route({
      method: 'get',
      path: '/flows/files',
      summary: { en: 'The files of the flows folder and the drafts, with what starts each flow', zh: '流程目录里的文件和草稿，以及每个流程由什么开始' },
      example: examples.listFiles,
      response: listOf(shapes.listed),
      handle: async () => {
        const { live, faqs, rules } = flows.set();
        const drafts = new Map((await desk.drafts()).map((row) => [row._id, { by: row.by, at: row.at }]));
        const compiled = new Map<
          string,
          { name: string; kind: 'flow' | 'faq' | 'proactive'; starts: { en: string; zh: string }[]; about?: Record<string, string> }
        >();
        for (const { file, name, start, about } of live.values())
          compiled.set(file, { name, kind: 'flow', starts: start.map(startWords), ...(about && { about: compiledTexts(about) }) });
        for (const { file, name } of faqs.values()) compiled.set(file, { name, kind: 'faq', starts: [] });
        for (const { file, name } of rules) compiled.set(file, { name, kind: 'proactive', starts: [] });
        const files = flows.files();
        const written = [
          ...files,
          ...[...drafts.keys()].filter((file) => !files.some((one) => one.file === file)).map((file) => ({ file, text: '', problems: [] })),
        ];
        const items = written.map(({ file, text, problems }) => {
          const known = compiled.get(file);
          const errors = problems.filter(({ severity }) => severity === 'error').length;
          const mine = drafts.get(file);
          return {
            file,
            ...(known ?? { name: file.replace(/\.ya?ml$/, ''), kind: /^faq:/m.test(text) ? ('faq' as const) : ('flow' as const), starts: [] }),
            live: known !== undefined,
            errors,
            warnings: problems.length - errors,
            ...(mine && { draft: mine }),
          };
        });
        return ok({ items: items.toSorted((a, b) => (a.file < b.file ? -1 : 1)) });
      },
    }),
    route({
      method: 'get',
      path: '/flows/use',
      summary: {
        en: 'How many of the last conversations used each flow, and where customers left one',
        zh: '最近的对话用到了哪些流程，顾客在某个流程的哪一步离开',
      },
      example: examples.useOfFlows,
      query: z.object({ flow: z.string().max(100).optional().meta(about('Flow whose steps are counted', '要数步骤的流程')) }),
      response: shapes.used,
      handle: async ({ query }) => ok(await useOfFlows(store, now(), query.flow)),
    }),
    route({
      method: 'get',
      path: '/flows/words',
      summary: { en: 'Names that a flow may use: calls of the shop and other flows', zh: '流程里可以用的名字：店铺的调用和其他流程' },
      example: examples.words,
      response: z.object({
        calls: z.array(z.object({ name: z.string(), about: z.object({ en: z.string(), zh: z.string() }), params: z.array(z.string()) })),
        flows: z.array(z.string()),
      }),
      handle: async () => {
        const { calls, live, faqs } = flows.set();
        return ok({
          calls: [...calls.values()].map(({ name, about, params }) => ({ name, about, params: params.map((one) => one.name) })),
          flows: [...live.keys(), ...faqs.keys()],
        });
      },
    }),
    route({
      method: 'get',
      path: '/flows/files/:file',
      summary: { en: 'One file: its text and its draft', zh: '一个文件：内容和草稿' },
      example: examples.openFile,
      params: shapes.byFile,
      response: shapes.opened,
      handle: async ({ params: { file } }) => {
        const [text, draft] = [desk.textOf(file), await desk.draft(file)];
        if (text === undefined && !draft) return refuse(404, 'not_found', 'There is no such file', 'file');
        return ok({ file, ...(text !== undefined && { text }), ...(draft && { draft: draftShape(draft) }), writable: await flows.writable() });
      },
    }),
    route({
      method: 'post',
      path: '/flows/check',
      summary: {
        en: 'Problems of a text as it would be in its folder, its picture and its texts; nothing is kept',
        zh: '检查一份内容放进目录后的问题，并给出流程图和文字；什么都不保存',
      },
      example: examples.check,
      query: shapes.inLang,
      body: z.strictObject({ file: shapes.fileName, text: shapes.textField }),
      response: shapes.checked,
      handle: async ({ body: { file, text }, query: { lang } }) => {
        const loaded = await desk.tried(file, text, lang).loaded;
        const flow = loaded.flows.find((one) => one.file === file);
        return ok({
          problems: loaded.problems.filter((one) => one.file === file),
          ...(flow && { graph: graphOf(flow) }),
          steps: [...(flow?.steps.values() ?? [])].flatMap(({ name }) => name ?? []),
          form: formOf(text),
          changes: changesBetween(desk.textOf(file) ?? '{}', text),
        });
      },
    }),
    route({
      method: 'post',
      path: '/flows/texts',
      summary: {
        en: 'Puts texts in their places in a text of a file and gives it back; comments and order stay',
        zh: '把文字写进文件内容里并返回；注释和顺序不变',
      },
      example: examples.editTexts,
      body: z.strictObject({ text: shapes.textField, edits: shapes.edits }),
      response: shapes.edited,
      handle: async ({ body }) => {
        const text = withEdits(body.text, body.edits);
        return text === undefined ? refuse(422, 'invalid', 'One of these places holds no text', 'edits') : ok({ text });
      },
    }),
    route({
      method: 'post',
      path: '/flows/drafts/:file',
      summary: { en: 'Keeps a draft; it is not live', zh: '保存草稿；不会生效' },
      example: examples.saveDraft,
      params: shapes.byFile,
      body: z.strictObject({
        text: shapes.textField,
        transcript: z.string().max(60_000).optional().meta(about('Cases for the transcripts', '要加进对话测试的内容')),
        revision: z.number().int().min(0).default(0).meta(about('That of the draft that you have seen; 0 for none', '您看到的草稿的 revision；没有草稿时是 0')),
      }),
      response: shapes.draft,
      handle: async ({ params: { file }, body, by }) => {
        const done = await desk.save({ file, ...body, by: byName(by) });
        if (done.result === 'stale') return refuse(409, 'conflict', `${done.by ?? 'Somebody'} saved another draft meanwhile. Read it again first`);
        return ok(draftShape(done.draft));
      },
    }),
    route({
      method: 'delete',
      path: '/flows/drafts/:file',
      summary: { en: 'Throws a draft away', zh: '丢弃草稿' },
      example: examples.dropDraft,
      params: shapes.byFile,
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params: { file } }) => {
        await desk.drop(file);
        return ok({ ok: true as const });
      },
    }),
    route({
      method: 'post',
      path: '/flows/drafts/:file/rebase',
      summary: { en: 'Brings what others changed in the file into the draft', zh: '把别人对文件的改动并入草稿' },
      example: examples.rebaseDraft,
      params: shapes.byFile,
      body: z.strictObject({
        how: z.enum(['merge', 'mine']).meta(about('`merge`: both changes; `mine`: the draft as it is', '`merge`：两边都要；`mine`：以草稿为准')),
      }),
      response: z.object({
        draft: shapes.draft,
        conflict: z.boolean().meta(about('Both changed the same lines: nothing was done', '两边改了同样的行：什么都没做')),
      }),
      handle: async ({ params: { file }, body, by }) => {
        const done = await desk.rebase(file, body.how, byName(by));
        return done ? ok({ draft: draftShape(done.draft), conflict: done.conflict }) : noDraft();
      },
    }),
    route({
      method: 'post',
      path: '/flows/drafts/:file/review',
      summary: { en: 'What publishing the draft would change, with the transcripts played', zh: '发布草稿会带来哪些改动，并运行对话测试' },
      example: examples.review,
      params: shapes.byFile,
      query: shapes.inLang,
      response: shapes.reviewed,
      handle: async ({ params: { file }, query: { lang } }) => {
        const review = await desk.review(file, lang);
        return review ? ok(review) : noDraft();
      },
    }),
    route({
      method: 'post',
      path: '/flows/drafts/:file/publish',
      summary: { en: 'Makes the draft live, if nobody changed the file meanwhile', zh: '发布草稿（期间别人没有改过文件才会生效）' },
      example: examples.publish,
      params: shapes.byFile,
      query: shapes.inLang,
      body: z.strictObject({
        revision: z.number().int().min(1).meta(about('The draft that was reviewed', '审阅过的那份草稿')),
        why: shapes.reason,
        anyway: z.boolean().default(false).meta(about('Though transcripts fail that did not before', '即使有原来通过的对话测试现在不通过')),
      }),
      response: shapes.published,
      handle: async ({ params: { file }, query: { lang }, body, by }) =>
        outcome(await desk.publish(file, body.revision, { by: byName(by), why: body.why, anyway: body.anyway, lang })),
    }),
    route({
      method: 'get',
      path: '/flows/files/:file/versions',
      summary: { en: 'What was published, by whom and why, the newest first', zh: '发布过哪些版本、是谁、为什么，最新的在前' },
      example: examples.listVersions,
      params: shapes.byFile,
      response: listOf(shapes.version),
      handle: async ({ params: { file } }) => {
        const live = desk.textOf(file);
        const rows = await desk.versions(file);
        const current = rows.find(({ text }) => text === live);
        return ok({ items: rows.map((row) => ({ id: row._id, at: row.at, by: row.by, why: row.why, changes: row.changes, live: row === current })) });
      },
    }),
    route({
      method: 'get',
      path: '/flows/versions/:id',
      summary: { en: 'The text of a version', zh: '某个版本的内容' },
      example: examples.oneVersion,
      params: z.object({ id: z.string().max(100).meta(about('Id of the version', '版本编号')) }),
      response: z.object({
        file: z.string(),
        text: z.string(),
        changes: z.array(shapes.change).meta(about('From this version to what is live', '从这个版本到现在的改动')),
      }),
      handle: async ({ params }) => {
        const row = await desk.version(params.id);
        if (!row) return refuse(404, 'not_found', 'There is no such version', 'id');
        return ok({ file: row.file, text: row.text, changes: changesBetween(row.text, desk.textOf(row.file) ?? '{}') });
      },
    }),
    route({
      method: 'post',
      path: '/flows/versions/:id/restore',
      summary: { en: 'Makes a version live again', zh: '恢复某个版本' },
      example: examples.restore,
      params: z.object({ id: z.string().max(100).meta(about('Id of the version', '版本编号')) }),
      query: shapes.inLang,
      body: z.strictObject({ why: shapes.reason }),
      response: shapes.published,
      handle: async ({ params, query: { lang }, body, by }) => outcome(await desk.restore(params.id, { by: byName(by), why: body.why, lang })),
    }),
  ];
}
