package duet.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How some answers are changed on their way.
 *
 * @param line method, path and query of the requests concerned, as a pattern
 * @param lost whether they never reach the agent
 * @param which of those that pass are concerned
 */
record Alteration(
    String line, boolean lost, Predicate<Passing> which, UnaryOperator<Passing> change) {

  static final Alteration NONE = answers("", 0, "");

  /** Answers to these requests come with another status and body. */
  static Alteration answers(String line, int status, String body) {
    return new Alteration(line, false, any -> true, passing -> passing.answered(status, body));
  }

  /** Answers to these requests come with another status. */
  static Alteration status(String line, int status) {
    return new Alteration(
        line, false, any -> true, passing -> passing.answered(status, passing.body()));
  }

  /** These requests get lost, and somebody else answers. */
  static Alteration lost(String line, int status, String body) {
    return new Alteration(line, true, any -> true, passing -> passing.answered(status, body));
  }

  /** Good answers to these requests come with another JSON. */
  static Alteration json(String line, Consumer<ObjectNode> change) {
    return new Alteration(
        line,
        false,
        passing -> passing.status() < 300,
        passing -> {
          var json = passing.json();
          change.accept(json);
          return passing.with(json);
        });
  }

  static Alteration without(String line, String field) {
    return json(line, json -> json.remove(field));
  }

  static Alteration with(String line, String field, String text) {
    return json(line, json -> json.put(field, text));
  }

  /** Only for some of the requests. */
  Alteration where(Predicate<Passing> some) {
    return new Alteration(line, lost, which.and(some), change);
  }

  boolean concerns(String passing) {
    return passing.matches(line);
  }

  Passing apply(Passing passing) {
    return which.test(passing) ? change.apply(passing) : passing;
  }
}
