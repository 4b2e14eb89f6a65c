/** Devices of visitors of the web chat to which the shop's own sender may push. */
import type { CollectionSpec, Op, Row, Store } from './store.ts';

/** `_id` is the SHA-256 of service and token: a device belongs to whoever registered it last. */
export interface DeviceRow extends Row {
  conversation: string;
  /** The shop's word for what delivers to it, such as `apns` or `fcm`. */
  service: string;
  token: string;
  at: number;
}

export const devices: CollectionSpec<DeviceRow> = { name: 'devices', indexes: [{ fields: ['conversation', 'at'] }], ttlField: 'at' };

/** Time after which a device that was not registered again is forgotten, ms. */
export const devicesKept = 365 * 86_400_000;

/** Removes the devices of conversations. May be repeated. */
export async function eraseDevices(store: Store, conversations: readonly string[]): Promise<void> {
  for (const conversation of conversations) {
    const rows = await store.collection(devices).find({ where: { conversation }, limit: 1_000 });
    if (rows.length > 0) await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: devices.name, id: _id })));
  }
}
