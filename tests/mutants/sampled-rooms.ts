/** The rooms whose tests are put to the test: the folders of their sources. What needs a server of its own is not among them. */
export const sampledRooms: Record<string, string> = {
  engine: 'src/engine',
  runtime: 'src/runtime',
  shop: 'src/shop',
  marketing: 'src/marketing',
  store: 'src/store',
};

/** Tests that take minutes, need a server that is slow to start, or start the whole program: too dear to run for each change. */
export const tooSlow = /\.mongo\.test|-fuzz\.test|tests\/(?:contract\/channel|stores\/program)\.test|tests\/(?:mongo|commands|deploy|e2e|chaos|fuzz)\//;

/** The same by what a test imports: the servers of databases, and the program as it is started. */
export const dearImports = /servers\/(?:mongo|redis)|store-kinds|startProgram/;
