/** The parts of commands that only ask the running program: the question, and words where nobody answers. */
import { z } from 'zod';
import { readEnvironment } from '../config/environment.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { askProgram } from './running-program.ts';

const refusal = z.object({ error: z.object({ message: z.string() }) });

const words = {
  unreachable: {
    zh: '程序没有运行，或从这里连不上它的接口。请先启动程序，并使用同样的 PORT、HOST、ADMIN_TOKEN。',
    en: 'The program is not running, or its API cannot be reached from here. Start it, and use the same PORT, HOST and ADMIN_TOKEN.',
  },
  refused: { zh: '程序不认这个 ADMIN_TOKEN。', en: 'The program does not take this ADMIN_TOKEN.' },
  odd: { zh: '程序的回答看不懂，可能是另一个版本。', en: 'The answer of the program cannot be read; it may be another version.' },
} as const;

/** Asks and reads the answer; prints what went wrong and resolves to null where there is none. `path` begins behind `/api`. */
export async function ask<T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T | null> {
  const lang = systemLanguage();
  const environment = readEnvironment(process.env);
  if (!environment.ok) {
    for (const problem of environment.problems) console.error(problem);
    return null;
  }
  const asked = await askProgram(environment.value, method, path, body);
  if (!asked.ok) {
    console.error(words[asked.why][lang]);
    return null;
  }
  const refused = refusal.safeParse(asked.body);
  const read = schema.safeParse(asked.body);
  if (asked.status < 400 && read.success) return read.data;
  console.error(refused.success ? refused.data.error.message : words.odd[lang]);
  return null;
}
