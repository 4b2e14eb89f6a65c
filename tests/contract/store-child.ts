/** Writes rows until it is killed and prints the number of each one that was acknowledged: `store-child.ts KIND PLACE FIRST`. */
import { kinds } from './store-kinds.ts';

const [name, place = '', first = '0'] = process.argv.slice(2);
const kind = kinds.find((one) => one.name === name);
if (!kind) throw new Error(`no store kind "${name}"`);

const store = await kind.open(place, [{ name: 'acks', indexes: [{ fields: ['pair', 'n'] }] }]);
const rows = store.collection<{ _id: string; v: number; n: number; pair: string; text: string }>({ name: 'acks', indexes: [] });
let next = Number(first);

async function writer(): Promise<void> {
  for (;;) {
    const n = next++;
    const row = { v: 1, n, pair: `p${n}`, text: '你好'.repeat(200) };
    if (n % 3 === 0) await rows.insert({ ...row, _id: `a${n}` });
    else if (n % 3 === 1) await store.insertNew('acks', [{ ...row, _id: `a${n}` } as { _id: string; v: number }]);
    else {
      await store.write([{ op: 'insert', in: 'acks', row: { ...row, _id: `twin${n}` } as { _id: string; v: number } }], {
        in: 'acks',
        row: { ...row, _id: `a${n}` } as { _id: string; v: number },
      });
    }
    process.stdout.write(`${n}\n`);
  }
}

await Promise.all(Array.from({ length: 40 }, writer));
