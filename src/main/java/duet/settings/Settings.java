package duet.settings;

import duet.agent.AgentAddress;
import duet.agent.WebhookAddress;
import duet.http.HttpProxies;
import duet.http.LocalAddresses;
import duet.text.HttpUrl;
import duet.text.TcpPort;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every setting, read once: an option takes precedence over the environment, that over the file
 * {@code variables.env} of the current directory, that over the default. Empty values are ignored.
 *
 * <p>The names that the agents' own notebooks use (ISSUER_URL, ISSUER_APIKEY, HOLDER_URL,
 * HOLDER_APIKEY) are aliases; Duet's own take precedence.
 */
public final class Settings {

  /** The file that is read if no other is named. */
  public static final Path FILE = Path.of("variables.env");

  /** The system property by which {@code --env-file} reaches walkthroughs. */
  public static final String ENV_FILE = "duet.env-file";

  private static final Pattern SECRET = Pattern.compile("(?i).*(key|token|password|passwd|secret)");
  private static final String DOCKER_HOST = "host.docker.internal";
  private static final Map<String, String> ALIASES =
      Map.of(
          "INVITER_URL", "ISSUER_URL",
          "INVITER_APIKEY", "ISSUER_APIKEY",
          "INVITEE_URL", "HOLDER_URL",
          "INVITEE_APIKEY", "HOLDER_APIKEY");

  private final Path file;
  private final Map<String, Setting> values;
  private final Predicate<String> resolves;
  private final HttpProxies proxies;
  private final List<String> remarks;
  private final WebhookAddress webhook;
  private final Optional<AgentAddress> inviter;
  private final Optional<AgentAddress> invitee;
  private final Duration timeout;
  private final Path data;

  private Settings(
      Path file,
      Map<String, Setting> values,
      List<String> remarks,
      HttpProxies proxies,
      Predicate<String> resolves) {
    this.file = file;
    this.values = values;
    this.remarks = remarks;
    this.proxies = proxies;
    this.resolves = resolves;
    this.webhook = webhook();
    this.inviter = address("inviter", "INVITER");
    this.invitee = address("invitee", "INVITEE");
    this.timeout = read("DUET_TIMEOUT", Durations::parse).orElse(Duration.ofSeconds(60));
    this.data = read("DUET_DATA", Path::of).orElse(Path.of("data"));
  }

  /**
   * From this process' environment, and {@code variables.env} of the current directory if it is
   * there, or the file that the system property {@link #ENV_FILE} names.
   */
  public static Settings load() {
    var file = Optional.ofNullable(System.getProperty(ENV_FILE)).map(Path::of);
    return load(file, System.getenv());
  }

  /**
   * @param file read instead of {@code variables.env}; it must be there
   * @throws SettingsException if a setting can't be used
   */
  public static Settings load(Optional<Path> file, Map<String, String> environment) {
    return load(file, environment, host -> !new InetSocketAddress(host, 0).isUnresolved());
  }

  static Settings load(
      Optional<Path> file, Map<String, String> environment, Predicate<String> resolves) {
    var source = file.orElse(FILE);
    var values = new HashMap<String, Setting>();
    var remarks = new ArrayList<String>();
    if (file.isPresent() || Files.exists(source)) {
      var read = EnvFile.read(source);
      values.putAll(read.settings());
      remarks.addAll(read.remarks());
      remarks.addAll(SettingNames.remarks(read.settings().values()));
    }
    remarks.addAll(SettingNames.remarks(environment.keySet()));
    values.values().removeIf(setting -> setting.value().isBlank());
    environment.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            values.put(name, new Setting(name, value, "the environment"));
          }
        });
    return new Settings(source, values, remarks, new HttpProxies(environment), resolves);
  }

  /** The inviter's address, if INVITER_URL is set. */
  public Optional<AgentAddress> inviter() {
    return inviter;
  }

  /** The invitee's address, if INVITEE_URL is set. */
  public Optional<AgentAddress> invitee() {
    return invitee;
  }

  /**
   * The addresses that are set, inviter first.
   *
   * @throws SettingsException if neither is
   */
  public List<AgentAddress> configuredAgents() {
    if (inviter.isEmpty() && invitee.isEmpty()) {
      throw new SettingsException("neither INVITER_URL nor INVITEE_URL is set" + places());
    }
    return Stream.of(inviter, invitee).flatMap(Optional::stream).toList();
  }

  /** The settings of agents that aren't set. */
  public List<String> missing() {
    return Stream.of("INVITER_URL", "INVITEE_URL").filter(name -> find(name).isEmpty()).toList();
  }

  /**
   * Both addresses, inviter first.
   *
   * @throws SettingsException if one isn't set
   */
  public List<AgentAddress> both() {
    return List.of(
        inviter.orElseThrow(() -> missing("INVITER_URL", "INVITEE_URL")),
        invitee.orElseThrow(() -> missing("INVITEE_URL", "INVITER_URL")));
  }

  /** DUET_TIMEOUT: how long a handshake may take, 60 s by default. */
  public Duration timeout() {
    return timeout;
  }

  /** DUET_DATA: the directory of the saved connections, {@code data} by default. */
  public Path data() {
    return data;
  }

  /**
   * DUET_HOST: where DIDComm of embedded agents listens, if not on loopback. It is read only where
   * such agents are started.
   *
   * @throws SettingsException if it isn't a host of this machine
   */
  public Optional<String> host() {
    return read("DUET_HOST", LocalAddresses.now()::requireOwn);
  }

  /**
   * NEOPRISM_URL: the node that embedded agents ask for a did:prism in short form.
   *
   * @throws SettingsException if it isn't an http or https URL
   */
  public Optional<URI> node() {
    return read("NEOPRISM_URL", HttpUrl::parse);
  }

  /** Every value to be kept secret: keys, tokens and passwords, not only Duet's own. */
  public List<String> secrets() {
    return values.values().stream()
        .filter(setting -> SECRET.matcher(setting.name()).matches())
        .map(Setting::text)
        .toList();
  }

  /** How links, text messages and e-mails are made and sent. */
  public DeliverySettings delivery() {
    return new DeliverySettings(this::find);
  }

  /** What to throw if a required setting of an agent isn't set. */
  public SettingsException needed(String name) {
    return new SettingsException(name + " is not set" + places());
  }

  /** Remarks on how the settings were read, a sentence each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  private SettingsException missing(String name, String other) {
    var beside = find(other).map(setting -> ", though there is " + setting).orElse("");
    return new SettingsException(
        name + " is not set" + beside + ": two agents are needed" + places());
  }

  private String places() {
    return ", in the environment or in " + file;
  }

  private Optional<Setting> find(String name) {
    return Stream.of(name, ALIASES.getOrDefault(name, name))
        .map(values::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Optional<AgentAddress> address(String name, String prefix) {
    var apiKey = find(prefix + "_APIKEY").map(Setting::secret);
    var token = find(prefix + "_TOKEN").map(Setting::secret);
    return find(prefix + "_URL")
        .map(setting -> new AgentAddress(name, reachable(setting), apiKey, token, webhook));
  }

  /** By default listens on loopback, at the port of WEBHOOK_URL. */
  private WebhookAddress webhook() {
    var url = read("WEBHOOK_URL", AgentAddress::parse);
    int port = url.map(URI::getPort).filter(p -> p > 0).orElse(0);
    var bind =
        read("WEBHOOK_BIND", TcpPort::parseAddress)
            .orElseGet(() -> new InetSocketAddress("127.0.0.1", port));
    return new WebhookAddress(url, bind);
  }

  /** Notebooks in containers call the host so; outside of containers it is this machine. */
  private URI reachable(Setting setting) {
    var url = setting.parse(AgentAddress::parse);
    if (!DOCKER_HOST.equalsIgnoreCase(url.getHost()) || resolves.test(url.getHost())) {
      remarkProxy(setting, url);
      return url;
    }
    remarks.add(setting.name() + ": " + DOCKER_HOST + " does not resolve here; using localhost");
    return URI.create(url.toString().replaceFirst("(?i)" + DOCKER_HOST, "localhost"));
  }

  private void remarkProxy(Setting setting, URI url) {
    try {
      proxies
          .find(url)
          .ifPresent(proxy -> remarks.add(setting.name() + ": reached by the proxy " + proxy));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage());
    }
  }

  private <T> Optional<T> read(String name, Function<String, T> parser) {
    return find(name).map(setting -> setting.parse(parser));
  }
}
