package duet.delivery;

import duet.agent.InvitationRecord;
import duet.didcomm.Invitation;
import duet.text.PlaceholderHost;
import duet.text.SafeText;
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

  private static final Pattern HOST = Pattern.compile("(?i)https?://([^/?#:]+)");

  /** The link itself. */
  public String of(InvitationRecord made) {
    return base.map(uri -> made.invitation().link(uri).toString()).orElse(made.invitationUrl());
  }

  @Override
  public DeliveryResult deliver(InvitationRecord made) {
    var link = of(made);
    return new DeliveryResult(link, remarks(made), Optional.empty(), () -> Invitation.parse(link));
  }

  /** Whether its host is a placeholder. */
  List<String> remarks(InvitationRecord made) {
    var host = HOST.matcher(of(made));
    if (!host.lookingAt() || !PlaceholderHost.matches(host.group(1))) {
      return List.of();
    }
    return List.of(
        "The link's host %s is a placeholder: agents and wallets read the link, a browser finds"
                .formatted(SafeText.excerpt(host.group(1)))
            + " nothing there. LINK_BASE sets another.");
  }
}
