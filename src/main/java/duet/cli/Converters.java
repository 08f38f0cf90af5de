package duet.cli;

import duet.agent.AgentAddress;
import duet.agent.AgentSecret;
import duet.embedded.EmbeddedAgent;
import duet.report.ReportFile;
import duet.settings.Durations;
import duet.walkthrough.Notebook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What options and parameters are converted by; what one refuses ends in a message that also names
 * the option.
 */
final class Converters {

  private static final int LAST_PORT = 65_535;

  private Converters() {}

  /** A TCP port to listen on; 0 is any free one. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return port(text);
    }
  }

  /** A host to listen on, which this machine has to know. */
  static final class Host implements ITypeConverter<String> {
    @Override
    public String convert(String host) {
      try {
        if (!host.isBlank() && InetAddress.getByName(host) != null) {
          return host;
        }
      } catch (UnknownHostException e) {
        // told below
      }
      throw new TypeConversionException("unknown host '" + host + "'");
    }
  }

  /** Where to listen, as {@code ADDRESS:PORT}. */
  static final class SocketAddress implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new TypeConversionException(
            "'" + text + "' has no port (must be ADDRESS:PORT, such as 0.0.0.0:9090)");
      }
      return new InetSocketAddress(text.substring(0, colon), port(text.substring(colon + 1)));
    }
  }

  /** The base URL of an agent, or of what stands in for one. */
  static final class BaseUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      return checked(AgentAddress::parse, text);
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

  /** A connection's NAME: it becomes part of a file's name. */
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

  /** A duration such as {@code 90s}, of more than nothing. */
  static final class Timeout implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return checked(Durations::parse, text);
    }
  }

  /** A pause before an attempt, which may be 0. */
  static final class Pause implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.strip().matches("0(ms|s|m|h)?") ? Duration.ZERO : checked(Durations::parse, text);
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

  /** Where a report goes: refused before anything starts if it can't be written there. */
  static final class ReportPath implements ITypeConverter<ReportFile> {
    @Override
    public ReportFile convert(String text) {
      return checked(file -> ReportFile.of(Path.of(file)), text);
    }
  }

  /** Where a walkthrough is kept with its outputs. */
  static final class NotebookPath implements ITypeConverter<Notebook> {
    @Override
    public Notebook convert(String text) {
      return checked(file -> Notebook.at(Path.of(file)), text);
    }
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new TypeConversionException("invalid port " + text + " (must be 0–" + LAST_PORT + ")");
    }
    return Integer.parseInt(text);
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
