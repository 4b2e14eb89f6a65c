import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { floorOf } from '../../scripts/docs/house-picture.ts';
import { paths } from '../../scripts/docs/paths.ts';
import { roomOf, rooms } from '../house.ts';

const pages = [
  ['docs/architecture.md', 'docs/architecture.svg'],
  ['docs/architecture.zh-CN.md', 'docs/architecture.zh-CN.svg'],
] as const;

/** Paths of ours that a page names in backticks, without those that hold a placeholder. */
function named(page: string): string[] {
  const all = [...readFileSync(page, 'utf8').matchAll(/`([^`\n]+)`/g)].flatMap(([, text = '']) => text.split(' '));
  return all.filter((path) => /^(src|channels|tests|scripts|bench|flows|deploy|docs|config)\/[\w./-]+$/.test(path) && !/\b(KIND|NAME)\b/.test(path));
}

describe('the architecture pages', () => {
  it.each(pages)('%s: the picture shows every room', (page, picture) => {
    const drawn = [...readFileSync(picture, 'utf8').matchAll(/class="room">([^<]+)</g)].map(([, room]) => room);
    expect(drawn.toSorted()).toEqual(rooms.map(({ room }) => room).toSorted());
    expect(readFileSync(page, 'utf8')).toContain(`](${picture.slice('docs/'.length)})`);
  });

  it('no room uses one of a floor above', () => {
    const wrong = rooms.flatMap(({ room, uses }) => uses.filter((other) => floorOf(other) > floorOf(room)).map((other) => `${room} uses ${other}`));
    expect(wrong).toEqual([]);
  });

  it.each(paths)('$letter. $title.en: each station is a file in a room', ({ stations }) => {
    expect(stations.filter(({ file }) => !existsSync(file) || roomOf(file) === undefined)).toEqual([]);
  });

  it('both languages name the same files', () => {
    const [en, zh] = pages.map(([page]) => named(page));
    expect(zh?.toSorted()).toEqual(en?.toSorted());
  });
});

const decisions = readdirSync('docs/decisions').map((file) => `docs/decisions/${file}`);

it.each([...pages.map(([page]) => page), 'AGENTS.md', 'CONTRIBUTING.md', ...decisions])('%s names files and folders that are there', (page) => {
  expect(named(page).filter((path) => !existsSync(path))).toEqual([]);
});
