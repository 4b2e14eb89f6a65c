/** The shapes of the demo shop's pictures, drawn in a field of 400 x 500. Data only: what is drawn how is in draw-picture.ts. */
import type { Silhouette } from '../seed/product-table.ts';
import type { Half, Stretch } from './outline.ts';

export interface Layer {
  /** base: the cloth, shaded and patterned. deep and pale: darker and lighter cloth. line: seams. stitch: light thread. metal, sole: fixed colours. */
  paint: 'base' | 'deep' | 'pale' | 'line' | 'stitch' | 'metal' | 'sole';
  /** Mirrored outline of a closed shape. */
  half?: Half;
  /** Open strokes, mirrored. */
  strokes?: readonly Half[];
  /** Path data as it is, for what has no mirror image. */
  path?: string;
}

const closed = (from: Half['from'], ...to: Stretch[]): Half => ({ from, to });
const strokes = (...lines: Half[]) => lines;

const longSleeves: Stretch[] = [
  [84, 112],
  [108, 120, 118, 150, 125, 200],
  [131, 250, 137, 300, 142, 340],
  [112, 347],
  [105, 300, 97, 245, 87, 186],
];
const sleeveSeams = strokes(closed([84, 112], [92, 135, 92, 160, 87, 190]));
const cuffs = strokes(closed([139, 322], [109, 329]));
const collar: Layer = { paint: 'pale', half: closed([0, 122], [22, 96], [42, 94], [48, 108], [22, 140], [0, 122]) };
const insideNeck: Layer = { paint: 'deep', half: closed([0, 92], [24, 92, 38, 94, 42, 97], [30, 116, 14, 126, 0, 126]) };
const ribNeck: Layer = { paint: 'line', strokes: strokes(closed([46, 100], [36, 128, 18, 138, 0, 138])) };
const buttons = (from: number, to: number, step: number, x = 0): Layer => {
  const rows = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  return { paint: 'pale', path: rows.map((y) => `M${196 + x} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0`).join('') };
};
const placket: Layer = { paint: 'line', path: 'M200 126V384' };
const shirtBody = closed([0, 110], [24, 96], [42, 96], ...longSleeves, [90, 250, 90, 310, 93, 372], [62, 390, 30, 386, 0, 384]);
const sweaterBody = closed([0, 126], [20, 126, 36, 116, 42, 97], ...longSleeves, [90, 240, 92, 300, 92, 368], [92, 384], [60, 388, 30, 388, 0, 388]);
const hemRib: Layer = { paint: 'line', strokes: strokes(closed([93, 364], [60, 369, 30, 369, 0, 369])) };
const coatBody = closed([0, 150], [40, 94], ...longSleeves, [92, 250, 100, 340, 108, 428], [70, 438, 30, 438, 0, 438]);
const lapels: Layer = { paint: 'deep', half: closed([0, 214], [18, 150], [26, 96], [44, 94], [62, 128], [46, 140], [54, 152], [0, 214]) };
const openFront: Layer = { paint: 'line', path: 'M200 214V438' };
const shortSleeves: Stretch[] = [
  [84, 112],
  [106, 120, 120, 144, 134, 190],
  [100, 207],
  [95, 190, 91, 180, 87, 172],
];
const jacketBody = closed([0, 116], [24, 96], [42, 96], ...longSleeves, [90, 230, 92, 290, 92, 352], [60, 358, 30, 358, 0, 358]);

export const garments: Record<Silhouette, Layer[]> = {
  tee: [
    insideNeck,
    { paint: 'base', half: closed([0, 130], [22, 130, 38, 118, 44, 97], ...shortSleeves, [88, 240, 88, 310, 90, 382], [60, 388, 30, 390, 0, 390]) },
    ribNeck,
    {
      paint: 'line',
      strokes: strokes(closed([84, 112], [94, 135, 94, 155, 87, 176]), closed([130, 180], [98, 196]), closed([88, 374], [60, 380, 30, 382, 0, 382])),
    },
  ],
  shirt: [
    insideNeck,
    { paint: 'base', half: shirtBody },
    placket,
    collar,
    buttons(160, 360, 40),
    { paint: 'line', strokes: [...sleeveSeams, ...cuffs] },
    { paint: 'line', path: 'M226 178h38v36l-19 10-19-10z' },
  ],
  sweater: [insideNeck, { paint: 'base', half: sweaterBody }, ribNeck, hemRib, { paint: 'line', strokes: [...sleeveSeams, ...cuffs] }],
  cardigan: [
    { paint: 'deep', half: closed([0, 100], [24, 92, 38, 92, 42, 96], [30, 190], [0, 250]) },
    { paint: 'base', half: closed([0, 246], [26, 190, 40, 140, 42, 96], ...longSleeves, [90, 240, 92, 300, 92, 368], [92, 384], [60, 388, 30, 388, 0, 388]) },
    { paint: 'line', strokes: strokes(closed([54, 102], [50, 150, 34, 205, 9, 254], [9, 388])) },
    buttons(268, 370, 34),
    hemRib,
    { paint: 'line', strokes: [...sleeveSeams, ...cuffs] },
    { paint: 'line', path: 'M128 296h46v40h-46zM226 296h46v40h-46z' },
  ],
  hoodie: [
    { paint: 'deep', half: closed([0, 62], [44, 62, 66, 92, 62, 124], [34, 146, 14, 152, 0, 152]) },
    { paint: 'base', half: sweaterBody },
    { paint: 'base', half: closed([0, 158], [34, 152, 60, 134, 66, 108], [54, 92, 50, 84, 46, 82], [42, 112, 22, 134, 0, 136]) },
    { paint: 'line', half: closed([0, 158], [34, 152, 60, 134, 66, 108], [54, 92, 50, 84, 46, 82], [42, 112, 22, 134, 0, 136]) },
    { paint: 'line', path: 'M140 358l16-62h88l16 62' },
    { paint: 'stitch', strokes: strokes(closed([18, 150], [20, 180, 16, 200, 20, 226])) },
    hemRib,
    { paint: 'line', strokes: [...sleeveSeams, ...cuffs] },
  ],
  coat: [
    { paint: 'deep', half: closed([0, 92], [26, 90], [42, 94], [30, 150], [0, 200]) },
    { paint: 'base', half: coatBody },
    lapels,
    openFront,
    { paint: 'line', strokes: [...sleeveSeams, closed([58, 306], [94, 300], [96, 316], [60, 322], [58, 306])] },
    { paint: 'deep', path: 'M182 246a6 6 0 1 0 12 0a6 6 0 1 0-12 0M182 296a6 6 0 1 0 12 0a6 6 0 1 0-12 0M182 346a6 6 0 1 0 12 0a6 6 0 1 0-12 0' },
  ],
  jacket: [
    insideNeck,
    { paint: 'base', half: jacketBody },
    collar,
    { paint: 'line', path: 'M200 122V358M108 342H292' },
    {
      paint: 'stitch',
      strokes: [
        ...sleeveSeams,
        ...cuffs,
        closed([10, 140], [10, 340]),
        closed([28, 190], [78, 190], [78, 204], [28, 204], [28, 190]),
        closed([34, 204], [36, 240], [53, 250], [70, 240], [72, 204]),
      ],
    },
    {
      paint: 'metal',
      path: 'M197 160a3 3 0 1 0 6 0a3 3 0 1 0-6 0M197 208a3 3 0 1 0 6 0a3 3 0 1 0-6 0M197 256a3 3 0 1 0 6 0a3 3 0 1 0-6 0M197 304a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
    },
  ],
  down: [
    { paint: 'deep', half: closed([0, 74], [36, 74, 50, 84, 50, 112], [30, 124, 14, 128, 0, 128]) },
    {
      paint: 'base',
      half: closed(
        [0, 128],
        [28, 126, 42, 116, 46, 98],
        [76, 102, 104, 112, 116, 148],
        [136, 176, 134, 206, 132, 216],
        [150, 250, 146, 276, 142, 286],
        [154, 312, 150, 334, 146, 346],
        [112, 350],
        [104, 310, 100, 270, 92, 232],
        [100, 260, 100, 280, 96, 292],
        [102, 316, 102, 340, 96, 366],
        [60, 374, 30, 374, 0, 374],
      ),
    },
    {
      paint: 'line',
      strokes: strokes(
        closed([0, 176], [40, 184, 66, 182, 88, 176]),
        closed([0, 226], [40, 236, 66, 236, 92, 230]),
        closed([0, 276], [40, 287, 66, 287, 97, 282]),
        closed([0, 326], [40, 337, 66, 337, 98, 330]),
        closed([90, 168], [106, 168, 120, 164, 126, 158]),
        closed([98, 232], [116, 232, 130, 226, 135, 218]),
        closed([106, 292], [124, 292, 138, 290, 143, 284]),
        closed([88, 120], [92, 160, 90, 200, 92, 236]),
      ),
    },
    { paint: 'deep', path: 'M197 118h6v256h-6z' },
    { paint: 'metal', path: 'M197 136h6v14h-6z' },
  ],
  dress: [
    { paint: 'deep', half: closed([0, 96], [24, 96], [40, 92], [40, 126, 24, 150, 0, 152]) },
    {
      paint: 'base',
      half: closed(
        [0, 146],
        [24, 144, 36, 124, 40, 90],
        [66, 94],
        [76, 110, 92, 126, 98, 160],
        [80, 168],
        [72, 158, 70, 156, 68, 154],
        [68, 190, 56, 208, 52, 226],
        [66, 290, 96, 370, 122, 428],
        [80, 446, 36, 448, 0, 448],
      ),
    },
    { paint: 'deep', half: closed([0, 222], [30, 222, 44, 220, 53, 218], [52, 234], [40, 237, 28, 238, 0, 238]) },
    {
      paint: 'line',
      strokes: strokes(
        closed([14, 240], [22, 310, 30, 380, 36, 440]),
        closed([34, 238], [48, 300, 68, 370, 84, 430]),
        closed([66, 96], [66, 120, 68, 140, 68, 156]),
      ),
    },
  ],
  qipao: [
    {
      paint: 'base',
      half: closed(
        [0, 84],
        [18, 78, 28, 80, 30, 84],
        [36, 102],
        [78, 112],
        [94, 122, 100, 140, 102, 166],
        [78, 172],
        [74, 200, 56, 214, 54, 236],
        [62, 270, 78, 300, 80, 350],
        [80, 380, 80, 410, 78, 440],
        [40, 448, 20, 448, 0, 448],
      ),
    },
    { paint: 'deep', half: closed([0, 84], [18, 78, 28, 80, 30, 84], [35, 104], [20, 108, 10, 114, 0, 120], [0, 120]) },
    { paint: 'stitch', path: 'M200 122C214 140 246 150 276 172M120 350l2 92M280 350l-2 92' },
    { paint: 'stitch', path: 'M196 118c-6-6-6 6 0 2c6 6 8-4 2-2M226 146c-6-6-6 6 0 2c6 6 8-4 2-2M254 160c-6-6-6 6 0 2c6 6 8-4 2-2' },
    { paint: 'line', strokes: strokes(closed([54, 236], [40, 244, 26, 246, 20, 246]), closed([78, 112], [84, 140, 82, 160, 78, 174])) },
  ],
  trousers: [
    { paint: 'base', half: closed([0, 84], [66, 84], [74, 170, 92, 320, 98, 440], [20, 444], [14, 360, 6, 270, 0, 196]) },
    { paint: 'deep', half: closed([0, 84], [66, 84], [68, 106], [0, 108], [0, 84]) },
    { paint: 'line', strokes: strokes(closed([32, 110], [44, 220, 54, 340, 58, 440]), closed([64, 112], [60, 130, 54, 146, 46, 160])) },
    { paint: 'line', path: 'M200 108V196' },
  ],
  jeans: [
    { paint: 'base', half: closed([0, 84], [64, 84], [74, 150, 78, 200, 78, 260], [78, 330, 76, 390, 74, 442], [18, 444], [16, 360, 8, 270, 0, 200]) },
    { paint: 'deep', half: closed([0, 84], [64, 84], [66, 104], [0, 106], [0, 84]) },
    {
      paint: 'stitch',
      strokes: strokes(closed([26, 106], [28, 132, 44, 142, 72, 138]), closed([70, 160], [73, 250, 72, 350, 68, 438]), closed([20, 432], [74, 430])),
    },
    { paint: 'stitch', path: 'M200 106V198M206 108c4 40 2 60-6 76' },
    { paint: 'metal', path: 'M195 95a5 5 0 1 0 10 0a5 5 0 1 0-10 0' },
  ],
  shorts: [
    { paint: 'base', half: closed([0, 132], [70, 132], [80, 190, 98, 280, 106, 350], [26, 366], [18, 320, 6, 280, 0, 246]) },
    { paint: 'deep', half: closed([0, 132], [70, 132], [73, 156], [0, 158], [0, 132]) },
    {
      paint: 'line',
      strokes: strokes(
        closed([66, 160], [64, 184, 56, 198, 46, 208]),
        closed([104, 338], [26, 353]),
        closed([20, 134], [20, 156]),
        closed([42, 134], [42, 156]),
      ),
    },
    { paint: 'stitch', path: 'M192 158c-8 22-8 36-10 50M208 158c8 22 6 34 12 52M200 158V246' },
  ],
  skirt: [
    { paint: 'base', half: closed([0, 104], [56, 104], [70, 190, 106, 320, 134, 408], [90, 426, 44, 430, 0, 430]) },
    { paint: 'deep', half: closed([0, 104], [56, 104], [59, 126], [0, 128], [0, 104]) },
    {
      paint: 'line',
      strokes: strokes(
        closed([8, 128], [10, 230, 14, 340, 18, 430]),
        closed([22, 128], [32, 230, 46, 340, 56, 426]),
        closed([36, 128], [52, 230, 76, 340, 94, 420]),
        closed([48, 127], [68, 220, 100, 330, 122, 412]),
      ),
    },
  ],
  pyjamas: [
    insideNeck,
    { paint: 'base', half: shirtBody },
    { paint: 'deep', half: closed([0, 196], [22, 150], [26, 98], [44, 94], [60, 128], [44, 138], [0, 196]) },
    { paint: 'stitch', path: 'M200 196V384M226 216h42v40h-42z' },
    {
      paint: 'stitch',
      strokes: strokes(
        closed([26, 98], [22, 150], [0, 196]),
        closed([44, 94], [60, 128], [44, 138], [0, 196]),
        closed([137, 314], [108, 321]),
        closed([93, 366], [62, 384, 30, 380, 0, 378]),
      ),
    },
    buttons(226, 360, 44, -12),
    { paint: 'line', strokes: sleeveSeams },
  ],
  scarf: [
    { paint: 'deep', half: closed([0, 110], [60, 104, 92, 124, 88, 158], [70, 190, 30, 200, 0, 200]) },
    { paint: 'base', path: 'M140 176C150 250 142 330 146 418L206 418C202 340 214 260 208 190Z' },
    { paint: 'base', path: 'M196 190C222 250 226 310 232 386L290 378C284 300 272 230 250 172Z' },
    { paint: 'base', half: closed([0, 148], [44, 146, 74, 140, 88, 128], [100, 160, 76, 196, 44, 206], [24, 212, 10, 212, 0, 212]) },
    { paint: 'line', strokes: strokes(closed([86, 142], [66, 166, 30, 172, 0, 172]), closed([84, 162], [62, 188, 30, 194, 0, 194])) },
    { paint: 'line', path: 'M164 214C168 280 162 350 166 416M188 214C190 290 184 350 186 416M234 212C250 270 256 330 260 380' },
    {
      paint: 'stitch',
      path: 'M150 420v18M160 420v18M170 420v18M180 420v18M190 420v18M200 420v18M238 388l2 18M250 386l2 18M262 384l2 18M274 382l2 18M286 380l2 18',
    },
  ],
  bag: [
    { paint: 'deep', path: 'M150 210C150 60 250 60 250 210H236C236 84 164 84 164 210Z' },
    { paint: 'base', half: closed([0, 200], [104, 200], [112, 416], [104, 426, 60, 430, 0, 430]) },
    { paint: 'pale', path: 'M150 186C148 70 252 70 250 186V262H236V186C236 92 164 92 164 186V262H150Z' },
    { paint: 'stitch', path: 'M98 222H302M153 196v60M161 196v60M239 196v60M247 196v60' },
    { paint: 'line', path: 'M92 396H308' },
  ],
  belt: [
    {
      paint: 'base',
      path: 'M200 150C290 150 330 200 330 256S290 362 200 362S70 312 70 256S110 150 200 150ZM200 190C140 190 108 222 108 256S140 322 200 322S292 290 292 256S260 190 200 190Z',
    },
    { paint: 'deep', path: 'M200 322C260 322 292 290 292 256L330 256C330 312 290 362 200 362C110 362 70 312 70 256H78C80 300 120 350 200 350Z' },
    { paint: 'stitch', path: 'M200 157C286 157 322 204 322 256S286 355 200 355S78 308 78 256S114 157 200 157' },
    {
      paint: 'metal',
      path: 'M150 312h70a12 12 0 0 1 12 12v42a12 12 0 0 1-12 12h-70a12 12 0 0 1-12-12v-42a12 12 0 0 1 12-12zM156 326a6 6 0 0 0-6 6v26a6 6 0 0 0 6 6h58a6 6 0 0 0 6-6v-26a6 6 0 0 0-6-6z',
    },
    { paint: 'metal', path: 'M196 340h30v10h-30z' },
  ],
  hat: [
    { paint: 'pale', path: 'M172 122a28 28 0 1 0 56 0a28 28 0 1 0-56 0' },
    { paint: 'base', half: closed([0, 136], [76, 136, 112, 196, 114, 308], [60, 320, 30, 322, 0, 322]) },
    {
      paint: 'line',
      strokes: strokes(closed([12, 140], [22, 200, 24, 260, 24, 300]), closed([36, 146], [60, 200, 66, 260, 68, 300]), closed([0, 138], [0, 300])),
    },
    { paint: 'deep', half: closed([0, 300], [60, 298, 100, 290, 120, 284], [126, 310, 126, 340, 122, 360], [80, 372, 40, 376, 0, 376]) },
    {
      paint: 'line',
      strokes: strokes(closed([14, 302], [15, 374]), closed([42, 300], [44, 372]), closed([70, 298], [73, 368]), closed([98, 292], [102, 364])),
    },
  ],
  shoes: [
    { paint: 'base', path: 'M64 352C62 310 78 268 92 214C120 234 150 232 176 206C196 252 226 284 268 300C314 312 346 322 348 352Z' },
    { paint: 'deep', path: 'M92 214C120 234 150 232 176 206L182 220C154 250 118 252 87 234Z' },
    { paint: 'pale', path: 'M276 303C318 312 346 324 348 352H300C304 330 294 314 276 303Z' },
    { paint: 'sole', path: 'M56 350H354C358 372 350 382 338 382H74C60 382 54 370 56 350Z' },
    { paint: 'stitch', path: 'M188 236l28-12M200 256l28-14M216 272l28-16M234 286l26-16M84 300C120 312 170 316 214 342' },
    { paint: 'line', path: 'M58 366H352' },
  ],
  socks: [
    { paint: 'base', path: 'M120 110H190V290C190 320 204 330 236 346C262 360 252 396 220 396H176C134 396 120 370 120 330Z' },
    { paint: 'deep', path: 'M120 110H190V142H120Z' },
    { paint: 'line', path: 'M122 160H190M122 330C150 316 170 330 176 394' },
  ],
  gloves: [
    {
      paint: 'base',
      path: 'M140 410V300C120 270 96 240 90 212C86 194 108 188 118 204L144 244V120C144 100 170 100 172 120L176 210V96C178 78 202 78 204 96V210L214 106C216 90 240 92 240 110L236 222L252 150C258 136 278 140 276 158L258 300V410Z',
    },
    { paint: 'deep', path: 'M138 372H260V420H138Z' },
    { paint: 'line', path: 'M160 374v44M184 374v44M208 374v44M234 374v44' },
  ],
  boots: [
    { paint: 'base', path: 'M130 96H224V290C240 310 300 316 316 344V372H126Z' },
    { paint: 'deep', path: 'M130 96H224V124H130Z' },
    { paint: 'sole', path: 'M122 370H320V394H226L214 404H122Z' },
    { paint: 'line', path: 'M178 124V250M224 290C206 300 196 318 194 368' },
  ],
};
