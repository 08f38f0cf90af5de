package duet.settings;

import duet.text.HttpUrl;
import duet.text.TcpPort;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variables of a Cloud Agent's container that {@code duet agent} understands, too.
 * Empty values are ignored.
 */
public final class ContainerSettings {

  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(POLLUX|CONNECT|AGENT)_DB_[A-Z_]+|SECRET_STORAGE_BACKEND|VAULT_[A-Z_]+|DEV_MODE"
              + "|NODE_BACKEND|PRISM_NODE_[A-Z_]+|ADMIN_TOKEN");
  private static final Pattern KIND = Pattern.compile("^([A-Z]+_DB_|VAULT_|PRISM_NODE_).*");
  private static final Pattern SPELLED =
      Pattern.compile("(\\d+)\\s*(millisecond|second|minute|hour)s?");
  private static final Map<String, String> UNITS =
      Map.of("millisecond", "ms", "second", "s", "minute", "m", "hour", "h");

  private final Map<String, String> environment;

  public ContainerSettings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** AGENT_HTTP_PORT. */
  public Optional<Integer> restPort() {
    return read("AGENT_HTTP_PORT", TcpPort::parse);
  }

  /** AGENT_DIDCOMM_PORT. */
  public Optional<Integer> didcommPort() {
    return read("AGENT_DIDCOMM_PORT", TcpPort::parse);
  }

  /** REST_SERVICE_URL. */
  public Optional<URI> restUrl() {
    return read("REST_SERVICE_URL", HttpUrl::parse);
  }

  /** DIDCOMM_SERVICE_URL. */
  public Optional<URI> didcommUrl() {
    return read("DIDCOMM_SERVICE_URL", HttpUrl::parse);
  }

  /** API_KEY_ENABLED. */
  public Optional<Boolean> asksForKey() {
    return read("API_KEY_ENABLED", ContainerSettings::bool);
  }

  /** API_KEY_AUTHENTICATE_AS_DEFAULT_USER: whether any key opens the default wallet. */
  public boolean anyKey() {
    return read("API_KEY_AUTHENTICATE_AS_DEFAULT_USER", ContainerSettings::bool).orElse(false);
  }

  /** API_KEY_AUTO_PROVISIONING: whether an unknown key opens a new wallet. */
  public boolean newWallets() {
    return read("API_KEY_AUTO_PROVISIONING", ContainerSettings::bool).orElse(false);
  }

  /** DEFAULT_WALLET_AUTH_API_KEY, unless DEFAULT_WALLET_ENABLED is false. */
  public Optional<String> apiKey() {
    boolean enabled = read("DEFAULT_WALLET_ENABLED", ContainerSettings::bool).orElse(true);
    return find("DEFAULT_WALLET_AUTH_API_KEY").filter(key -> enabled);
  }

  /** API_KEY_SALT. */
  public Optional<String> salt() {
    return find("API_KEY_SALT");
  }

  /** CONNECT_INVITATION_EXPIRY, in seconds or as in "300 seconds". */
  public Optional<Duration> expiry() {
    return read("CONNECT_INVITATION_EXPIRY", ContainerSettings::duration);
  }

  /**
   * NEOPRISM_URL, where did:prism in short form are resolved, or NEOPRISM_BASE_URL, as a Cloud
   * Agent calls it.
   */
  public Optional<URI> node() {
    return read("NEOPRISM_URL", HttpUrl::parse).or(() -> read("NEOPRISM_BASE_URL", HttpUrl::parse));
  }

  /** CREDENTIAL_VERIFY_DATES. */
  public Optional<Boolean> verifiesCredentialDates() {
    return read("CREDENTIAL_VERIFY_DATES", ContainerSettings::bool);
  }

  /** PRESENTATION_VERIFY_DATES. */
  public Optional<Boolean> verifiesPresentationDates() {
    return read("PRESENTATION_VERIFY_DATES", ContainerSettings::bool);
  }

  /** PRESENTATION_VERIFY_HOLDER_BINDING. */
  public Optional<Boolean> verifiesHolderBinding() {
    return read("PRESENTATION_VERIFY_HOLDER_BINDING", ContainerSettings::bool);
  }

  /** The longer of CREDENTIAL_LEEWAY and PRESENTATION_LEEWAY. */
  public Optional<Duration> leeway() {
    return Stream.of("CREDENTIAL_LEEWAY", "PRESENTATION_LEEWAY")
        .map(name -> read(name, ContainerSettings::leeway))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** GLOBAL_WEBHOOK_URL. */
  public Optional<URI> webhookUrl() {
    return read("GLOBAL_WEBHOOK_URL", HttpUrl::parse);
  }

  /** GLOBAL_WEBHOOK_API_KEY. */
  public Optional<String> webhookKey() {
    return find("GLOBAL_WEBHOOK_API_KEY");
  }

  /**
   * The variables that are set for what an embedded agent lacks: databases, vault, node. Those of
   * one kind are given as one, such as AGENT_DB_*.
   */
  public List<String> unused() {
    return environment.keySet().stream()
        .filter(name -> ELSEWHERE.matcher(name).matches() && find(name).isPresent())
        .map(name -> KIND.matcher(name).replaceFirst("$1*"))
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private <T> Optional<T> read(String name, Function<String, T> reader) {
    return find(name).map(text -> new Setting(name, text, "the environment").parse(reader));
  }

  private static boolean bool(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("must be true or false");
    }
    return Boolean.parseBoolean(text);
  }

  private static Duration duration(String text) {
    var spelled = SPELLED.matcher(text);
    return Durations.parse(
        spelled.matches() ? spelled.group(1) + UNITS.get(spelled.group(2)) : text);
  }

  /** Other than durations it may be 0. */
  private static Duration leeway(String text) {
    return text.matches("0+\\s*[a-z]*") ? Duration.ZERO : duration(text);
  }
}
