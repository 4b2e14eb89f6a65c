import { expect, it } from 'vitest';
import { mediaKind } from './media-kind.ts';

it.each([
  ['image/jpeg', 'image'],
  ['IMAGE/PNG', 'image'],
  ['image/svg+xml', 'image'],
  ['audio/ogg; codecs=opus', 'audio'],
  ['application/ogg', 'audio'],
  ['video/mp4', 'video'],
  ['application/mp4', 'video'],
  ['application/pdf', 'file'],
  ['imagery', 'file'],
  ['text/plain', 'file'],
  ['', 'file'],
  [undefined, 'file'],
])('%s is of the kind %s', (mime, kind) => expect(mediaKind(mime)).toBe(kind));
