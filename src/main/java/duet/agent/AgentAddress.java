package duet.agent;

import duet.text.HttpUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an agent is, and the keys it asks for.
 *
 * @param name its name in messages, usually {@code inviter} or {@code invitee}
 * @param url its base URL, http or https, with or without the prefix {@code /cloud-agent}; a
 *     trailing slash, {@code /connections} or {@code /didcomm} is dropped
 * @param apiKey sent as header {@code apikey}
 * @param token sent as {@code Authorization: Bearer}
 * @param webhook where the agent is to send its events
 */
public record AgentAddress(
    String name,
    URI url,
    Optional<AgentSecret> apiKey,
    Optional<AgentSecret> token,
    WebhookAddress webhook) {

  private static final String NAMELESS = "the agent's name is missing (null)";

  public AgentAddress {
    Objects.requireNonNull(name, NAMELESS);
    Objects.requireNonNull(url, "the agent's URL is missing (null)");
    url = baseUrl(checked(url));
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(webhook, "webhook");
  }

  /** An agent that sends its events to us only if it is on this machine. */
  public AgentAddress(
      String name, URI url, Optional<AgentSecret> apiKey, Optional<AgentSecret> token) {
    this(name, url, apiKey, token, WebhookAddress.LOOPBACK);
  }

  /** An agent that asks for no key. */
  public static AgentAddress of(String name, String url) {
    return new AgentAddress(name, parse(url), Optional.empty(), Optional.empty());
  }

  /** An agent that asks for an API key. */
  public static AgentAddress of(String name, String url, String apiKey) {
    Objects.requireNonNull(name, NAMELESS);
    var variable = name.toUpperCase(Locale.ROOT) + "_APIKEY";
    return new AgentAddress(
        name, parse(url), Optional.of(new AgentSecret(variable, apiKey)), Optional.empty());
  }

  /**
   * Reads an agent's URL.
   *
   * @throws IllegalArgumentException if it isn't an absolute http or https URL with a host, or has
   *     a query; the message doesn't show the URL, which may hold a password
   */
  public static URI parse(String url) {
    Objects.requireNonNull(url, "the agent's URL is missing (null)");
    return checked(HttpUrl.parse(url));
  }

  /** The same agent at another base URL. */
  AgentAddress at(URI other) {
    return new AgentAddress(name, other, apiKey, token, webhook);
  }

  /** The same agent with its only secret sent in the other header; empty if it has none, or two. */
  Optional<AgentAddress> withSecretSentOtherwise() {
    return apiKey.isPresent() == token.isPresent()
        ? Optional.empty()
        : Optional.of(new AgentAddress(name, url, token, apiKey, webhook));
  }

  /** A command that sends the same request, naming the variables that hold the keys. */
  String curl(URI target) {
    var line = new StringBuilder("curl -i");
    apiKey.ifPresent(key -> line.append(" -H \"apikey: $").append(key.variable()).append('"'));
    token.ifPresent(
        key -> line.append(" -H \"Authorization: Bearer $").append(key.variable()).append('"'));
    return line.append(" '").append(target).append('\'').toString();
  }

  private static URI checked(URI url) {
    HttpUrl.check(url);
    if (url.getQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException("invalid URL (must not have a query or fragment)");
    }
    return url;
  }

  /** Without a slash at its end, and without what people copy with it from a call or a DID. */
  private static URI baseUrl(URI url) {
    var more = "(/+(connections|connection-invitations|didcomm))?/*$";
    return URI.create(url.toString().replaceFirst(more, ""));
  }
}
