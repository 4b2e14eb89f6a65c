/** What happens when, the earliest first. */
export interface Event {
  at: number;
  run(): void;
}

export class Heap {
  readonly #events: Event[] = [];

  add(at: number, run: () => void): void {
    const events = this.#events;
    const event = { at, run };
    let place = events.push(event) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = events[above];
      if (!other || other.at <= at) break;
      events[place] = other;
      place = above;
    }
    events[place] = event;
  }

  /** Takes the earliest out; undefined when there is none. */
  take(): Event | undefined {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (!first || !last || events.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const below = (events[left + 1]?.at ?? Number.POSITIVE_INFINITY) < (events[left]?.at ?? Number.POSITIVE_INFINITY) ? left + 1 : left;
      const other = events[below];
      if (!other || other.at >= last.at) break;
      events[place] = other;
      place = below;
    }
    events[place] = last;
    return first;
  }
}
