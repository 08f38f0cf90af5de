package duet.exchange;

import duet.agent.Cause;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.text.HttpUrl;
import duet.text.PlaceholderHost;
import duet.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
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

  private static final int LONGEST = 200;
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

  /** Empty where the DID isn't known or can't be read. */
  static Optional<DidCommAddress> of(Side owner, SidePair<?> pair) {
    return pair.did(owner).flatMap(did -> of(owner, did));
  }

  /** Empty where the DID can't be read. */
  public static Optional<DidCommAddress> of(Side owner, String did) {
    return parse(did)
        .map(peer -> service(peer).map(PeerDid.Service::uri).orElse(""))
        .map(uri -> new DidCommAddress(owner, uri));
  }

  /**
   * Whether only one side's DID has its service as a plain string: the only form that agents of
   * 2023 read. Agents of other makers write it, too, and read both.
   *
   * @param plain the side whose form that is
   */
  static boolean formsDiffer(Side plain, SidePair<?> pair) {
    return plain(plain, pair).equals(Optional.of(true))
        && plain(plain.other(), pair).equals(Optional.of(false));
  }

  private static Optional<Boolean> plain(Side side, SidePair<?> pair) {
    return pair.did(side)
        .flatMap(DidCommAddress::parse)
        .flatMap(DidCommAddress::service)
        .map(PeerDid.Service::plain);
  }

  private static Optional<PeerDid.Service> service(PeerDid peer) {
    return peer.endpoint().or(() -> peer.services().stream().findFirst());
  }

  private static Optional<PeerDid> parse(String did) {
    try {
      return Optional.of(PeerDid.parse(did));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** What is obviously wrong with it. */
  public Optional<Cause> flaw() {
    if (uri.isBlank() || host().isEmpty() && uri.contains("://") || uri.matches("(?i)wss?:.*")) {
      return Optional.of(Cause.ADDRESS_EMPTY);
    }
    return PlaceholderHost.matches(host())
        ? Optional.of(Cause.ADDRESS_PLACEHOLDER)
        : Optional.empty();
  }

  /** Whether it leads every machine to itself. */
  public boolean loopback() {
    return LOOPBACK.matcher(host()).matches();
  }

  /** Whether it is another DID: that of a mediator, which passes messages on. */
  boolean mediated() {
    return uri.startsWith("did:");
  }

  /** Whether its host has an underscore, as containers' names may: many agents can't send there. */
  boolean underscored() {
    return !mediated() && host().contains("_");
  }

  /** The cause behind an agent's words that it could not send to this address. */
  Cause cause(String words) {
    if (flaw().isPresent() || mediated()) {
      return flaw().orElse(Cause.ADDRESS_MEDIATOR);
    }
    var cause = SendFailureWords.cause(words);
    boolean vague = cause == Cause.NOT_SENT || cause == Cause.ADDRESS_UNREACHABLE;
    return vague && underscored() ? Cause.ADDRESS_UNDERSCORE : cause;
  }

  /** As a URL, if it is one that can be connected to. */
  public Optional<URI> url() {
    try {
      return Optional.of(new URI(uri)).filter(HttpUrl::isValid);
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
    var text = uri.isBlank() ? "no address" : SafeText.excerpt(uri, LONGEST);
    return "the " + owner + "'s DID says " + text + (mediated() ? ", the DID of a mediator" : "");
  }
}
