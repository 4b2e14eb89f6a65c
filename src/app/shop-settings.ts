/** The settings of the shop as the console shows and writes them, and how the program is. */
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { editConfig } from '../config/edit-config.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { programVersion } from '../machine/program-version.ts';
import type { SettingsParts, ShopSettings } from '../server/api/settings.ts';

/** Facts that only the entry of the program knows. */
export interface SettingsSource {
  /** File that the settings were read from; `shown` is its name for people. */
  path: string;
  shown: string;
  schema: z.ZodType<Config>;
  lastBackup(): Promise<Awaited<ReturnType<SettingsParts['state']>>['backup']>;
  findings: SettingsParts['findings'];
}

interface Running {
  config: Config;
  ping(): Promise<void>;
  disk(): Promise<string>;
  mind(): string[];
}

const pick = ({ shop: { name, langs, hours, closed_on } }: Config): ShopSettings => ({ name, langs, hours, closed_on });

/** Settings that decide what is in the store, or need more than one line: they are changed where they stand. */
function elsewhere({ shop }: Config, file: string): { key: string; value: string; where: string }[] {
  const facts = { currency: shop.currency, zone: shop.zone, source: shop.source ?? (shop.demo ? 'demo' : 'files'), demo: String(shop.demo) };
  return Object.entries(facts).map(([key, value]) => ({ key: `shop.${key}`, value, where: file }));
}

/** Puts the new text in the place of the old one, whole; a file that is mounted by itself (containers) can only be written over. */
async function replaceFile(path: string, text: string): Promise<void> {
  const part = `${path}.new`;
  try {
    const { mode } = await stat(path);
    await writeFile(part, text, { mode });
    await rename(part, path);
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
    await writeFile(path, text);
  }
}

/** Returns what the routes of the settings need. Without a source nothing can be read or written. */
export function shopSettings(source: SettingsSource | undefined, { config, ping, disk, mind }: Running): SettingsParts {
  const load = (text: string) => (source ? loadConfig(text, source.shown, source.schema) : { ok: false as const, problems: [] as string[] });
  const textNow = async (): Promise<string | null> => (source ? readFile(source.path, 'utf8').catch(() => null) : null);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    file: source?.shown ?? 'config.yaml',
    async read() {
      const text = await textNow();
      const loaded = text === null ? null : load(text);
      if (!source || !loaded?.ok) return null;
      const settings = pick(loaded.value);
      return { settings, waits: JSON.stringify(settings) !== JSON.stringify(pick(config)), elsewhere: elsewhere(loaded.value, source.shown) };
    },
    write(change) {
      const written = writing.then(async (): ReturnType<SettingsParts['write']> => {
        const text = await textNow();
        const next = text === null ? undefined : editConfig(text, change);
        if (!source || next === undefined) return { ok: false, problems: ['The file cannot be changed from here'] };
        const checked = load(next);
        if (!checked.ok) return { ok: false, problems: checked.problems };
        await replaceFile(source.path, next);
        return { ok: true };
      });
      writing = written.catch(() => undefined);
      return written;
    },
    async state() {
      const store = await ping().then(
        () => 'ok',
        (error: Error) => error.message,
      );
      const backup = await source?.lastBackup();
      return { version: programVersion(), ready: store === 'ok', store, disk: await disk(), mind: mind(), ...(backup && { backup }) };
    },
    findings: async () => (await source?.findings()) ?? [],
  };
}
