package duet.settings;

import duet.delivery.EmailAddress;
import duet.delivery.SmsGateway;
import duet.delivery.SmtpServer;
import duet.delivery.SmtpServer.Security;
import duet.text.HttpUrl;
import duet.text.TcpPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of links, text messages and e-mails, read on use, so that a mistake in them affects
 * nothing else.
 */
public final class DeliverySettings {

  private final Function<String, Optional<Setting>> find;

  DeliverySettings(Function<String, Optional<Setting>> find) {
    this.find = find;
  }

  /** LINK_BASE: where links lead; empty for the agents' own. */
  public Optional<URI> linkBase() {
    return read("LINK_BASE", HttpUrl::parse);
  }

  /**
   * SMS_URL, SMS_ACCOUNT, SMS_TOKEN and SMS_FROM; empty where the first isn't set.
   *
   * @throws SettingsException if it is, and another isn't
   */
  public Optional<SmsGateway> sms() {
    return find.apply("SMS_URL")
        .map(
            url ->
                new SmsGateway(
                    url.parse(HttpUrl::parse),
                    required("SMS_ACCOUNT", url).text(),
                    required("SMS_TOKEN", url).secret(),
                    required("SMS_FROM", url).text()));
  }

  /**
   * SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM and SMTP_TLS; empty where the first
   * isn't set.
   *
   * @throws SettingsException if it is, and SMTP_FROM isn't, or one can't be used
   */
  public Optional<SmtpServer> smtp() {
    return find.apply("SMTP_HOST").map(this::smtp);
  }

  private SmtpServer smtp(Setting host) {
    var security = read("SMTP_TLS", DeliverySettings::security).orElse(Security.STARTTLS);
    var user = find.apply("SMTP_USER");
    return new SmtpServer(
        host.text(),
        read("SMTP_PORT", TcpPort::parseRemote).orElse(security.port()),
        user.map(Setting::text),
        user.map(name -> required("SMTP_PASSWORD", name).secret()),
        required("SMTP_FROM", host).parse(EmailAddress::new),
        security);
  }

  private <T> Optional<T> read(String name, Function<String, T> parser) {
    return find.apply(name).map(setting -> setting.parse(parser));
  }

  private Setting required(String name, Setting cause) {
    return find.apply(name)
        .orElseThrow(() -> new SettingsException(name + " is not set, though there is " + cause));
  }

  private static Security security(String text) {
    try {
      return Security.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be starttls, tls or none", e);
    }
  }
}
