/**
 * Returns a function that finds the row of a 32-bit hash, -1 where there is none; `hashOf` tells the hash of each row. By open addressing: a Map of so
 * many numbers is several times slower to ask and larger.
 */
export function rowFinder(rows: number, hashOf: (row: number) => number): (hash: number) => number {
  const places = 2 ** Math.ceil(Math.log2(rows * 2 + 2));
  const keys = new Int32Array(places);
  const values = new Int32Array(places).fill(-1);
  const placeOf = (hash: number): number => {
    let at = Math.imul(hash, 0x9e3779b1) & (places - 1);
    while (values[at] !== -1 && keys[at] !== hash) at = (at + 1) & (places - 1);
    return at;
  };
  for (let row = 0; row < rows; row++) {
    const hash = hashOf(row);
    const at = placeOf(hash);
    keys[at] = hash;
    values[at] = row;
  }
  return (hash) => values[placeOf(hash)]!;
}
