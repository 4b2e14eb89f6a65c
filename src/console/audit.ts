/** The audit log: who changed what, when and from where. */
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { type AuditRow, auditLog } from './rows.ts';

/** Adds a line. Rejects when the store cannot take it. */
export async function noteAudit(store: Store, line: Omit<AuditRow, '_id' | 'v'>): Promise<void> {
  await store.collection(auditLog).insert({ _id: `${line.at}:${randomUUID()}`, ...line });
}
