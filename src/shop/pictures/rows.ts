/** What is kept of the catalogue's pictures. */
import type { CollectionSpec, Row } from '../../store/store.ts';

/** `_id` is a hash of the address. Bytes are kept as base64. */
export interface PictureLookRow extends Row {
  address: string;
  /** Time of the last look at the address, epoch ms. */
  at: number;
  etag?: string;
  /** Which way of comparing it was made for. */
  made: number;
  look?: { hashes: string; content?: [x: number, y: number, w: number, h: number]; cells: string };
  /** Why there is none. */
  why?: string;
}

export const pictureLooks: CollectionSpec<PictureLookRow> = { name: 'picture_looks', indexes: [] };
