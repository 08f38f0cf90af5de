package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.RequestSender;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** The faults of one agent, wrapped around its parts. */
public final class Faults {

  private final List<Fault> faults;
  private final List<UnknownState> unknown;
  private final List<SkippedStates> skipped;

  public Faults(List<Fault> faults) {
    this.faults = List.copyOf(faults);
    unknown = all(FaultKind.UNKNOWN_STATE, fault -> new UnknownState(new OccurrenceCounter(fault)));
    skipped = all(FaultKind.SKIP_STATES, fault -> new SkippedStates(fault.times()));
  }

  /** Wraps what sends the agent's messages. */
  public RequestSender wrap(RequestSender sender) {
    RequestSender outer = sender;
    for (Fault fault : faults) {
      var counter = new OccurrenceCounter(fault);
      outer =
          switch (fault.kind()) {
            case DELAY -> MessageFaults.delay(outer, fault.delay(), counter);
            case DROP_REQUEST -> MessageFaults.drop(outer, "/request", counter);
            case DROP_RESPONSE -> MessageFaults.drop(outer, "/response", counter);
            case DUPLICATE -> MessageFaults.duplicate(outer, counter);
            case GARBLE -> MessageFaults.corrupt(outer, counter);
            default -> outer;
          };
    }
    return outer;
  }

  /**
   * Wraps what answers requests.
   *
   * @param message whether a request is for DIDComm, not for REST
   * @param stop stops the agent
   */
  public Handler wrap(Handler handler, Predicate<Request> message, Runnable stop) {
    Handler outer = handler;
    for (Fault fault : faults) {
      var counter = new OccurrenceCounter(fault);
      outer =
          switch (fault.kind()) {
            case REFUSE -> new RejectedMessages(outer, message, counter);
            case SLOW_API -> new SlowApi(outer, message, fault.delay(), counter);
            case DOWN_AFTER -> new StopAfterAccept(outer, stop, counter);
            default -> outer;
          };
    }
    return outer;
  }

  /** How much later the handling of a REST request may begin. */
  public Duration restDelay() {
    return all(FaultKind.SLOW_API, Fault::delay).stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Applies the faults to a connection that REST or an event shows. */
  public ObjectNode apply(ObjectNode connection) {
    skipped.forEach(fault -> fault.apply(connection));
    unknown.forEach(fault -> fault.apply(connection));
    return connection;
  }

  /** Whether events about this connection's state are suppressed. */
  public boolean hides(ObjectNode connection) {
    return skipped.stream().anyMatch(fault -> fault.hides(connection));
  }

  private <T> List<T> all(FaultKind kind, Function<Fault, T> effect) {
    return faults.stream().filter(fault -> fault.kind() == kind).map(effect).toList();
  }
}
