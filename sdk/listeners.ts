export interface Listeners<Events extends Record<keyof Events, unknown[]>> {
  /** Hears of what happens from now on. Returns what ends that. */
  on<Name extends keyof Events>(name: Name, heard: (...what: Events[Name]) => void): () => void;
  tell<Name extends keyof Events>(name: Name, ...what: Events[Name]): void;
}

/** Creates listeners by name. One that throws does not keep the others, or what comes after, from being heard. */
export function createListeners<Events extends Record<keyof Events, unknown[]>>(onProblem: (error: unknown) => void): Listeners<Events> {
  const all: { [Name in keyof Events]?: Set<(...what: Events[Name]) => void> } = {};
  return {
    on(name, heard) {
      const here = all[name] ?? new Set();
      all[name] = here.add(heard);
      return () => void here.delete(heard);
    },
    tell(name, ...what) {
      for (const heard of all[name] ?? []) {
        try {
          heard(...what);
        } catch (error) {
          if (name !== 'problem') onProblem(error);
        }
      }
    },
  };
}
