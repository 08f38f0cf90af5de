package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which protocols a mediator speaks (Discover Features Protocol 2.0). */
public final class DiscoverFeatures {

  public static final String PROTOCOL = "https://didcomm.org/discover-features/2.0";
  public static final String QUERIES = PROTOCOL + "/queries";
  public static final String DISCLOSE = PROTOCOL + "/disclose";

  private static final List<Map.Entry<String, String>> ROLES =
      List.of(
          Map.entry("https://didcomm.org/routing/2.0", "mediator"),
          Map.entry(CoordinateMediation.PROTOCOL, "responder"),
          Map.entry(MessagePickup.PROTOCOL, "mediator"),
          Map.entry(TrustPing.PROTOCOL, "receiver"),
          Map.entry(PROTOCOL, "responder"));

  private DiscoverFeatures() {}

  /** What matches one of the queries; those for anything but protocols match nothing. */
  public static MediatorReply disclose(Message queries) {
    Set<Map.Entry<String, String>> found = new LinkedHashSet<>();
    for (JsonNode query : queries.body().path("queries")) {
      if (query.path("feature-type").asText().equals("protocol")) {
        var match = query.path("match").asText();
        ROLES.stream().filter(role -> matches(match, role.getKey())).forEach(found::add);
      }
    }
    var body = JsonNodeFactory.instance.objectNode();
    var disclosures = body.putArray("disclosures");
    found.forEach(
        role ->
            disclosures
                .addObject()
                .put("feature-type", "protocol")
                .put("id", role.getKey())
                .putArray("roles")
                .add(role.getValue()));
    return new MediatorReply(DISCLOSE, body);
  }

  /**
   * Wildcards, as the specification has them, and {@code .*}, as Identus wallets write them. A
   * stranger's regular expression is not run: it could take for ever.
   */
  private static boolean matches(String match, String protocol) {
    var parts = match.replace(".*", "*").replaceAll("[\\\\^$]", "").split("\\*", -1);
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      int at =
          last && i > 0
              ? Math.max(from, protocol.length() - parts[i].length())
              : protocol.indexOf(parts[i], from);
      if (at < 0 || i == 0 && at > 0 || !protocol.startsWith(parts[i], at)) {
        return false;
      }
      from = at + parts[i].length();
    }
    return from == protocol.length();
  }
}
