/** Opens the page of a call in a window of its own. */

/** `link` asks for the one-time link. Rejects as it does. */
export async function openCallPage(link: () => Promise<{ url: string }>): Promise<void> {
  // Opened before the answer comes: a window that opens later is taken for an advertisement.
  const page = window.open('', '_blank');
  try {
    const to = new URL((await link()).url);
    const here = `${location.origin}${to.pathname}${to.search}${to.hash}`;
    if (page) page.location.replace(here);
    else location.assign(here);
  } catch (error) {
    page?.close();
    throw error;
  }
}
