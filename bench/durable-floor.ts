/**
 * What keeping a conversation costs at the least: the floor by hand, with its state, its messages and what it has seen in SQLite. It promises what
 * the program promises of a message (stored before it is acknowledged, once, in order, sent again after a crash) and nothing else: five
 * statements on three tables, written for this one conversation, commits shared as the program shares them.
 */
import { openDriver } from '../src/store/sqlite/driver.ts';
import { groupCommit } from '../src/store/sqlite/group-commit.ts';

export interface Kept<State> {
  /** False: this message was here before. Resolves when it is on disk. */
  take(id: string, user: string, text: string): Promise<boolean>;
  /** Keeps the state and what is to be sent, in one write; the answer is the rows' ids. */
  keep(user: string, state: State, texts: readonly string[]): Promise<number[]>;
  sent(row: number, ref: string): Promise<void>;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768;
  CREATE TABLE seen (id TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;
  CREATE TABLE state (user TEXT PRIMARY KEY, doc TEXT, turn INTEGER) WITHOUT ROWID;
  CREATE TABLE message (id INTEGER PRIMARY KEY, user TEXT, direction TEXT, text TEXT, status TEXT, ref TEXT, at INTEGER);
  CREATE INDEX of_user ON message (user, id);
  CREATE INDEX unsent ON message (status) WHERE status = 'queued';
  CREATE INDEX by_ref ON message (ref) WHERE ref IS NOT NULL;
`;

export async function keepIn<State>(file: string): Promise<Kept<State>> {
  const db = await openDriver(file);
  db.exec(schema);
  const group = groupCommit(db, { committed() {}, rolledBack() {} });
  const see = db.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)');
  const heard = db.prepare("INSERT INTO message (id, user, direction, text, status, at) VALUES (?, ?, 'in', ?, 'received', ?)");
  const say = db.prepare("INSERT INTO message (id, user, direction, text, status, at) VALUES (?, ?, 'out', ?, 'queued', ?)");
  const remember = db.prepare('INSERT INTO state VALUES (?, ?, 1) ON CONFLICT (user) DO UPDATE SET doc = excluded.doc, turn = turn + 1');
  const mark = db.prepare("UPDATE message SET status = 'sent', ref = ? WHERE id = ?");
  let last = 0;
  const next = () => ++last;
  return {
    take: (id, user, text) =>
      group.add(() => {
        if (see.run([id, Date.now()]) === 0) return false;
        heard.run([next(), user, text, Date.now()]);
        return true;
      }),
    keep(user, state, texts) {
      const doc = JSON.stringify(state);
      return group.add(() => {
        remember.run([user, doc]);
        return texts.map((text) => {
          const id = next();
          say.run([id, user, text, Date.now()]);
          return id;
        });
      });
    },
    sent: (row, ref) => group.add(() => void mark.run([ref, row])),
    close() {
      group.flush();
      db.close();
    },
  };
}
