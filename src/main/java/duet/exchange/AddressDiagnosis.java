package duet.exchange;

import duet.agent.Cause;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** What a probe of the inviter's address from here adds to a diagnosis. */
final class AddressDiagnosis {

  private static final Set<Cause> ABOUT_THE_ADDRESS =
      Set.of(
          Cause.ADDRESS_REFUSED,
          Cause.ADDRESS_UNREACHABLE,
          Cause.ADDRESS_NOT_RESOLVED,
          Cause.REQUEST_NOT_SEEN,
          Cause.NOT_MOVING,
          Cause.RETRIES_USED_UP,
          Cause.STILL_UNDERWAY);

  private AddressDiagnosis() {}

  /** A loopback address that answers us but refuses the invitee leads the invitee to itself. */
  static Diagnosis of(Diagnosis diagnosis, URI address, AddressProbe probe) {
    boolean doubted =
        ABOUT_THE_ADDRESS.contains(diagnosis.cause())
            && !diagnosis.side().equals(Optional.of(Side.INVITEE));
    if (!doubted) {
      return diagnosis;
    }
    var evidence = new ArrayList<>(diagnosis.evidence());
    evidence.add(address.getAuthority() + " " + description(probe, diagnosis.cause()));
    boolean leadsToItself =
        diagnosis.cause() == Cause.ADDRESS_REFUSED
            && probe == AddressProbe.ANSWERS
            && new DidCommAddress(Side.INVITER, address.toString()).loopback();
    return new Diagnosis(
        leadsToItself ? Cause.ADDRESS_LOCALHOST : diagnosis.cause(), diagnosis.side(), evidence);
  }

  /** Containers may know each other by names that do not resolve on this machine. */
  private static String description(AddressProbe probe, Cause cause) {
    return probe == AddressProbe.NOT_RESOLVED && cause != Cause.ADDRESS_NOT_RESOLVED
        ? probe.description() + ", though it may where the agents run"
        : probe.description();
  }
}
