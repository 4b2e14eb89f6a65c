/**
 * Returns the address of a file. Our own paths are under the server that the widget came from, not under the page's. Other schemes than http(s) are
 * dropped.
 */
export function addressOf(url: string, base: string): string | undefined {
  try {
    const full = new URL(url, `${base}/`);
    return /^https?:$/.test(full.protocol) ? full.href : undefined;
  } catch {
    return undefined;
  }
}
