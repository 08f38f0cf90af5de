package duet.cli;

import duet.settings.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A pause before an attempt, which may be none. */
final class Pauses implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return text.strip().matches("0(ms|s|m|h)?") ? Duration.ZERO : Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
