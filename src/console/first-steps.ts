/** The first steps of an owner with the program: which are done or left out, kept until they are all behind. */
import { z } from 'zod';
import { settings } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export const steps = ['try', 'shop', 'faq', 'products', 'channel', 'team'] as const;
export type Step = (typeof steps)[number];
export const stepStates = ['todo', 'done', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

const keptSchema = z.object({ steps: z.partialRecord(z.enum(steps), z.enum(['done', 'skipped'])).default({}), left: z.boolean().default(false) });
type Kept = z.infer<typeof keptSchema>;
const setting = 'first_steps';
/** Times that a change is tried again when another one came between. */
const mostTries = 5;

export interface FirstSteps {
  /** `left`: the owner does not want to see them any more. */
  read(): Promise<Kept>;
  mark(step: Step, state: StepState): Promise<void>;
  leave(left: boolean): Promise<void>;
}

/** Opens the list of the first steps. */
export function createFirstSteps(store: Store): FirstSteps {
  const rows = store.collection(settings);
  const read = async (): Promise<Kept> => keptSchema.catch({ steps: {}, left: false }).parse((await rows.get(setting))?.value ?? {});
  const change = async (to: (before: Kept) => Kept): Promise<void> => {
    await rows.insert({ _id: setting, value: {} });
    for (let tries = 0; tries < mostTries; tries++) {
      const row = await rows.get(setting);
      if (row && (await rows.replace({ ...row, value: to(await read()) }))) return;
    }
  };
  return {
    read,
    mark: (step, state) =>
      change((before) => {
        const { [step]: _, ...others } = before.steps;
        return { ...before, steps: state === 'todo' ? others : { ...others, [step]: state } };
      }),
    leave: (left) => change((before) => ({ ...before, left })),
  };
}
