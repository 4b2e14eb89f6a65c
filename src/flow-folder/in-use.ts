/** Which flows of a folder are live, where the shop uses some of those that ship: what it names, with what these cannot do without. Pure. */
import { waysOf } from '../compiler/graph.ts';
import type { Options, Target } from '../flow-tree/fields.ts';
import type { CompiledStep, Faq, Flow } from '../flow-tree/flow-tree.ts';

/** Choice of a shop among the flows that ship with the program. */
export interface Use {
  /** Those that it wants, by name or by the name of their file. */
  names: readonly string[];
  /** Names of all that ship: every other flow is the shop's own, and always live. */
  shipped: ReadonlySet<string>;
}

/** Flows that every shop has: a greeting, the menu, a person, an ear for anger, and the way back for who opted out. */
export const alwaysUsed: readonly string[] = ['welcome', 'menu', 'talk-to-person', 'complaint', 'subscribe'];

/** What a small shop begins with. */
export const firstUsed: readonly string[] = ['faq', 'order-status', 'returns', 'talk-to-person', 'product-search'];

/** Flows that come along with another one, because customers take both for one thing. */
export const companions: Readonly<Record<string, readonly string[]>> = {
  'shop-faq': ['demo-faq', 'demo-faq-tea', 'demo-faq-phones'],
  'order-status': ['late-order'],
  returns: ['something-wrong'],
  'product-search': ['product-these', 'product-details', 'product-page', 'product-question', 'product-pictured'],
};

/** Reason for which a flow is live or is not. */
export type Standing =
  | { is: 'used' }
  | { is: 'own' }
  /** It comes along with `of`. */
  | { is: 'along'; of: string }
  /** Other flows lead into it; nothing that a customer says begins it. */
  | { is: 'part'; of: string }
  | { is: 'off' };

interface Folder {
  flows: readonly Flow[];
  faqs: readonly Faq[];
}

const leadsTo = (target: Target | undefined): string[] => (target && 'flow' in target ? [target.flow] : []);

function optionsOf({ fields: { options } }: CompiledStep): Extract<Options, { fixed: unknown }> | undefined {
  return typeof options === 'object' && options !== null && 'fixed' in options ? (options as Extract<Options, { fixed: unknown }>) : undefined;
}

/** Flows that the step leads to whatever the customer chooses: without them it cannot be taken. */
function needs(step: CompiledStep): string[] {
  const { options: _, ...fields } = step.fields;
  return [...waysOf({ ...step, fields }).flows, ...(typeof fields.do === 'string' ? [fields.do] : [])];
}

/** Flows that the options of a step lead to, where every option leads to one. */
function offers(step: CompiledStep): string[] {
  const fixed = optionsOf(step)?.fixed ?? [];
  const offered = fixed.flatMap(({ then }) => leadsTo(then));
  return offered.length === fixed.length ? offered : [];
}

const fileName = (file: string): string => file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');

/** Tells of each flow and FAQ file of a folder, by name, whether it is live and why. Names that nothing has are given as `unknown`. */
export function standings({ flows, faqs }: Folder, { names, shipped }: Use): { standing: ReadonlyMap<string, Standing>; unknown: string[] } {
  const all = new Map<string, Flow | Faq>([...flows, ...faqs].map((one) => [one.name, one]));
  const named = (name: string): string | undefined => (all.has(name) ? name : [...all.values()].find(({ file }) => fileName(file) === name)?.name);
  const standing = new Map<string, Standing>();
  const open: string[] = [];
  const put = (name: string | undefined, why: Standing): void => {
    if (name === undefined || standing.has(name)) return;
    standing.set(name, why);
    open.push(name);
  };
  for (const name of all.keys()) if (!shipped.has(name)) put(name, { is: 'own' });
  for (const name of [...names, ...alwaysUsed]) put(named(name), { is: 'used' });
  for (const [of, along] of Object.entries(companions)) if (standing.has(of)) for (const name of along) put(named(name), { is: 'along', of });
  const steps = (name: string): CompiledStep[] => {
    const one = all.get(name);
    return one && 'steps' in one ? [...one.steps.values()] : [];
  };
  const part = (name: string, of: string): void => put(all.has(name) ? name : undefined, { is: 'part', of });
  const follow = (): void => {
    for (let of = open.pop(); of !== undefined; of = open.pop()) {
      const one = all.get(of);
      const next = one && 'entries' in one ? one.entries.flatMap(({ then }) => leadsTo(then)) : steps(of).flatMap(needs);
      for (const name of next) part(name, of);
    }
  };
  follow();
  // A menu can do with an option less, and not without any.
  for (const of of standing.keys()) {
    for (const step of steps(of)) {
      const offered = offers(step);
      if (!offered.some((name) => standing.has(name))) for (const name of offered) part(name, of);
    }
    follow();
  }
  for (const name of all.keys()) if (!standing.has(name)) standing.set(name, { is: 'off' });
  return { standing, unknown: names.filter((name) => named(name) === undefined) };
}

/** Takes the options out of a step that lead to flows that are off. */
function without(step: CompiledStep, isOff: (name: string) => boolean): CompiledStep {
  const options = optionsOf(step);
  const fixed = options?.fixed.filter(({ then }) => !leadsTo(then).some(isOff));
  return !options || !fixed || fixed.length === options.fixed.length ? step : { ...step, fields: { ...step.fields, options: { ...options, fixed } } };
}

/** Returns what is live of a folder. Nothing begins a flow that is only a part of others, and no menu offers one that is off. */
export function inUse(folder: Folder, use: Use): Folder {
  const { standing } = standings(folder, use);
  const isOff = (name: string): boolean => standing.get(name)?.is === 'off';
  return {
    faqs: folder.faqs.filter(({ name }) => !isOff(name)),
    flows: folder.flows.flatMap((flow) => {
      if (isOff(flow.name)) return [];
      const steps = new Map([...flow.steps].map(([path, step]) => [path, without(step, isOff)]));
      return [{ ...flow, steps, ...(standing.get(flow.name)?.is === 'part' ? { start: [] } : {}) }];
    }),
  };
}
