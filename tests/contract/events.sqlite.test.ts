import { eventSequences } from './event-sequences.ts';
import { sqliteKinds } from './store-kinds.ts';

for (const kind of sqliteKinds) eventSequences(kind);
