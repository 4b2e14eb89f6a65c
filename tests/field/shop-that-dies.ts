/** A shop in a process of its own that acknowledges messages and never gets to send: the test kills it. `argv`: data folder. */
import { advance } from '../../src/engine/advance.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { callOf, openField, shopFlows } from './field.ts';

const folder = process.argv[2];
if (!folder) throw new Error('which folder?');
const channel = new RecordingChannel();
channel.gate = new Promise(() => {});
const look = callOf('order.look', 'reads', ['number'], async () => ({ ok: true, value: { status: 'on its way' } }));
openField({ flows: shopFlows, calls: [look], desk: { channel, advance } }, folder).then(
  async (field) => {
    for (const text of ['hi', '1', 'SO-12345']) await field.write('ann', text, `k-${text}`);
    for (let n = 0; n < 5; n++) await field.write(`user${n}`, 'three', `u-${n}`);
    process.stdout.write('acknowledged\n');
    setInterval(() => {}, 1000);
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
