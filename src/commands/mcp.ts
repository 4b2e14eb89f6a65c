/** `npm run mcp`: the tools of assistants over stdin and stdout, asking the running program with a key of its API. */
import { z } from 'zod';
import { readEnvironment } from '../config/environment.ts';
import { programVersion } from '../machine/program-version.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { type AskApi, requestOf } from '../server/mcp/ask-api.ts';
import { serveAssistant } from '../server/mcp/stdio-server.ts';
import { askProgram } from './running-program.ts';

const lang = systemLanguage();
const texts = {
  noKey: {
    en: 'Set API_KEY to a key of the running program: npx zhanggui keys create assistant --scopes read',
    zh: '请把 API_KEY 设为正在运行的程序的密钥：npx zhanggui keys create assistant --scopes read',
  },
  unreachable: {
    en: 'The shop’s program cannot be reached: it has to run, with the same PORT and HOST',
    zh: '连不上店铺程序：它需要正在运行，并使用同样的 PORT、HOST',
  },
  refused: { en: 'The program does not know this key: it was taken away, or is over', zh: '程序不认识这个密钥：已被删除或已过期' },
} as const;
const errorShape = z.object({ error: z.object({ message: z.string() }) });

const environment = readEnvironment(process.env);
if (!environment.ok || environment.value.apiKey === undefined) {
  console.error(environment.ok ? texts.noKey[lang] : environment.problems.join('\n'));
  process.exitCode = 1;
} else {
  const { host, port, dataDir, apiKey } = environment.value;
  const program = { host, port, dataDir, adminToken: apiKey };
  const ask: AskApi = async (name, given = {}) => {
    const { method, path } = requestOf(name, given);
    const said = await askProgram(program, method, path, typeof given.body === 'object' && given.body !== null ? given.body : undefined);
    if (!said.ok) return { ok: false, message: texts[said.why][lang] };
    if (said.status < 400) return { ok: true, body: said.body };
    return { ok: false, message: errorShape.safeParse(said.body).data?.error.message ?? JSON.stringify(said.body) };
  };
  serveAssistant(ask, { version: programVersion(), now: Date.now });
}
