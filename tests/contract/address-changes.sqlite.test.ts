import { addressChanges } from './address-changes.ts';
import { sqliteKinds } from './store-kinds.ts';

for (const kind of sqliteKinds) addressChanges(kind);
