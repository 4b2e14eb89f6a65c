import { createHash } from 'node:crypto';
import { type DeviceRow, devices } from '../../store/device-rows.ts';
import type { Op, Store } from '../../store/store.ts';

export interface Device {
  service: string;
  token: string;
}

/** Devices of visitors, to which the shop's own sender pushes. */
export interface VisitorDevices {
  /** Keeps a device with this visitor, and with nobody else. The oldest beyond 10 goes. */
  keep(user: string, device: Device): Promise<void>;
  /** Forgets a device of this visitor. */
  forget(user: string, device: Device): Promise<void>;
}

/** Devices that one visitor may have. */
const most = 10;

const idOf = ({ service, token }: Device) => createHash('sha256').update(`${service}\n${token}`).digest('base64url');

export function createVisitorDevices(store: Store, now: () => number): VisitorDevices {
  const rows = store.collection(devices);
  const conversationOf = (user: string) => `webchat:main:${user}`;
  return {
    async keep(user, { service, token }) {
      const conversation = conversationOf(user);
      const row: DeviceRow = { _id: idOf({ service, token }), v: 1, conversation, service, token, at: now() };
      const known = await rows.find({ where: { conversation }, sort: { by: 'at', desc: true }, limit: 100 });
      const beyond = known.filter(({ _id }) => _id !== row._id).slice(most - 1);
      await store.write([{ op: 'put', in: devices.name, row }, ...beyond.map(({ _id }): Op => ({ op: 'delete', in: devices.name, id: _id }))]);
    },
    async forget(user, device) {
      const row = await rows.get(idOf(device));
      if (row?.conversation === conversationOf(user)) await rows.delete(row._id);
    },
  };
}
