/** One shape for a channel: the same thing stands under the same name in every folder of channels/. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What every channel has. */
const every: Readonly<Record<string, string>> = {
  'README.md': 'how a merchant connects it',
  'README.zh-CN.md': 'the same in Chinese',
  'capabilities.ts': "the provider's limits",
  'channel.ts': 'the running channel: starts, sends, tells its health',
  'decode.ts': 'payload -> events, pure',
  'encode.ts': 'message -> requests, pure',
  'index.ts': 'the module: what is known of it before it is created',
  'payload.ts': 'what comes in, as one zod schema',
  'settings.ts': 'what the merchant sets, as one zod schema',
  fixtures: 'in/ and out/, from the documentation of the provider',
};

/** What a channel has where its provider asks for it. */
const further: Readonly<Record<string, string>> = {
  'address.ts': 'the user part of an address: made and read',
  'child-methods.ts': 'what the process of its own does when it is asked',
  'child.ts': 'where the process of its own begins',
  'client.ts': "the calls to the provider's API",
  'content.ts': 'the content of one incoming message as parts',
  'download.ts': 'files of customers',
  'failure.ts': "the provider's errors in our words",
  'media.ts': 'files on their way to the provider',
  'options.ts': 'its section of the config file',
  'poller.ts': 'fetches what comes in',
  'receipts.ts': 'what the provider reports of our messages',
  'send.ts': 'sends one request of encode.ts',
  'template.ts': 'a message as a template of the provider',
  'templates.ts': 'the templates that the provider has approved',
  'webhook.ts': 'what the provider posts: verified, then decoded',
};

/** Names that have been used for the same things. */
const synonyms: Readonly<Record<string, string>> = {
  'deliver.ts': 'send.ts',
  'event.ts': 'payload.ts',
  'events.ts': 'payload.ts',
  'hook.ts': 'webhook.ts',
  'incoming.ts': 'payload.ts',
  'item.ts': 'payload.ts',
  'perform.ts': 'send.ts',
  'raw.ts': 'payload.ts',
  'update.ts': 'payload.ts',
  'wire.ts': 'payload.ts',
  'config.ts': 'settings.ts or options.ts',
  'errors.ts': 'failure.ts',
  'helpers.ts': 'the name of the one thing it holds',
  'utils.ts': 'the name of the one thing it holds',
  'words.ts': 'the name of the one thing it holds',
};

const channels = readdirSync('channels');
const filesOf = new Map(channels.map((name) => [name, readdirSync(`channels/${name}`)]));

describe.each([...filesOf])('channels/%s', (name, files) => {
  it('has what every channel has', () => {
    expect(Object.keys(every).filter((file) => !files.includes(file))).toEqual([]);
    expect(['in', 'out'].filter((folder) => !existsSync(`channels/${name}/fixtures/${folder}`))).toEqual([]);
  });

  it('uses no other name for a thing that has one', () => {
    expect(files.filter((file) => Object.hasOwn(synonyms, file)).map((file) => `${file} is called ${synonyms[file]}`)).toEqual([]);
  });

  it('has a test only beside what it tests', () => {
    const subjects = files.filter((file) => file.endsWith('.test.ts')).map((file) => file.replace('.test.ts', '.ts'));
    expect(subjects.filter((file) => !files.includes(file))).toEqual([]);
  });
});

it('a name that two channels use means the same in both: it stands in the table', () => {
  const names = [...filesOf.values()].flat().filter((file) => !file.endsWith('.test.ts'));
  const shared = [...new Set(names.filter((file, at) => names.indexOf(file) !== at))];
  expect(shared.filter((file) => !Object.hasOwn(every, file) && !Object.hasOwn(further, file))).toEqual([]);
});
