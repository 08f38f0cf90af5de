package duet.junit;

import duet.exchange.RunningExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which tests use a pair at the moment, and the exchanges that each began. */
final class RunningTests {

  private final Map<String, RunningTest> tests = new ConcurrentHashMap<>();

  /** To be called on the thread that runs the test. */
  void begin(String id) {
    tests.put(id, new RunningTest(Thread.currentThread(), new CopyOnWriteArrayList<>()));
  }

  void end(String id) {
    tests.remove(id);
  }

  /** In the order in which they began. */
  List<RunningExchange<?>> exchanges(String id) {
    var test = tests.get(id);
    return test == null ? List.of() : List.copyOf(test.exchanges());
  }

  /**
   * Counts an exchange to the test of the current thread, else to the only one that runs; on
   * another thread beside several tests it can't be told whose it is.
   */
  void add(RunningExchange<?> exchange) {
    var running = new ArrayList<>(tests.values());
    running.stream()
        .filter(test -> running.size() == 1 || test.thread() == Thread.currentThread())
        .findFirst()
        .ifPresent(test -> test.exchanges().add(exchange));
  }

  private record RunningTest(Thread thread, List<RunningExchange<?>> exchanges) {}
}
