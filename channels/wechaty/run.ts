/** One life of the process beside wechaty. */
import { join } from 'node:path';
import type { Program, Served } from '../../src/channel-host/supervision/serve.ts';
import { methodsFor } from './child-methods.ts';
import { troubleOf } from './failure.ts';
import { type GatherParts, gatherFriendship, gatherMessage } from './gather.ts';
import { type Given, given } from './given.ts';
import { keepLinked, type Puppet } from './link.ts';

/** Installed with the development packages. */
const optional = new Set(['wechaty-puppet-service', 'wechaty-puppet-wechat4u']);

/** The one command to type when something is missing. */
function installCommand(puppet: string): string {
  return optional.has(puppet) ? 'npm ci (without --omit=dev)' : `npm install --no-save ${puppet}`;
}

/** Null when it is not installed. */
async function loadLibrary() {
  try {
    const [{ WechatyBuilder }, { FileBox }] = await Promise.all([import('wechaty'), import('file-box')]);
    return { WechatyBuilder, FileBox };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function puppetOptions({ token, endpoint, ca }: Given): { token?: string; endpoint?: string; tls?: { caCert: string } } {
  return { ...(token ? { token } : {}), ...(endpoint ? { endpoint } : {}), ...(ca ? { tls: { caCert: ca } } : {}) };
}

/**
 * Runs the puppet in this process. `puppetFor` and `load` are for tests: a puppet made there instead of the package that is named, and a library that
 * is missing.
 */
export async function run(program: Program, raw: unknown, puppetFor?: () => Puppet, load: typeof loadLibrary = loadLibrary): Promise<Served> {
  const settings = given.parse(raw);
  const install = installCommand(settings.puppet);
  const library = await load();
  if (!library) {
    program.leave('failed', `wechaty is not installed; type: ${install}, then start again`);
    return { methods: {}, stop: async () => undefined };
  }
  const { WechatyBuilder, FileBox } = library;
  // How wechaty is told of a puppet that its types do not list.
  process.env.WECHATY_PUPPET = settings.puppet;
  const parts: GatherParts = { given: settings, accepted: new Set() };
  /** One after the other, so that messages arrive in the order in which they were written. */
  let gathering: Promise<void> = Promise.resolve();
  const take = (what: string, gather: () => Promise<object | undefined>) => {
    gathering = gathering.then(gather).then(
      (found) => {
        // Ends when it is stored; it is on disk until then.
        if (found) void program.emit(found);
      },
      (error: unknown) => program.log.warn({ detail: troubleOf(error).words, what }, 'something from WeChat could not be read and is left out'),
    );
  };
  const link = keepLinked({
    program,
    timing: settings.timing,
    install,
    // Puppets that keep a session keep it in the file `name`.
    build: () =>
      WechatyBuilder.build({ name: join(program.folder, 'session'), ...(puppetFor ? { puppet: puppetFor() } : { puppetOptions: puppetOptions(settings) }) }),
    onMessage: (puppet, id) => take('message', () => gatherMessage(puppet, id, parts)),
    onFriendship: (puppet, id) => take('friendship', () => gatherFriendship(puppet, id, parts)),
  });
  return {
    methods: methodsFor(link.puppet, FileBox),
    async stop() {
      await gathering;
      await link.stop();
    },
  };
}
