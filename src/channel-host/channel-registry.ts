/** Finds the channels and tells which of them are switched on: a channel is a folder, and its variables switch it on. */
import { existsSync, readdirSync } from 'node:fs';
import type { ChannelModule } from '../channel.ts';
import { variableValue } from '../config/variable-value.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { nearest } from '../reading/nearest.ts';

/** A channel that the environment switches on, for one account. */
export interface SwitchedOn {
  module: ChannelModule;
  account: string;
  settings: Record<string, string>;
}

const folder = codeFolder('channels');
const index = fromSources ? 'index.ts' : 'index.js';

const listing = new Intl.ListFormat('en');
const listed = (names: readonly string[]): string => listing.format(names);

/** Returns every channel there is. What a channel needs of its provider's library it loads only when it is created. */
export async function findChannels(): Promise<ChannelModule[]> {
  const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/${index}`, folder)));
  const loaded = await Promise.all(names.map((name) => import(new URL(`${name}/${index}`, folder).href) as Promise<{ default: ChannelModule }>));
  return loaded.map((one) => one.default);
}

/**
 * Reads the variables of each channel: those of the account `main`, and of the accounts in the config file under their prefix.
 * A channel with a part of its needed variables is a problem that names what is missing, and so is a value that its channel refuses; one with none of
 * them is off. `warnings` are variables that have no effect: of a channel that is off, or with a name that looks like one of ours.
 */
export function switchedOn(
  modules: readonly ChannelModule[],
  environment: Record<string, string | undefined>,
  accounts: readonly { channel: string; account: string; env: string }[],
): { on: SwitchedOn[]; problems: string[]; warnings: string[] } {
  const on: SwitchedOn[] = [];
  const problems: string[] = [];
  const warnings: string[] = [];
  const names = new Set<string>();
  for (const module of modules) {
    const wanted = [
      { account: 'main', prefix: prefixOf(module), must: false },
      ...accounts.filter((one) => one.channel === module.name).map(({ account, env }) => ({ account, prefix: env, must: true })),
    ];
    for (const { account, prefix, must } of wanted) {
      const settings: Record<string, string> = {};
      const missing: string[] = [];
      for (const setting of module.settings) {
        const { key, need } = setting;
        const name = setting.global ? setting.env : prefix + setting.env;
        names.add(name);
        const value = variableValue(environment[name]);
        const problem = value ? setting.problem?.(value) : null;
        if (problem) problems.push(`${name}: ${problem.en}`);
        if (value) settings[key] = value;
        else if (need === 'required') missing.push(name);
      }
      const needed = module.settings.filter(({ need }) => need === 'required').length;
      if (!must && needed > 0 && missing.length === needed) {
        const idle = module.settings.filter(({ key, global }) => !global && settings[key] !== undefined).map(({ env }) => prefix + env);
        if (idle.length > 0)
          warnings.push(
            `${listed(idle)} ${idle.length > 1 ? 'have' : 'has'} no effect: ${module.name} is off until ${listed(missing)} ${missing.length > 1 ? 'are' : 'is'} set`,
          );
        continue;
      }
      if (missing.length > 0)
        problems.push(`${module.name}${account === 'main' ? '' : ` (${account})`}: set ${listed(missing)} too, or unset the others to switch the channel off`);
      else on.push({ module, account, settings });
    }
  }
  const known = new Set(modules.map(({ name }) => name));
  for (const { channel } of accounts)
    if (!known.has(channel)) problems.push(`accounts: there is no channel "${channel}"; channels are ${[...known].join(', ')}`);
  const prefixes = modules.map(prefixOf);
  for (const [name, value] of Object.entries(environment)) {
    if (!value || names.has(name) || !prefixes.some((prefix) => name.startsWith(prefix))) continue;
    const meant = nearest(name, names);
    warnings.push(`${name} is not a variable of this program${meant ? `; did you mean ${meant}?` : ''}`);
  }
  return { on, problems, warnings };
}

/** Returns the name of a channel's variable for the account `main`. */
export function variableName(module: Pick<ChannelModule, 'name' | 'prefix'>, { env, global }: { env: string; global?: true }): string {
  return global ? env : prefixOf(module) + env;
}

function prefixOf(module: Pick<ChannelModule, 'name' | 'prefix'>): string {
  return module.prefix ?? `${module.name.toUpperCase().replaceAll('-', '_')}_`;
}
