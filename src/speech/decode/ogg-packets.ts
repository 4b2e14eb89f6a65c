/** Ogg pages and the Opus packets in them: https://www.rfc-editor.org/rfc/rfc3533, https://www.rfc-editor.org/rfc/rfc7845 */

export interface OpusStream {
  channels: number;
  /** Samples at 48 kHz to be left out at the beginning. */
  preSkip: number;
  packets: Uint8Array[];
  /** Samples at 48 kHz, counted from the packets: what a page claims may be wrong. */
  length: number;
}

/** Reads the Opus stream of a file; null when it is damaged before its first packet. What follows a damaged page is left out. */
export function opusStream(bytes: Uint8Array): OpusStream | null {
  const [head, , ...packets] = packetsOf(bytes);
  if (!head || head.length < 19 || Buffer.from(head.subarray(0, 8)).toString('latin1') !== 'OpusHead' || packets.length === 0) return null;
  const view = Buffer.from(head.buffer, head.byteOffset, head.length);
  const length = packets.reduce((sum, packet) => sum + samplesIn(packet), 0);
  return { channels: head[9] ?? 1, preSkip: view.readUInt16LE(10), packets, length };
}

function packetsOf(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let serial: number | undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 27 <= view.length && view.toString('latin1', at, at + 4) === 'OggS'; ) {
    const segments = view[at + 26] ?? 0;
    const lacing = view.subarray(at + 27, at + 27 + segments);
    let data = at + 27 + segments;
    const mine = view.readUInt32LE(at + 14);
    serial ??= mine;
    let start = data;
    for (const size of lacing) {
      data += size;
      if (data > view.length) return found;
      if (size === 255) continue;
      if (mine === serial) found.push(open.length > 0 ? Buffer.concat([...open, view.subarray(start, data)]) : view.subarray(start, data));
      if (mine === serial) open = [];
      start = data;
    }
    if (start < data && mine === serial) open.push(view.subarray(start, data));
    at = data;
  }
  return found;
}

/** Frame length of each configuration, in samples at 48 kHz: RFC 6716, 3.1. */
const frameSamples = (config: number): number => {
  if (config < 12) return [480, 960, 1920, 2880][config % 4] ?? 0;
  if (config < 16) return config % 2 === 0 ? 480 : 960;
  return [120, 240, 480, 960][config % 4] ?? 0;
};

/** Samples at 48 kHz that a packet decodes to; 0 for one that is none. */
export function samplesIn(packet: Uint8Array): number {
  const [toc] = packet;
  if (toc === undefined) return 0;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  return frameSamples(toc >> 3) * frames;
}
