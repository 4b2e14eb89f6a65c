import { describe, expect, it } from 'vitest';
import { mediaType } from './media-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
  ['image/png', '\x89PNG\r\n\x1a\nrest'],
  ['image/jpeg', '\xff\xd8\xff\xe0'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF\0\0\0\0WEBPVP8 '],
  ['audio/wav', 'RIFF\0\0\0\0WAVEfmt '],
  ['audio/ogg', 'OggS\0'],
  ['audio/mpeg', 'ID3\x04'],
  ['audio/mpeg', '\xff\xfb\x90'],
  ['audio/amr', '#!AMR\n'],
  ['audio/mp4', '\0\0\0\x20ftypM4A '],
  ['video/mp4', '\0\0\0\x20ftypisom'],
  ['video/quicktime', '\0\0\0\x14ftypqt  '],
  ['video/webm', '\x1a\x45\xdf\xa3'],
  ['application/pdf', '%PDF-1.7'],
  [null, '<html><script>alert(1)</script>'],
  [null, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [null, 'RI'],
  [null, ''],
])('recognises %s', (mime, text) => {
  expect(mediaType(bytes(text))?.mime ?? null).toBe(mime);
});

it('believes a claim only where a container holds either', () => {
  expect(mediaType(bytes('\x1a\x45\xdf\xa3'), 'audio/webm;codecs=opus')?.mime).toBe('audio/webm');
  expect(mediaType(bytes('<html>'), 'image/png')).toBeNull();
  expect(mediaType(bytes('%PDF-1.7'), 'audio/mpeg')?.mime).toBe('application/pdf');
});

describe('media by their bytes', () => {
  const cases: [string, string | null][] = [
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF....WEBPVP8 ', 'image/webp'],
    ['RIFF....WAVEfmt ', 'audio/wav'],
    ['....ftypM4A ', 'audio/mp4'],
    ['....ftypisom', 'video/mp4'],
    ['....ftypheic', 'image/heic'],
    ['OggS', 'audio/ogg'],
    ['ID3\x04', 'audio/mpeg'],
    ['\xff\xfb\x90\x44', 'audio/mpeg'],
    ['%PDF-1.7', 'application/pdf'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', null],
    ['<!doctype html>', null],
    ['MZ\x90\x00', null],
    ['PK\x03\x04', null],
    ['', null],
    ['\xff', null],
  ];
  it.each(cases)('%j is %s', (text, mime) => expect(mediaType(Buffer.from(text, 'latin1'))?.mime ?? null).toBe(mime));
});
