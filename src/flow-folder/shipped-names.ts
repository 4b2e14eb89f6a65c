import { join } from 'node:path';
import { root } from '../machine/root.ts';
import { listFlowFiles, readFlowFile } from './flow-folder.ts';

/** Returns the names of the flows and FAQ files that come with the program that runs. */
export async function shippedNames(): Promise<ReadonlySet<string>> {
  const dir = join(root, 'flows');
  const { files } = await listFlowFiles(dir);
  const texts = await Promise.all(files.map(({ name }) => readFlowFile(dir, name)));
  return new Set(texts.flatMap((text) => /^(?:flow|faq):[ \t]*["']?([^\s"'#]+)/m.exec(text ?? '')?.[1] ?? []));
}
