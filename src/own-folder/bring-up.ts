/** `take-over.ts` with the merchant's own settings: what checks a folder before something is written into it. */

import { checkFlows } from '../compiler/flow.ts';
import { variableValue } from '../config/variable-value.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import { troubleText } from '../machine/file-trouble.ts';
import { programVersion } from '../machine/program-version.ts';
import { checksFor, shopConfig } from './flow-checks.ts';
import { ownFlows } from './own-folder.ts';
import type { Texts } from './plan.ts';
import { type TakeOver, type TakeOverOptions, takeOver } from './take-over.ts';
import { followingTold } from './update-told.ts';

type Lang = 'en' | 'zh';

/** Returns the folder of the flows, as everything here names it. */
export function flowsFolder(): string {
  return variableValue(process.env.FLOWS_DIR) ?? ownFlows;
}

/** Returns the options for the folder that this runs in. Settings that do not load find no errors: whatever runs next reports them. */
export function bringUp(lang: Lang): Pick<TakeOverOptions, 'folder' | 'flows' | 'errors'> {
  const errors = async (texts: Texts): Promise<Problem[]> => {
    const config = shopConfig();
    if (!config.ok) return [];
    const { context } = await checksFor(config.value, lang, flowsFolder());
    const { problems } = checkFlows(
      [...texts].map(([file, text]) => ({ file, text })),
      context,
    );
    return problems.filter(({ severity }) => severity === 'error');
  };
  return { folder: '.', flows: flowsFolder(), errors };
}

/** Brings up the flows that the merchant has not changed, before a command that uses them. A failure to write is reported and hinders nothing. */
export async function followProgram(lang: Lang): Promise<string[]> {
  try {
    const done: TakeOver = await takeOver({ only: 'followers' }, bringUp(lang));
    return followingTold(done, { lang, version: programVersion(), flows: flowsFolder() });
  } catch (error) {
    return [troubleText(error, flowsFolder())];
  }
}
