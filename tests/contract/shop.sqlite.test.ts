import { shopContract } from './shop.ts';
import { sqliteKinds } from './store-kinds.ts';

for (const kind of sqliteKinds) shopContract(kind);
