/** `take-over.ts` with the merchant's own settings: what checks a folder before something is written into it. */
import { checksFor, shopConfig } from '../commands/flow-files.ts';
import { variableValue } from '../config/variable-value.ts';
import { checkFlows } from '../engine/flow.ts';
import type { Problem } from '../engine/flow-tree.ts';
import { troubleText } from '../file-trouble.ts';
import { programVersion } from '../program-version.ts';
import { ownFlows } from './own-folder.ts';
import type { Texts } from './plan.ts';
import { type TakeOver, type TakeOverOptions, takeOver } from './take-over.ts';
import { followingTold } from './told.ts';

type Lang = 'en' | 'zh';

/** The folder of the flows, as everything here names it. */
export function flowsFolder(): string {
  return variableValue(process.env.FLOWS_DIR) ?? ownFlows;
}

/** For the folder that this runs in. Settings that do not load find no errors: whatever runs next tells them. */
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

/** Brings up what the merchant has not changed, before a command that uses the flows. What cannot be written is told and hinders nothing. */
export async function followProgram(lang: Lang): Promise<string[]> {
  try {
    const done: TakeOver = await takeOver({ only: 'followers' }, bringUp(lang));
    return followingTold(done, { lang, version: programVersion(), flows: flowsFolder() });
  } catch (error) {
    return [troubleText(error, flowsFolder())];
  }
}
