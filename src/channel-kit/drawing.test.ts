import { expect, it } from 'vitest';
import { isDrawing } from './drawing.ts';

it.each([
  [{ mime: 'image/svg+xml' }, true],
  [{ mime: 'image/SVG+xml; charset=utf-8' }, true],
  [{ url: 'https://shop.example/logo.svg' }, true],
  [{ url: '/pictures/logo.SVG?v=2' }, true],
  [{ url: '/pictures/logo.svg#top' }, true],
  [{ url: '/pictures/logo.svg.png' }, false],
  [{ url: '/svg/logo.png', mime: 'image/png' }, false],
  [{}, false],
])('%j: %s', (media, is) => expect(isDrawing(media)).toBe(is));
