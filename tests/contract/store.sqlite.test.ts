import { storeContract } from './store.ts';
import { sqliteKinds } from './store-kinds.ts';

for (const kind of sqliteKinds) storeContract(kind);
