package duet.exchange;

import duet.agent.Cause;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** What a look at the inviter's address from here adds to a diagnosis. */
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

  /** An address on localhost that answers us but not the invitee leads it to itself. */
  static Diagnosis of(Diagnosis diagnosis, URI address, AddressProbe probe) {
    boolean doubted =
        ABOUT_THE_ADDRESS.contains(diagnosis.cause())
            && !diagnosis.side().equals(Optional.of(Side.INVITEE));
    if (!doubted) {
      return diagnosis;
    }
    var evidence = new ArrayList<>(diagnosis.evidence());
    evidence.add(address.getAuthority() + " " + words(probe, diagnosis.cause()));
    boolean leadsToItself =
        diagnosis.cause() == Cause.ADDRESS_REFUSED
            && probe == AddressProbe.ANSWERS
            && new DidCommAddress(Side.INVITER, address.toString()).loopback();
    return new Diagnosis(
        leadsToItself ? Cause.ADDRESS_LOCALHOST : diagnosis.cause(), diagnosis.side(), evidence);
  }

  /** Containers have names for each other that this machine needn't know. */
  private static String words(AddressProbe probe, Cause cause) {
    return probe == AddressProbe.NOT_RESOLVED && cause != Cause.ADDRESS_NOT_RESOLVED
        ? probe.words() + ", though it may where the agents run"
        : probe.words();
  }
}
