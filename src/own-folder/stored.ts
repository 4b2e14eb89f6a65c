/** The flows of the program and of a shop's folder on disk. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { root } from '../machine/root.ts';
import { writeWhole } from '../store/sqlite/snapshot.ts';
import { ownBase } from './own-folder.ts';
import type { Folder, Texts } from './plan.ts';

/** Editors learn from it what may be written in a flow. */
export const schemaFile = 'flow.schema.json';

const isFlow = (name: string): boolean => /\.ya?ml$/.test(name) && !/\.test\.ya?ml$/.test(name);

async function textsIn(folder: string, wanted: (name: string) => boolean = isFlow): Promise<Texts> {
  const names = await readdir(folder).catch(missing);
  const texts = await Promise.all((names ?? []).filter(wanted).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const));
  return new Map(texts);
}

/** Reads the flows that ship with the program that runs. */
export function shippedFlows(): Promise<Texts> {
  return textsIn(join(root, 'flows'));
}

/** Reads the transcripts that ship, by their files. */
export function shippedTranscripts(): Promise<Texts> {
  return textsIn(join(root, 'flows'), (name) => /\.test\.ya?ml$/.test(name));
}

const recordSchema = z.object({ left: z.array(z.string()) });
const recordFile = (folder: string): string => join(folder, ownBase, 'flows.json');
const baseFolder = (folder: string): string => join(folder, ownBase, 'flows');

/**
 * Reads a shop's folder as it is. `flows` is the folder of the merchant's flows. A folder that the program did not make has no base: all of it is the
 * merchant's.
 */
export async function readFolder(folder: string, flows: string): Promise<Folder & { kept: boolean }> {
  const [own, base, record] = await Promise.all([textsIn(flows), textsIn(baseFolder(folder)), readFile(recordFile(folder), 'utf8').catch(missing)]);
  const left = record === undefined ? [] : recordSchema.parse(JSON.parse(record)).left;
  return { own, base, left: new Set(left), kept: record !== undefined };
}

/** Writes a file, and its folder where that is missing, whole or not at all. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, (part) => writeFile(part, text));
}

/** Notes what the program had of a file; null: nothing any more. */
export async function writeBase(folder: string, file: string, text: string | null): Promise<void> {
  const path = join(baseFolder(folder), file);
  if (text === null) await rm(path, { force: true });
  else await writeText(path, text);
}

export async function writeLeft(folder: string, left: Iterable<string>): Promise<void> {
  await writeText(recordFile(folder), `${JSON.stringify({ left: [...left].sort() }, null, 1)}\n`);
}

/** Brings the schema that editors read up to the program. */
export async function writeSchema(flows: string): Promise<void> {
  const [shipped, own] = await Promise.all([readFile(join(root, 'flows', schemaFile), 'utf8'), readFile(join(flows, schemaFile), 'utf8').catch(missing)]);
  if (own !== shipped) await writeText(join(flows, schemaFile), shipped);
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
