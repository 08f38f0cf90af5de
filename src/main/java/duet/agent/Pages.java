package duet.agent;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads lists page by page, also from agents that ignore paging. */
final class Pages {

  private static final int PAGE = 100;

  private Pages() {}

  /**
   * Passes on each record, none twice.
   *
   * @param most how many to ask for; an agent may send more
   * @param list of an offset and a count
   */
  static <R extends AgentRecord> void forEach(
      int most,
      BiFunction<Integer, Integer, CompletableFuture<List<R>>> list,
      Consumer<R> consumer) {
    forEach(most, list, AgentRecord::id, consumer);
  }

  /**
   * @param id what tells one from another
   */
  static <R> void forEach(
      int most,
      BiFunction<Integer, Integer, CompletableFuture<List<R>>> list,
      Function<R, String> id,
      Consumer<R> consumer) {
    var seen = new HashSet<String>();
    boolean more = true;
    while (more && seen.size() < most) {
      int before = seen.size();
      int asked = Math.min(PAGE, most - before);
      List<R> page = RestClient.await(list.apply(before, asked));
      page.stream().filter(one -> seen.add(id.apply(one))).forEach(consumer);
      more = page.size() == asked && seen.size() > before;
    }
  }
}
