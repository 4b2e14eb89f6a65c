/** The flows that were checked and what was learned of them, kept from one start to the next. */
import { z } from 'zod';
import { type FlowFile, keptFiles, LoadedFiles, takingKept } from '../compiler/flow.ts';
import { inSlices } from '../event-loop/slices.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { readKept, writeKept } from '../machine/kept-file.ts';
import type { Lessons } from '../understanding/index.ts';
import { lessonsOfSet } from './flow-set.ts';

/** The checksum of the file says that it is ours, so that only the kind of the lessons is looked at. */
const lesson = z.object({ from: z.string() });
const contentSchema = z.object({
  files: z.unknown(),
  lessons: z.custom<Lessons>((value) => z.object({ zh: lesson, other: lesson }).safeParse(value).success).optional(),
});

/** What a start took, and what it made of it. */
export interface KeptWork {
  /** Resolves to what was kept of these files. Never rejects: nothing of it is needed. */
  take(files: readonly FlowFile[]): Promise<{ loaded: LoadedFiles; lessons?: Lessons }>;
  /** Keeps the work for the next start, where more was made than was taken; resolves to true when something was written. Never rejects. */
  keep(loaded: LoadedFiles, set: FlowSet): Promise<boolean>;
}

/** Returns the results that are kept; they are told apart by identity. */
function resultsOf({ worlds, heads }: LoadedFiles): Set<unknown> {
  return new Set<unknown>([...[...worlds.values()].flatMap((world) => [...world.values()].map(({ loaded }) => loaded)), ...heads.values()]);
}

/** Keeps work in `file`, for the program of this id; see {@link programId}. */
export function keptWork(file: string, program: string): KeptWork {
  let taken: { results: Set<unknown>; lessons?: Lessons } = { results: new Set() };
  return {
    async take(files) {
      try {
        const { files: kept, lessons } = contentSchema.parse(await readKept(file, program));
        const loaded = await inSlices(takingKept(kept, files));
        taken = { results: resultsOf(loaded), ...(lessons && { lessons }) };
        return { loaded, ...(lessons && { lessons }) };
      } catch {
        return { loaded: new LoadedFiles() };
      }
    },
    async keep(loaded, set) {
      const lessons = lessonsOfSet(set);
      const { results } = taken;
      const same = [...resultsOf(loaded)].every((one) => results.has(one)) && lessons?.zh === taken.lessons?.zh && lessons?.other === taken.lessons?.other;
      taken = { results: new Set() };
      return !same && (await writeKept(file, program, { files: keptFiles(loaded), ...(lessons && { lessons }) }));
    },
  };
}
