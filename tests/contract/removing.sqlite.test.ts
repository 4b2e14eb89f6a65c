import { removingContract } from './removing.ts';

removingContract('sqlite', () => undefined);
