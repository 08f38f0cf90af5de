package duet.cli;

import duet.AgentSource;
import duet.agent.AgentAddress;
import duet.agent.AgentSecret;
import duet.embedded.EmbeddedAgent;
import duet.http.LocalAddresses;
import duet.report.ReportFile;
import duet.settings.Durations;
import duet.text.SafeText;
import duet.text.TcpPort;
import duet.walkthrough.Notebook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * How options and parameters become values: {@link #register} has those that the type alone
 * decides. What one refuses ends in a message that also names the option.
 */
final class Converters {

  private Converters() {}

  /** Registers converters at a command line and its commands. */
  static CommandLine register(CommandLine line) {
    return line.registerConverter(Duration.class, text -> checked(Durations::parse, text))
        .registerConverter(URI.class, text -> checked(AgentAddress::parse, text))
        .registerConverter(InetSocketAddress.class, text -> checked(TcpPort::parseAddress, text))
        .registerConverter(
            ReportFile.class, text -> checked(file -> ReportFile.of(Path.of(file)), text))
        .registerConverter(
            Notebook.class, text -> checked(file -> Notebook.at(Path.of(file)), text))
        .registerConverter(AgentSource.class, text -> constant(AgentSource.class, text))
        .registerConverter(Claim.class, text -> checked(Claim::parse, text))
        .registerConverter(SchemaText.class, SchemaText::new)
        .registerConverter(KeyType.class, text -> constant(KeyType.class, text))
        .registerConverter(DeliveryMethod.class, text -> constant(DeliveryMethod.class, text))
        .registerConverter(
            CompletionCommand.Shell.class, text -> constant(CompletionCommand.Shell.class, text));
  }

  /** A TCP port to listen on; 0 is any free one. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return checked(TcpPort::parse, text);
    }
  }

  /** A host to listen on, which must resolve. */
  static final class Host implements ITypeConverter<String> {
    @Override
    public String convert(String host) {
      try {
        if (!host.isBlank() && InetAddress.getByName(host) != null) {
          return host;
        }
      } catch (UnknownHostException e) {
        // refused below
      }
      throw new TypeConversionException("unknown host '" + host + "'");
    }
  }

  /**
   * Checks a {@link PublicHost} to listen on, once the command runs: documents name those of
   * others.
   *
   * @throws ParameterException if it isn't this machine's
   */
  static String ownHost(CommandLine command, String host) {
    try {
      return LocalAddresses.now().requireOwn(host);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "invalid value for option '--host': " + e.getMessage());
    }
  }

  /** A host that others are to know. */
  static final class PublicHost implements ITypeConverter<String> {
    @Override
    public String convert(String host) {
      return checked(LocalAddresses.now()::requireHost, host);
    }
  }

  /** An API key or token, which no message shows. */
  static final class Key implements ITypeConverter<String> {
    @Override
    public String convert(String key) {
      try {
        return new AgentSecret("key", key).secret();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be one or more printable ASCII characters");
      }
    }
  }

  /** A connection's NAME, which becomes part of a file name. */
  static final class Name implements ITypeConverter<String> {

    private static final int LONGEST = 100;

    @Override
    public String convert(String name) {
      if (name.isBlank()) {
        throw new TypeConversionException("the name is empty");
      }
      if (name.length() > LONGEST) {
        throw new TypeConversionException("the name has more than " + LONGEST + " characters");
      }
      if (name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
        throw new TypeConversionException(
            "the name '" + name + "' contains a slash or a control character");
      }
      if (name.startsWith(".") || name.startsWith("-")) {
        throw new TypeConversionException("the name begins with a dot or a dash");
      }
      return name;
    }
  }

  /** How long a credential is valid: longer than anybody waits. */
  static final class Validity implements ITypeConverter<Duration> {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Override
    public Duration convert(String text) {
      return checked(given -> Durations.parse(given, LONGEST), text);
    }
  }

  /** A DID of any method. */
  static final class Did implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.matches("did:[a-z0-9]+:\\S+")) {
        return text;
      }
      throw new TypeConversionException(
          "invalid DID '%s' (such as did:prism:9b5d…)".formatted(SafeText.shorten(text, 60)));
    }
  }

  /** A text that says something. */
  static final class SomeText implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("the text is empty");
      }
      return text;
    }
  }

  /** A pause before an attempt, which may be 0. */
  static final class Pause implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.strip().matches("0(ms|s|m|h)?") ? Duration.ZERO : checked(Durations::parse, text);
    }
  }

  /** What people give for a mediator: it isn't asked yet. */
  static final class Mediator implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      checked(EmbeddedAgent.builder()::mediator, text);
      return text;
    }
  }

  /** A fault of the embedded agent. */
  static final class Fault implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      checked(EmbeddedAgent.builder()::fault, text);
      return text;
    }
  }

  /** In any case; the message shows the constants as options have them. */
  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      var names = Stream.of(type.getEnumConstants()).map(E::name).collect(Collectors.joining(", "));
      throw new TypeConversionException(
          "'%s' (must be one of %s)".formatted(text, names.toLowerCase(Locale.ROOT)));
    }
  }

  private static <T> T checked(Function<String, T> conversion, String text) {
    try {
      return conversion.apply(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("invalid file name '" + text + "'");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
