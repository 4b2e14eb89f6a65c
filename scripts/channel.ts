/** `npm run channel -- new NAME`: a channel's folder to start from. */
import { createChannel } from './new-channel.ts';

const [what, name = '', ...rest] = process.argv.slice(2);
if (what !== 'new' || rest.length > 0) {
  console.error('Write: npm run channel -- new NAME   (for example: npm run channel -- new line)');
  process.exit(2);
}
const made = createChannel(name, 'channels');
if (!made.ok) {
  console.error(made.problem);
  process.exit(1);
}
console.log(made.next);
