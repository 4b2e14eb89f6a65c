import { cartLadderContract } from './cart-ladders.ts';
import { sqliteKinds } from './store-kinds.ts';

for (const kind of sqliteKinds) cartLadderContract(kind);
