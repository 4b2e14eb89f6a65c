/** Reads codes and writing in a picture, with libraries that are loaded at the first one. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Sharp } from 'sharp';
import { candidatesIn } from './candidates.ts';
import { formats, largest, mostPixels, type Read } from './picture.ts';

/** Width at which small writing of a telephone's screen is read best, pixels. */
const readWidth = 1_200;
/** Nothing is made larger than this, times. */
const mostScale = 3;
/** Most pixels of what is read: a few pixels wide and 99,000 high, a picture would take more than a gigabyte. */
const readPixels = 12_000_000;
/** Mean grey below which a picture is light writing on dark. */
const dark = 110;
/** Codes of one picture. */
const codesMost = 4;

const require = createRequire(import.meta.url);

async function openOcr() {
  const { createWorker, OEM, PSM } = await import('tesseract.js');
  const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
  // English alone: order numbers are letters and digits of ASCII, whatever is written around them.
  const worker = await createWorker('eng', OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' });
  // A threshold for each neighbourhood (Sauvola): dark bubbles and pale cards on one screen have none in common.
  await worker.setParameters({ thresholding_method: '2' });
  const linesAs = async (picture: Buffer, layout: (typeof PSM)[keyof typeof PSM]): Promise<string[]> => {
    await worker.setParameters({ tessedit_pageseg_mode: layout });
    const { data } = await worker.recognize(picture, { rotateAuto: true });
    return data.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  };
  return {
    /** Screens have columns, cards and bubbles: the layout is found out. Where that finds no number, writing is looked for anywhere. */
    async lines(picture: Buffer): Promise<string[]> {
      const lines = await linesAs(picture, PSM.AUTO);
      return candidatesIn({ lines }).length > 0 ? lines : [...lines, ...(await linesAs(picture, PSM.SPARSE_TEXT))];
    },
    end: () => worker.terminate(),
  };
}
async function openCodes() {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) }, fireImmediately: true });
  return readBarcodes;
}
let ocr: ReturnType<typeof openOcr> | undefined;
let codes: ReturnType<typeof openCodes> | undefined;

/** The picture as grey, dark on light, and as wide as it is read best. */
async function forReading(picture: Sharp, width: number): Promise<Buffer> {
  const grey = picture.clone().flatten({ background: '#ffffff' }).greyscale();
  const { channels } = await grey.clone().stats();
  const wide = Math.round(width * Math.min(mostScale, Math.max(1, readWidth / width)));
  const scaled = grey.resize({ width: wide, height: Math.floor(readPixels / wide), fit: 'inside', kernel: 'cubic' });
  return ((channels[0]?.mean ?? 255) < dark ? scaled.negate() : scaled).png({ compressionLevel: 1 }).toBuffer();
}

/** Reads a picture. Never rejects for what is in the bytes; rejects when a library is not installed. */
export async function readPicture(bytes: Uint8Array): Promise<Read> {
  if (bytes.length > largest) return { ok: false, why: 'too_large', detail: `${bytes.length} bytes` };
  const { default: sharp } = await import('sharp');
  ocr ??= openOcr();
  codes ??= openCodes();
  const [recogniser, readCodes] = await Promise.all([ocr, codes]);
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' });
    const { format, width, height } = await picture.metadata();
    if (!formats.has(format)) return { ok: false, why: 'format', detail: format };
    if (width * height > mostPixels) return { ok: false, why: 'too_large', detail: `${width} x ${height}` };
    const upright = picture.rotate();
    // What libraries of codes and writing see was packed anew: never the bytes of a stranger.
    const whole = await upright
      .clone()
      .resize({ width: 2_000, height: 2_000, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const found = await readCodes(whole, { tryHarder: true, maxNumberOfSymbols: codesMost });
    const lines = await recogniser.lines(await forReading(upright, Math.min(width, 2_000)));
    return { ok: true, writing: { codes: found.filter(({ isValid }) => isValid).map(({ text }) => text), lines } };
  } catch (error) {
    return { ok: false, why: 'damaged', detail: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}

/** Ends the recogniser that was opened for reading. */
export async function endReading(): Promise<void> {
  const open = await ocr?.catch(() => undefined);
  ocr = undefined;
  await open?.end();
}
