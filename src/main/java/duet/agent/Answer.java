package duet.agent;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * What an agent answered to a call, in which required fields may be missing.
 *
 * @param body null if it was empty
 */
record Answer<B>(AgentAddress agent, String step, URI target, B body) {

  /** Fails if there is no body. */
  B body(String what) {
    if (body == null) {
      throw garbage("an empty response instead of " + what);
    }
    return body;
  }

  /** Fails if a field is missing or empty. */
  String required(String what, String field, String value) {
    if (value == null || value.isEmpty()) {
      throw garbage(what + " without '" + field + "'");
    }
    return value;
  }

  /** Reads each item of a page, of which this is the answer. */
  <I, T> List<T> page(Function<B, List<I>> contents, Function<Answer<I>, T> reading) {
    var items = body == null ? null : contents.apply(body);
    if (items == null) {
      throw garbage("a response without 'contents'");
    }
    return items.stream()
        .map(item -> reading.apply(new Answer<>(agent, step, target, item)))
        .toList();
  }

  AgentException garbage(String seen) {
    return new AgentException(agent, step, target, Cause.NOT_AN_AGENT, seen, null);
  }
}
