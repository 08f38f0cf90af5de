package duet.settings;

import duet.agent.AgentSecret;
import duet.text.HttpUrl;
import duet.text.TcpPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of links, text messages and mails, read when they are asked for, so that a mistake
 * in them is in the way of nobody else.
 */
public final class DeliverySettings {

  private final Function<String, Optional<Setting>> find;
  private final Function<Setting, AgentSecret> credential;

  DeliverySettings(
      Function<String, Optional<Setting>> find, Function<Setting, AgentSecret> credential) {
    this.find = find;
    this.credential = credential;
  }

  /**
   * The gateway of text messages.
   *
   * @param from a number, or whatever else the gateway takes for a sender
   */
  public record Sms(URI url, String account, AgentSecret token, String from) {}

  /**
   * The server of mails.
   *
   * @param security {@code starttls}, {@code tls} or {@code none}
   */
  public record Smtp(
      String host,
      int port,
      Optional<String> user,
      Optional<AgentSecret> password,
      String from,
      String security) {}

  /** LINK_BASE: where links lead; empty for the agents' own. */
  public Optional<URI> linkBase() {
    return find.apply("LINK_BASE").map(setting -> setting.parse(HttpUrl::parse));
  }

  /**
   * SMS_URL, SMS_ACCOUNT, SMS_TOKEN and SMS_FROM; empty where the first isn't set.
   *
   * @throws SettingsException if it is, and another isn't
   */
  public Optional<Sms> sms() {
    return find.apply("SMS_URL")
        .map(
            url ->
                new Sms(
                    url.parse(HttpUrl::parse),
                    beside(url, "SMS_ACCOUNT").value().strip(),
                    credential.apply(beside(url, "SMS_TOKEN")),
                    beside(url, "SMS_FROM").value().strip()));
  }

  /**
   * SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM and SMTP_TLS; empty where the first
   * isn't set.
   *
   * @throws SettingsException if it is, and SMTP_FROM isn't, or one can't be used
   */
  public Optional<Smtp> smtp() {
    return find.apply("SMTP_HOST").map(this::smtp);
  }

  private Smtp smtp(Setting host) {
    var security =
        find.apply("SMTP_TLS")
            .map(setting -> setting.parse(DeliverySettings::security))
            .orElse("starttls");
    int usual =
        switch (security) {
          case "tls" -> 465;
          case "none" -> 25;
          default -> 587;
        };
    var user = find.apply("SMTP_USER");
    var password = user.map(name -> credential.apply(beside(name, "SMTP_PASSWORD")));
    return new Smtp(
        host.value().strip(),
        find.apply("SMTP_PORT").map(setting -> setting.parse(TcpPort::parseRemote)).orElse(usual),
        user.map(name -> name.value().strip()),
        password,
        beside(host, "SMTP_FROM").value().strip(),
        security);
  }

  private Setting beside(Setting one, String name) {
    return find.apply(name)
        .orElseThrow(
            () -> new SettingsException(name + " is not set, though there is " + one + "."));
  }

  private static String security(String text) {
    var security = text.toLowerCase(Locale.ROOT);
    if (!Set.of("starttls", "tls", "none").contains(security)) {
      throw new IllegalArgumentException("must be starttls, tls or none");
    }
    return security;
  }
}
