/** The only file that loads whatsapp-web.js; it runs in the child process. */
import type WAWebJS from 'whatsapp-web.js';

export type Library = typeof WAWebJS;
export type Client = WAWebJS.Client;
export type Message = WAWebJS.Message;

/** Loads the library; undefined when the package is not installed. `load` is for tests. */
export async function loadLibrary(load: () => Promise<{ default: Library }> = () => import('whatsapp-web.js')): Promise<Library | undefined> {
  try {
    return (await load()).default;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('whatsapp-web.js')) return undefined;
    throw error;
  }
}

export const notInstalled = 'The package whatsapp-web.js is not installed. Type: npm ci (without --omit=dev), then start again';

export interface ClientOptions {
  /** Folder in which LocalAuth keeps the session. */
  folder: string;
  chromium: string;
  args: string[];
  /** Browser and page exist and nothing has been loaded yet. */
  opened(client: Client): void;
}

/** Makes a client without starting anything. The page's version is the one that WhatsApp serves: nothing is written beside the session. */
export function createClient(library: Library, { folder, chromium, args, opened }: ClientOptions): Client {
  const authStrategy = new library.LocalAuth({ dataPath: folder });
  authStrategy.afterBrowserInitialized = async () => opened(client);
  const client = new library.Client({
    authStrategy,
    webVersionCache: { type: 'none' },
    authTimeoutMs: 60_000,
    // A refused session waits for the merchant; two browsers that take it from each other look like an attack.
    takeoverOnConflict: false,
    puppeteer: { headless: true, executablePath: chromium, args, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
  return client;
}
