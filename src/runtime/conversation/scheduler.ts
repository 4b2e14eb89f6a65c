/** Gives turns to conversations: a limited number at once, each in its order of asking, one turn before the next one's second. */
export interface Actor {
  /** Works once; true: there is more to do now. Never rejects. */
  step(): Promise<boolean>;
  /** Called when the actor has nothing to do for now. */
  rested(): void;
  scheduled: 'no' | 'waiting' | 'working' | 'again';
}

/** Turns in a row, ms; then sockets and timers are served. A turn that waits for nothing else would hold them up until all are done. */
const sliceMs = 8;

export class Scheduler {
  readonly #most: number;
  readonly #now: () => number;
  /** End of the slice that is going on; undefined when none is. */
  #until: number | undefined;
  #ready: Actor[] = [];
  #head = 0;
  #working = 0;
  #stopped = false;
  #watchers: { most: number; resolve: () => void }[] = [];

  /** `now`: ms of a clock that only goes forward. */
  constructor(most: number, now = () => performance.now()) {
    this.#most = most;
    this.#now = now;
  }

  get working(): number {
    return this.#working;
  }

  /** Notes that the actor has something to do. */
  wake(actor: Actor): void {
    if (actor.scheduled === 'working') actor.scheduled = 'again';
    if (actor.scheduled !== 'no') return;
    actor.scheduled = 'waiting';
    this.#ready.push(actor);
    this.#pump();
  }

  /** Begins no more turns. */
  stop(): void {
    this.#stopped = true;
    this.#tell();
  }

  /** Resolves when fewer than `most` turns are at work or in line, and when no more are begun. */
  below(most: number): Promise<void> {
    if (this.#isBelow(most)) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push({ most, resolve }));
  }

  #isBelow(most: number): boolean {
    return this.#stopped || this.#working + this.#ready.length - this.#head < most;
  }

  #tell(): void {
    if (this.#watchers.length === 0) return;
    const told = this.#watchers.filter(({ most }) => this.#isBelow(most));
    this.#watchers = this.#watchers.filter((one) => !told.includes(one));
    for (const { resolve } of told) resolve();
  }

  #pump(): void {
    while (!this.#stopped && this.#working < this.#most && this.#head < this.#ready.length) {
      if (this.#othersFirst()) return;
      const actor = this.#ready[this.#head++];
      if (this.#head > 1000) {
        this.#ready = this.#ready.slice(this.#head);
        this.#head = 0;
      }
      if (actor) void this.#work(actor);
    }
  }

  /** Tells whether sockets and timers are due; they are served, then turns go on. */
  #othersFirst(): boolean {
    if (this.#until === undefined) {
      this.#until = this.#now() + sliceMs;
      setImmediate(() => {
        this.#until = undefined;
        this.#pump();
      });
    }
    return this.#now() >= this.#until;
  }

  async #work(actor: Actor): Promise<void> {
    this.#working += 1;
    actor.scheduled = 'working';
    const more = await actor.step();
    this.#working -= 1;
    const again = more || (actor.scheduled as Actor['scheduled']) === 'again';
    actor.scheduled = 'no';
    if (again) this.wake(actor);
    else actor.rested();
    this.#pump();
    this.#tell();
  }
}
