package duet.exchange;

import duet.agent.Cause;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.text.HttpUrl;
import duet.text.PlaceholderHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a side can be reached, according to its DID.
 *
 * @param owner the side whose address it is
 * @param uri as written in the DID; may be anything
 */
public record DidCommAddress(Side owner, String uri) {

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

  /** Empty where the DID isn't known or can't be read. */
  static Optional<DidCommAddress> of(Side owner, SidePair<?> pair) {
    return pair.did(owner).flatMap(did -> of(owner, did));
  }

  /** Empty where the DID can't be read. */
  public static Optional<DidCommAddress> of(Side owner, String did) {
    return services(did)
        .map(services -> services.isEmpty() ? "" : services.get(0).uri())
        .map(uri -> new DidCommAddress(owner, uri));
  }

  /** Whether one side's DID has its service as a plain string, as in 2023, and the other's not. */
  static boolean formsDiffer(SidePair<?> pair) {
    var inviter = pair.did(Side.INVITER).flatMap(DidCommAddress::plain);
    var invitee = pair.did(Side.INVITEE).flatMap(DidCommAddress::plain);
    return inviter.isPresent() && invitee.isPresent() && !inviter.equals(invitee);
  }

  private static Optional<Boolean> plain(String did) {
    return services(did).flatMap(all -> all.stream().findFirst()).map(PeerDid.Service::plain);
  }

  private static Optional<List<PeerDid.Service>> services(String did) {
    try {
      return Optional.of(PeerDid.parse(did).services());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** What is obviously wrong with it. */
  public Optional<Cause> flaw() {
    if (uri.isBlank() || host().isEmpty() && uri.contains("://")) {
      return Optional.of(Cause.ADDRESS_EMPTY);
    }
    return PlaceholderHost.matches(host())
        ? Optional.of(Cause.ADDRESS_PLACEHOLDER)
        : Optional.empty();
  }

  boolean loopback() {
    return LOOPBACK.matcher(host()).matches();
  }

  /** The cause behind an agent's message that it could not reach this address. */
  Cause cause(String message) {
    var text = message.toLowerCase(Locale.ROOT);
    var reason = text.contains("refused") ? Cause.ADDRESS_REFUSED : Cause.ADDRESS_UNREACHABLE;
    boolean unresolved = text.matches("(?s).*(resolv|unknown ?host|name or service|nodename).*");
    return flaw().orElse(unresolved ? Cause.ADDRESS_NOT_RESOLVED : reason);
  }

  /** As a URL, if it is one that can be connected to. */
  Optional<URI> url() {
    try {
      return Optional.of(new URI(uri))
          .filter(url -> url.getHost() != null && HttpUrl.hasValidPort(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  String host() {
    var authority = uri.replaceFirst("^[a-zA-Z][\\w+.-]*://", "").replaceFirst("[/?#].*$", "");
    return authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "the " + owner + "'s DID says " + (uri.isBlank() ? "no address" : uri);
  }
}
