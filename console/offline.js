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
