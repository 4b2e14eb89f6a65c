/** A real PuppetServer of wechaty-puppet-service with the mock puppet behind it: `puppet-server.ts PORT TOKEN CERTIFICATE KEY SOCKET`. */
import { readFileSync } from 'node:fs';
import { PuppetServer } from 'wechaty-puppet-service';
import { stageWeChat } from './mock-wechat.ts';

const [port = '', token = '', certificate = '', key = '', socket = ''] = process.argv.slice(2);
const server = new PuppetServer({
  endpoint: `127.0.0.1:${port}`,
  token,
  puppet: stageWeChat(socket).puppet(),
  tls: { serverCert: readFileSync(certificate, 'utf8'), serverKey: readFileSync(key, 'utf8') },
});
await server.start();
process.on('disconnect', () => process.exit(0));
process.send?.('up');
