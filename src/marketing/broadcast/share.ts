/** Stable shares of people: whoever falls into a share by a name falls into it again. */
import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that is the same for the same name and person, and even over persons. */
export function shareOf(name: string, person: string): number {
  return createHash('sha256').update(`${name}\n${person}`).digest().readUInt32BE(0) / 4_294_967_296;
}
