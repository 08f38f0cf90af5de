package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.RequestSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** The faults of one agent, put around its parts. */
public final class Faults {

  private final List<Fault> faults;
  private final List<UnknownState> unknown = new ArrayList<>();
  private final List<SkippedStates> skipped = new ArrayList<>();

  public Faults(List<Fault> faults) {
    this.faults = List.copyOf(faults);
    for (Fault fault : faults) {
      switch (fault.kind()) {
        case UNKNOWN_STATE -> unknown.add(new UnknownState(new OccurrenceCounter(fault)));
        case SKIP_STATES -> skipped.add(new SkippedStates(fault.times()));
        default -> {
          // put around carriers and handlers
        }
      }
    }
  }

  /** What the agent's messages go by. */
  public RequestSender around(RequestSender carrier) {
    RequestSender outer = carrier;
    for (Fault fault : faults) {
      var countdown = new OccurrenceCounter(fault);
      outer =
          switch (fault.kind()) {
            case DELAY -> new DelayedMessages(outer, fault.pause(), countdown);
            case DROP_REQUEST -> new DroppedMessages(outer, "/request", countdown);
            case DROP_RESPONSE -> new DroppedMessages(outer, "/response", countdown);
            case DUPLICATE -> new DuplicatedMessages(outer, countdown);
            case GARBLE -> new CorruptedMessages(outer, countdown);
            default -> outer;
          };
    }
    return outer;
  }

  /**
   * What answers requests.
   *
   * @param message tells DIDComm from REST
   * @param stop ends the agent
   */
  public Handler around(Handler handler, Predicate<Request> message, Runnable stop) {
    Handler outer = handler;
    for (Fault fault : faults) {
      var countdown = new OccurrenceCounter(fault);
      outer =
          switch (fault.kind()) {
            case REFUSE -> new RejectedMessages(outer, message, countdown);
            case SLOW_API -> new SlowApi(outer, message, fault.pause(), countdown);
            case DOWN_AFTER -> new StopAfterAccept(outer, stop, countdown);
            default -> outer;
          };
    }
    return outer;
  }

  /** How much longer than without faults a REST request may take until it is looked at. */
  public Duration slowness() {
    return faults.stream()
        .filter(fault -> fault.kind() == FaultKind.SLOW_API)
        .map(Fault::pause)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How REST shows a connection. */
  public ObjectNode shown(ObjectNode connection) {
    skipped.forEach(fault -> fault.apply(connection));
    unknown.forEach(fault -> fault.apply(connection));
    return connection;
  }

  /** Whether no event may tell of this connection's state. */
  public boolean hides(ObjectNode connection) {
    return skipped.stream().anyMatch(fault -> fault.hides(connection));
  }
}
