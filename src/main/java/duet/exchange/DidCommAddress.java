package duet.exchange;

import duet.agent.Cause;
import duet.didcomm.MalformedException;
import duet.didcomm.MessageRoute;
import duet.didcomm.PeerDid;
import duet.text.HttpUrl;
import duet.text.PlaceholderHost;
import duet.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a side can be reached, according to its DID.
 *
 * @param owner the side whose address it is
 * @param uri where messages for it are posted, as its DID or its mediator's has it; may be anything
 * @param mediators the DIDs of those that pass messages on to it, in the order in which they get
 *     them
 * @param unusable why nothing can be sent through them; empty if it can
 */
public record DidCommAddress(Side owner, String uri, List<String> mediators, String unusable) {

  private static final int LONGEST = 200;
  private static final int DID_EXCERPT = 40;
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

  /** Ways in which an address isn't reached, be it the peer's or its mediator's. */
  private static final Set<Cause> NOT_REACHED =
      EnumSet.of(
          Cause.ADDRESS_TLS,
          Cause.ADDRESS_NOT_RESOLVED,
          Cause.ADDRESS_REFUSED,
          Cause.ADDRESS_UNREACHABLE,
          Cause.ADDRESS_NOT_ANSWERING);

  public DidCommAddress {
    mediators = List.copyOf(mediators);
  }

  /** One without mediators. */
  DidCommAddress(Side owner, String uri) {
    this(owner, uri, List.of(), "");
  }

  /** Empty where the DID isn't known or can't be read. */
  public static Optional<DidCommAddress> of(Side owner, SidePair<?> pair) {
    return pair.did(owner).flatMap(did -> of(owner, did));
  }

  /** Empty where the DID can't be read. */
  public static Optional<DidCommAddress> of(Side owner, String did) {
    return parse(did).map(peer -> of(owner, peer));
  }

  /** Those to which mediators pass messages on, in the order of the sides. */
  public static List<DidCommAddress> mediated(SidePair<?> pair) {
    return pair.sides().stream()
        .flatMap(side -> of(side, pair).stream())
        .filter(DidCommAddress::mediated)
        .toList();
  }

  private static DidCommAddress of(Side owner, PeerDid peer) {
    try {
      var route = MessageRoute.to(peer);
      var mediators = route.hops().stream().map(MessageRoute.Hop::did).toList();
      return new DidCommAddress(owner, route.address().toString(), mediators, "");
    } catch (MalformedException e) {
      var uri = service(peer).map(PeerDid.Service::uri).orElse("");
      return e.getMessage().startsWith("The peer's DID ")
          ? new DidCommAddress(owner, uri)
          : new DidCommAddress(
              owner, "", uri.startsWith("did:") ? List.of(uri) : List.of(), e.getMessage());
    }
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
    if (!unusable.isEmpty()) {
      // Agents may read DIDs of other methods than we do.
      boolean foreign = mediators.stream().anyMatch(did -> !did.startsWith("did:peer:2"));
      return Optional.of(SendFailureWords.cause(unusable)).filter(cause -> !foreign);
    }
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

  /** Whether messages to it are passed on by mediators. */
  public boolean mediated() {
    return !mediators.isEmpty() || !unusable.isEmpty();
  }

  /** Whether its host has an underscore, as containers' names may: many agents can't send there. */
  boolean underscored() {
    return host().contains("_");
  }

  /** The cause behind an agent's words that it could not send to this address. */
  Cause cause(String words) {
    if (flaw().isPresent()) {
      return flaw().get();
    }
    var cause = SendFailureWords.cause(words);
    boolean vague = cause == Cause.NOT_SENT || cause == Cause.ADDRESS_UNREACHABLE;
    if (vague && underscored()) {
      return Cause.ADDRESS_UNDERSCORE;
    }
    if (!mediated()) {
      return cause == Cause.ADDRESS_NOT_CALLED && loopback() ? Cause.ADDRESS_LOCALHOST : cause;
    }
    return NOT_REACHED.contains(cause)
        ? Cause.MEDIATOR_NOT_REACHED
        : cause == Cause.ADDRESS_NO_AGENT ? Cause.MEDIATOR_REFUSED : cause;
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

  /** How messages reach it: {@code at http://…}, or {@code through the mediator at http://…}. */
  public String way() {
    var address = uri.isBlank() ? "no address" : SafeText.excerpt(uri, LONGEST);
    if (!mediated()) {
      return "at " + address;
    }
    if (!unusable.isEmpty()) {
      return "through a mediator that can't be used from here: "
          + SafeText.excerpt(unusable, LONGEST);
    }
    var further =
        mediators.stream()
            .skip(1)
            .map(did -> " and " + SafeText.excerpt(did, DID_EXCERPT))
            .toList();
    return "through the mediator%s at %s%s"
        .formatted(further.isEmpty() ? "" : "s", address, String.join("", further));
  }

  @Override
  public String toString() {
    return mediated()
        ? "the " + owner + " is reached " + way()
        : "the " + owner + "'s DID says " + way().replaceFirst("^at ", "");
  }
}
