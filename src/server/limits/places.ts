/** Places that requests hold while they last. One address gets its share of them, so that it cannot take those of everybody. */
export interface Places {
  /** Takes a place for this address. The answer gives it back, once however often it is called; null when none is free. */
  enter(address: string): (() => void) | null;
}

/** Creates `most` places in all, `each` for an address. */
export function createPlaces(most: number, each: number): Places {
  const held = new Map<string, number>();
  let all = 0;
  const change = (address: string, by: number): void => {
    const now = (held.get(address) ?? 0) + by;
    all += by;
    if (now > 0) held.set(address, now);
    else held.delete(address);
  };
  return {
    enter(address) {
      if (all >= most || (held.get(address) ?? 0) >= each) return null;
      change(address, 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        change(address, -1);
      };
    },
  };
}
