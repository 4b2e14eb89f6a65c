/** Products in a file of a merchant; each version has other prices, and other goods at its end. */
export const sheetRows = 400;

/** Version 1 costs 1.00 each, version 2 costs 2.00. */
export function sheetOf(version: number): string {
  const rows = Array.from(
    { length: sheetRows },
    (_, n) => `p${n < sheetRows - 20 ? n : `${n}-${version}`},Tea ${n},${version},5,S-${n}-${n < sheetRows - 20 ? 0 : version}`,
  );
  return `id,title,price,stock,sku\n${rows.join('\n')}\n`;
}

/** What the table has of it, as the child prints it. */
export const goodsOf = (version: number): string[] =>
  Array.from({ length: sheetRows }, (_, n) => `p${n < sheetRows - 20 ? n : `${n}-${version}`} ${version * 100} 1`).sort();
