/** Stands between the installed console and the network: where a page cannot be loaded, it says so in place of the browser. Nothing is kept. */
const page = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>掌柜 Zhanggui</title><style>body{font:16px/1.6 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:0;padding:20px;text-align:center;color-scheme:light dark}</style></head>
<body><main><h1>没有网络 · No connection</h1><p>连上网络后打开，没发出的内容都还在。<br>What you typed is kept. Open it again when the connection is back.</p><p><a href="">重试 · Try again</a></p></main></body></html>`;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(() => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })));
});

self.addEventListener('push', (event) => {
  const said = event.data?.json() ?? {};
  const badge = typeof said.waiting === 'number' && self.navigator.setAppBadge ? self.navigator.setAppBadge(said.waiting) : undefined;
  const shown = self.registration.showNotification(said.title ?? '掌柜 Zhanggui', {
    body: said.body ?? '',
    tag: said.tag ?? 'console',
    renotify: true,
    icon: '/console/icon.svg',
    data: { path: said.path ?? '/console/' },
  });
  event.waitUntil(Promise.all([shown, badge?.catch(() => undefined)]));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.path ?? '/console/', self.location.origin);
  if (url.origin !== self.location.origin || !url.pathname.startsWith('/console/')) return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (open) => {
      const page = open.find((one) => new URL(one.url).pathname.startsWith('/console/'));
      if (!page) return self.clients.openWindow(url.href);
      await page.focus().catch(() => undefined);
      return page.url === url.href ? page : page.navigate(url.href);
    }),
  );
});

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const asked = async (path, body) => {
  const answer = await fetch(`/api${path}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};
/** The push service gave this browser another address: the server is told, and what the person chose goes with it. Whoever is signed out renews it with the next page. */
async function renew(old, given) {
  if (!old) return;
  const id = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(old.endpoint)));
  const { key, items } = await asked('/console/push');
  const before = items.find((one) => one.id === id);
  if (!before) return;
  const raw = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const made = given ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw }));
  const { endpoint, keys } = made.toJSON();
  const { lang, words, muted, unassigned } = before;
  await asked('/console/push', { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, lang, words, muted, unassigned, instead: id });
}
self.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(renew(event.oldSubscription, event.newSubscription).catch((error) => console.warn('notices were not renewed', error))),
);
