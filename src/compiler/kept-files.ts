/** What was made of the files of a folder as plain data, so that a later run of the same program need not make it again. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sliced } from '../event-loop/slices.ts';
import type { CheckedFolder, FlowFile } from './folder.ts';
import { type Head, type LoadedFile, LoadedFiles } from './loaded-files.ts';
import { type Parcel, parcelsOf, unpacking } from './parcels.ts';

/** A result is that of a text: the hash of the text stands for it. */
const ofText = { file: z.string(), text: z.string() };
const keptFilesSchema = z.object({
  heads: z.array(z.object({ ...ofText, head: z.custom<Head>((value) => typeof value === 'object' && value !== null).optional() })),
  worlds: z.array(
    z.object({
      key: z.string(),
      files: z.array(z.object({ ...ofText, today: z.string().optional() })),
      /** Looked at one by one, when they are taken. */
      parcels: z.array(z.custom<Parcel>()),
    }),
  ),
});
export type KeptFiles = z.infer<typeof keptFilesSchema>;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Returns what `loaded` holds, with hashes in the place of the texts. */
export function keptFiles(loaded: LoadedFiles): KeptFiles {
  return {
    heads: [...loaded.heads].map(([file, { text, head }]) => ({ file, text: hashOf(text), ...(head && { head }) })),
    worlds: [...loaded.worlds].map(([key, results]) => {
      const folder: CheckedFolder = { flows: [], faqs: [], rules: [], problems: [] };
      for (const { loaded } of results.values()) {
        if (loaded.flow) folder.flows.push(loaded.flow);
        if (loaded.faq) folder.faqs.push(loaded.faq);
        if (loaded.proactive) folder.rules.push(loaded.proactive);
        folder.problems.push(...loaded.problems);
      }
      const files = [...results].map(([file, { text, today }]) => ({ file, text: hashOf(text), ...(today !== undefined && { today }) }));
      return { key, files, parcels: [...parcelsOf(folder)] };
    }),
  };
}

/** Returns what {@link keptFiles} held of the files whose texts are the same, in slices. Throws when it is nothing of that kind. */
export function* takingKept(kept: unknown, files: readonly FlowFile[]): Sliced<LoadedFiles> {
  const { heads, worlds } = keptFilesSchema.parse(kept);
  const texts = new Map(files.map(({ file, text }) => [file, { text, hash: hashOf(text) }]));
  const textOf = (one: { file: string; text: string }): string | undefined => {
    const now = texts.get(one.file);
    return now?.hash === one.text ? now.text : undefined;
  };
  const loaded = new LoadedFiles();
  for (const one of heads) {
    const text = textOf(one);
    if (text !== undefined) loaded.heads.set(one.file, { text, head: one.head });
  }
  for (const world of worlds) {
    let next = 0;
    const folder = yield* unpacking(() => world.parcels[next++], files);
    const made = new Map<string, LoadedFile & { problems: CheckedFolder['problems'] }>(world.files.map(({ file }) => [file, { problems: [] }]));
    for (const flow of folder.flows) Object.assign(made.get(flow.file) ?? {}, { flow });
    for (const faq of folder.faqs) Object.assign(made.get(faq.file) ?? {}, { faq });
    for (const proactive of folder.rules) Object.assign(made.get(proactive.file) ?? {}, { proactive });
    for (const problem of folder.problems) made.get(problem.file)?.problems.push(problem);
    const results = world.files.flatMap((one) => {
      const [text, result] = [textOf(one), made.get(one.file)];
      return text === undefined || !result ? [] : [[one.file, { text, loaded: result, ...(one.today !== undefined && { today: one.today }) }] as const];
    });
    loaded.worlds.set(world.key, new Map(results));
  }
  return loaded;
}
