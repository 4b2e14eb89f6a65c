// whatsapp-web.js drives the system's Chromium (CHROMIUM_PATH): none is downloaded.
module.exports = { skipDownload: true };
