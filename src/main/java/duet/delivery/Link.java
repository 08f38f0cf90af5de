package duet.delivery;

import duet.agent.Connection;
import duet.didcomm.Invitation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A deep link that holds the invitation in its parameter {@code _oob}.
 *
 * @param base where it leads; empty for the agent's own invitation URL
 */
public record Link(Optional<URI> base) implements Delivery {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)https?://(my\\.domain\\.com|([^/?#]*\\.)?example(\\.\\w+)?)([:/?#].*|$)");

  /** The link itself. */
  public String of(Connection made) {
    return base.map(uri -> made.invitation().link(uri).toString()).orElse(made.invitationUrl());
  }

  @Override
  public DeliveryResult deliver(Connection made) {
    var link = of(made);
    return new DeliveryResult(link, remarks(made), Optional.empty(), () -> Invitation.parse(link));
  }

  /** What is wrong with where it leads. */
  List<String> remarks(Connection made) {
    var link = of(made);
    if (!PLACEHOLDER.matcher(link).matches()) {
      return List.of();
    }
    var host = URI.create(link.replaceFirst("\\?.*", "")).getHost();
    return List.of(
        "The link's host %s is a placeholder: agents and wallets read the link, a browser finds"
                .formatted(host)
            + " nothing there. LINK_BASE sets another.");
  }
}
