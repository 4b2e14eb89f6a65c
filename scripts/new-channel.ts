/** Makes the folder of a new channel from channel-template/, which compiles as it is. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const template = join(import.meta.dirname, 'channel-template');

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The name as code writes it: `line-works` -> LineWorks, lineWorks, LINE_WORKS_. */
function spellings(name: string): readonly (readonly [string, string])[] {
  const pascal = name.split('-').map(capital).join('');
  return [
    ['sample-channel', name],
    ['SampleChannel', pascal],
    ['sampleChannel', pascal.charAt(0).toLowerCase() + pascal.slice(1)],
    ['SAMPLE_CHANNEL_', `${name.toUpperCase().replaceAll('-', '_')}_`],
  ];
}

/** Why a folder of this name cannot be made, and what to write instead; null when it can. */
function problemOf(name: string, folder: string): string | null {
  if (name === '') return 'Write the name of the channel: npm run channel -- new NAME';
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 30) {
    const better = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-+$/g, '')
      .slice(0, 30)
      .replace(/-+$/, '');
    const cure = better ? `, for example: ${better}` : '';
    return `"${name}" cannot be the name of a channel: write small letters, digits and single hyphens, at most 30, a letter first${cure}`;
  }
  if (!existsSync(join(folder, name))) return null;
  return `channels/${name} is there already; the channels are ${readdirSync(folder).join(', ')}. Write another name, or remove that folder first`;
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|md|json)$/.test(file))
    .map((file) => join(folder, file));
}

function nextSteps(name: string): string {
  return `channels/${name} is made, and compiles. It is not a channel yet: what you have to fill in says REPLACE (grep -rn REPLACE channels/${name}).

1. Paste the provider's own example of a text message into channels/${name}/fixtures/in/text.json, with the event that it stands for.
   npm test -- tests/contract/channel.test.ts fails at it, and says where.
2. Write payload.ts and decode.ts until it passes; then encode.ts with fixtures/out, capabilities.ts, webhook.ts, send.ts, failure.ts.
3. npm run docs puts the channel into the tables and into .env.example.

Step by step: docs/adding-a-channel.md`;
}

/** Makes `folder`/`name`, or says why not. `next`: what to do now. */
export function createChannel(name: string, folder: string): { ok: true; next: string } | { ok: false; problem: string } {
  const problem = problemOf(name, folder);
  if (problem) return { ok: false, problem };
  const made = join(folder, name);
  cpSync(template, made, { recursive: true });
  for (const file of textFiles(made)) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      spellings(name).reduce((changed, [from, to]) => changed.replaceAll(from, to), text),
    );
  }
  return { ok: true, next: nextSteps(name) };
}
