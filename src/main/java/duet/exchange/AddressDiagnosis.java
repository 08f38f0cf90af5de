package duet.exchange;

import duet.agent.Cause;
import duet.exchange.AddressProbe.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** What a probe of a side's address from here adds to a diagnosis. */
final class AddressDiagnosis {

  private static final Set<Cause> ABOUT_THE_ADDRESS =
      Set.of(
          Cause.ADDRESS_REFUSED,
          Cause.ADDRESS_UNREACHABLE,
          Cause.ADDRESS_NOT_RESOLVED,
          Cause.ADDRESS_NOT_ANSWERING,
          Cause.ADDRESS_NO_AGENT,
          Cause.ADDRESS_TLS,
          Cause.MEDIATOR_NOT_REACHED,
          Cause.MEDIATOR_REFUSED,
          Cause.NOT_PICKED_UP,
          Cause.REQUEST_NOT_SEEN,
          Cause.CREDENTIAL_REQUEST_NOT_SEEN,
          Cause.PRESENTATION_NOT_SEEN,
          Cause.PEER_SILENT,
          Cause.NOT_SENT,
          Cause.NOT_MOVING,
          Cause.RETRIES_USED_UP,
          Cause.STILL_UNDERWAY);

  /** Those whose side at fault is the one that sends to the address. */
  private static final Set<Cause> OF_THE_SENDER =
      Set.of(Cause.NOT_SENT, Cause.NOT_MOVING, Cause.RETRIES_USED_UP);

  private AddressDiagnosis() {}

  /** A loopback address that answers us but refuses its peer leads the peer to itself. */
  static Diagnosis of(Diagnosis diagnosis, DidCommAddress address, AddressProbe probe) {
    var owner = address.owner();
    var other = OF_THE_SENDER.contains(diagnosis.cause()) ? owner : owner.other();
    boolean doubted =
        ABOUT_THE_ADDRESS.contains(diagnosis.cause())
            && !diagnosis.side().equals(Optional.of(other));
    if (!doubted) {
      return diagnosis;
    }
    var evidence = new ArrayList<>(diagnosis.evidence());
    evidence.add(
        address.url().map(URI::getAuthority).orElse("")
            + " "
            + description(probe, diagnosis.cause()));
    var cause = cause(diagnosis.cause(), address, probe.finding());
    var side = cause == diagnosis.cause() ? diagnosis.side() : Optional.of(owner);
    return new Diagnosis(cause, side, evidence);
  }

  /** What is found from here counts where the agent itself didn't find anything out. */
  private static Cause cause(Cause cause, DidCommAddress address, Finding found) {
    return switch (cause) {
      case ADDRESS_REFUSED ->
          found.reached()
              ? address.loopback() ? Cause.ADDRESS_LOCALHOST : Cause.ADDRESS_REACHED_FROM_HERE
              : cause;
      case ADDRESS_UNREACHABLE ->
          switch (found) {
            case ANSWERS, NO_AGENT -> Cause.ADDRESS_REACHED_FROM_HERE;
            case NO_TLS -> Cause.ADDRESS_TLS;
            case MUTE -> Cause.ADDRESS_NOT_ANSWERING;
            default -> cause;
          };
      case NOT_SENT, ADDRESS_NOT_ANSWERING ->
          found == Finding.NO_TLS
              ? Cause.ADDRESS_TLS
              : found == Finding.NO_AGENT ? Cause.ADDRESS_NO_AGENT : cause;
      case ADDRESS_NO_AGENT -> found == Finding.NO_TLS ? Cause.ADDRESS_TLS : cause;
      case NOT_PICKED_UP -> found == Finding.NO_AGENT ? Cause.MEDIATOR_REFUSED : cause;
      case PEER_SILENT, REQUEST_NOT_SEEN, CREDENTIAL_REQUEST_NOT_SEEN, PRESENTATION_NOT_SEEN ->
          found == Finding.NO_AGENT ? Cause.ADDRESS_NO_AGENT : cause;
      default -> cause;
    };
  }

  /** Containers may know each other by names that do not resolve on this machine. */
  private static String description(AddressProbe probe, Cause cause) {
    return probe.finding() == Finding.NOT_RESOLVED && cause != Cause.ADDRESS_NOT_RESOLVED
        ? probe.description() + ", though it may where the agents run"
        : probe.description();
  }
}
