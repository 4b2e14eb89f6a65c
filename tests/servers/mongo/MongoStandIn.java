import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * A MongoDB-compatible server for tests, on 127.0.0.1: {@code MongoStandIn PORT FILE}.
 * Every write is in FILE before it is answered, so that killing this process loses nothing that was acknowledged.
 * It ends when its standard input does, and so never outlives the test that started it.
 */
public class MongoStandIn {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify", "createIndexes", "dropIndexes", "create", "drop", "dropDatabase");

  /** The library names an older version than today's drivers accept. */
  private static final MongoVersion MONGODB_4_4 = new MongoVersion() {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(4, 4, 0);
    }

    @Override
    public int getWireVersion() {
      return 9;
    }
  };

  private static class DurableBackend extends H2Backend {
    DurableBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      String command = message.getDocument().keySet().iterator().next();
      if (WRITES.contains(command)) {
        commit();
      }
      return answer;
    }
  }

  public static void main(String[] arguments) throws Exception {
    MVStore store = new MVStore.Builder().fileName(arguments[1]).autoCommitDisabled().open();
    DurableBackend backend = new DurableBackend(store);
    backend.version(MONGODB_4_4);
    MongoServer server = new MongoServer(backend);
    server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Nothing is said to it; only the end of the input counts.
    }
    server.shutdownNow();
    System.exit(0);
  }
}
