/** Changes a flow file on disk, when what comes of it passes the checks. */
import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../flow-tree/flow-tree.ts';
import { troubleText } from '../machine/file-trouble.ts';
import { readFlowFile } from './flow-folder.ts';

export type FlowEdit =
  | { result: 'saved' }
  /** The file is gone, or the change cannot be made in it. */
  | { result: 'not_possible' }
  /** Problems that the file would have; nothing was written. */
  | { result: 'problems'; problems: Problem[] }
  /** The disk refused, in words for the merchant. */
  | { result: 'not_written'; why: string };

export interface FlowEditOptions {
  dir: string;
  /** Path below the folder. */
  file: string;
  /** The new text; undefined when the change cannot be made. */
  change(text: string): string | undefined;
  /** The problems of the file with this text, in its folder. */
  check(text: string): Promise<Problem[]>;
}

/** Reads the file as it is now, changes and checks it, and puts the new one in its place whole. */
export async function editFlowFile({ dir, file, change, check }: FlowEditOptions): Promise<FlowEdit> {
  try {
    const text = await readFlowFile(dir, file);
    const changed = text === null ? undefined : change(text);
    if (changed === undefined) return { result: 'not_possible' };
    const problems = (await check(changed)).filter(({ severity }) => severity === 'error');
    if (problems.length > 0) return { result: 'problems', problems };
    await replaceFile(await realpath(join(dir, file)), changed);
    return { result: 'saved' };
  } catch (error) {
    return { result: 'not_written', why: troubleText(error, join(dir, file)) };
  }
}

/** Writes a file that may be new, whole, in a folder that exists or is made. */
export async function putFlowFile({ dir, file, text }: { dir: string; file: string; text: string }): Promise<FlowEdit> {
  const path = join(dir, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(await realpath(path).catch(() => path), text);
    return { result: 'saved' };
  } catch (error) {
    return { result: 'not_written', why: troubleText(error, path) };
  }
}

/** Replaces a file; it is written under a name that no flow has until it is whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.new`);
  try {
    const mode = await stat(path).then(
      (found) => found.mode,
      () => 0o644,
    );
    await writeFile(part, text);
    await chmod(part, mode);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
