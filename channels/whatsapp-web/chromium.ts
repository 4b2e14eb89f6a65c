/** The browser that is used, and its start. */
import { existsSync } from 'node:fs';

const usual: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'],
};

export type FoundBrowser = { ok: true; path: string } | { ok: false; problem: string };

/** Finds the browser at `wanted` (CHROMIUM_PATH), else one in a usual place. `exists` is for tests. */
export function findChromium(wanted: string | undefined, exists: (path: string) => boolean = existsSync, platform = process.platform): FoundBrowser {
  if (wanted) return exists(wanted) ? { ok: true, path: wanted } : { ok: false, problem: `CHROMIUM_PATH: there is no file ${wanted}` };
  const path = usual[platform]?.find(exists);
  if (path) return { ok: true, path };
  return {
    ok: false,
    problem: 'There is no Chromium on this machine. Debian and Ubuntu: apt install chromium. Elsewhere: install Chrome and set CHROMIUM_PATH to it',
  };
}

/** Returns Chromium's arguments for a machine without a screen. Chromium's sandbox does not work for root; for everybody else it stays. */
export function chromiumArguments(root = process.getuid?.() === 0): string[] {
  return ['--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--no-default-browser-check', '--mute-audio', ...(root ? ['--no-sandbox'] : [])];
}
