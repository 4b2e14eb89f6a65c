import type { Silhouette } from '../seed/product-table.ts';
import { garments, type Layer } from './garments.ts';
import { type GoodsShape, goodsShapes } from './goods-shapes.ts';
import { bothSides, outline } from './outline.ts';

export type Pattern = 'stripes' | 'flowers' | 'cables';

const shapes: Readonly<Record<Silhouette | GoodsShape, readonly Layer[]>> = { ...garments, ...goodsShapes };

/** Draws a picture of a garment or other goods as SVG, 400 x 500, the garment in the middle square: it may be cropped to 400 x 400. Pure. */
export function drawPicture(silhouette: Silhouette | GoodsShape, paint: string, pattern?: Pattern): string {
  const bright = lightness(paint);
  const deep = mix(paint, '#1c120c', bright > 0.75 ? 0.14 : 0.3);
  const pale = mix(paint, '#ffffff', bright > 0.75 ? 0.6 : 0.22);
  const seam = mix(paint, bright < 0.25 ? '#ffffff' : '#1c120c', bright < 0.25 ? 0.3 : 0.36);
  const wall = mix(bright > 0.8 ? '#c9a98a' : paint, '#f7f0e6', 0.84);
  const moon = mix(bright > 0.8 ? '#c9a98a' : paint, '#f7f0e6', 0.68);
  const fills: Record<Layer['paint'], string> = { base: 'url(#cloth)', deep, pale, line: 'none', stitch: 'none', metal: '#c9a45c', sole: '#f4efe6' };
  const shape = (layer: Layer): string => {
    const d = (layer.half ? outline(layer.half) : '') + (layer.strokes ? bothSides(layer.strokes) : '') + (layer.path ?? '');
    if (layer.paint === 'line') return `<path d="${d}" fill="none" stroke="${seam}" stroke-width="2" stroke-opacity=".6"/>`;
    if (layer.paint === 'stitch') return `<path d="${d}" fill="none" stroke="${bright > 0.7 ? '#b9a184' : '#f0dcb8'}" stroke-width="2.4" stroke-opacity=".9"/>`;
    const edge = layer.paint === 'sole' || bright > 0.8 ? `stroke="${mix(deep, '#8a745e', 0.4)}" stroke-width="1.6"` : `stroke="${deep}" stroke-width="1"`;
    const cloth = `<path d="${d}" fill="${fills[layer.paint]}" fill-rule="evenodd" ${edge}/>`;
    if (layer.paint !== 'base') return cloth;
    return `${cloth}${pattern ? `<path d="${d}" fill="url(#${pattern})" fill-rule="evenodd"/>` : ''}<path d="${d}" fill="url(#shade)" fill-rule="evenodd"/>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="800" height="1000" stroke-linejoin="round" stroke-linecap="round"><defs>
<linearGradient id="wall" x2="0" y2="1"><stop stop-color="${mix(wall, '#ffffff', 0.35)}"/><stop offset="1" stop-color="${wall}"/></linearGradient>
<linearGradient id="cloth" x2=".35" y2="1"><stop stop-color="${mix(paint, '#ffffff', 0.16)}"/><stop offset=".55" stop-color="${paint}"/><stop offset="1" stop-color="${mix(paint, '#1c120c', 0.1)}"/></linearGradient>
<linearGradient id="shade"><stop stop-color="#fff" stop-opacity=".16"/><stop offset=".38" stop-color="#fff" stop-opacity="0"/><stop offset=".64" stop-color="#1c120c" stop-opacity="0"/><stop offset="1" stop-color="#1c120c" stop-opacity=".2"/></linearGradient>
<filter id="soft" x="-50%" y="-200%" width="200%" height="500%"><feGaussianBlur stdDeviation="9"/></filter>
${pattern ? patternOf(pattern, paint, bright) : ''}</defs>
<path fill="url(#wall)" d="M0 0h400v500H0z"/><circle cx="200" cy="244" r="176" fill="${moon}"/><circle cx="200" cy="244" r="187" fill="none" stroke="${moon}" stroke-width="1.5"/>
<ellipse cx="200" cy="${silhouette === 'shoes' ? 388 : 454}" rx="104" ry="9" fill="#2b1a10" opacity=".22" filter="url(#soft)"/>
${shapes[silhouette].map(shape).join('\n')}</svg>`;
}

function patternOf(pattern: Pattern, paint: string, bright: number): string {
  const ink = mix(paint, bright > 0.6 ? '#7a1f28' : '#ffffff', 0.62);
  const marks: Record<Pattern, string> = {
    stripes: `<pattern id="stripes" width="20" height="22" patternUnits="userSpaceOnUse"><path d="M0 0h20v11H0z" fill="#f8f3ea"/></pattern>`,
    flowers: `<pattern id="flowers" width="46" height="46" patternUnits="userSpaceOnUse"><g fill="${ink}"><circle cx="12" cy="8" r="4"/><circle cx="17" cy="12" r="4"/><circle cx="15" cy="18" r="4"/><circle cx="8" cy="18" r="4"/><circle cx="7" cy="12" r="4"/><circle cx="36" cy="34" r="2.6"/><circle cx="39" cy="37" r="2.6"/><circle cx="36" cy="40" r="2.6"/><circle cx="33" cy="37" r="2.6"/></g><circle cx="12" cy="13" r="3" fill="#f2c766"/><path d="M20 22c4 2 6 6 6 10M34 42c-4-2-8-1-10 2" stroke="#7f9a6e" stroke-width="2" fill="none"/></pattern>`,
    cables: `<pattern id="cables" width="46" height="34" patternUnits="userSpaceOnUse"><path d="M14 0c0 12 16 8 16 17s-16 5-16 17M30 0c0 12-16 8-16 17s16 5 16 17M2 0v34M6 0v34M40 0v34" fill="none" stroke="${mix(paint, '#1c120c', 0.22)}" stroke-width="2.2"/></pattern>`,
  };
  return marks[pattern];
}

/** `share` of the second colour in the first; both `#rrggbb`. */
function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a
    .map((value, i) =>
      Math.round(value + ((b[i] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function lightness(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
