package duet.settings;

import duet.agent.AgentSecret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
    return find.apply("LINK_BASE").map(DeliverySettings::url);
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
                    url(url),
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
    var security = find.apply("SMTP_TLS").map(DeliverySettings::security).orElse("starttls");
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
        find.apply("SMTP_PORT").map(DeliverySettings::port).orElse(usual),
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

  private static String security(Setting setting) {
    var text = setting.value().strip().toLowerCase(Locale.ROOT);
    if (Stream.of("starttls", "tls", "none").noneMatch(text::equals)) {
      throw setting.wrong("starttls, tls or none expected");
    }
    return text;
  }

  private static int port(Setting setting) {
    var text = setting.value().strip();
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw setting.wrong("a port from 1 to 65535 expected");
    }
    return Integer.parseInt(text);
  }

  private static URI url(Setting setting) {
    try {
      var url = URI.create(setting.value().strip());
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // as below
    }
    throw setting.wrong("an http or https URL without a user expected");
  }
}
