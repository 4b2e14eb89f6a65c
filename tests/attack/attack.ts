/**
 * `npm run attack`: plays each attack against the running program and prints yes or no; exit code 1 when one got through.
 * `npm run attack -- receipts` plays those whose name has the word. Only this machine is talked to.
 */
import { attacks } from './attacks.ts';
import { startTarget } from './target.ts';

const words = process.argv.slice(2);
const wanted = attacks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (wanted.length === 0) {
  process.stderr.write(`No attack has "${words.join('", "')}" in its name. They are:\n${attacks.map(({ name }) => `  ${name}\n`).join('')}`);
  process.exit(1);
}
let lost = 0;
for (const { name, run } of wanted) {
  // Each starts afresh: what one leaves must not help or harm the next.
  const target = await startTarget();
  try {
    const { held, figure } = await run(target);
    if (!held) lost++;
    process.stdout.write(`${held ? 'yes' : 'NO '}  ${name}: ${figure}\n`);
  } finally {
    await target.close();
  }
}
process.stdout.write(`${wanted.length - lost} of ${wanted.length} held\n`);
process.exitCode = lost > 0 ? 1 : 0;
