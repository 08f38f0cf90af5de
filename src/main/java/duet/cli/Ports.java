package duet.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port to listen on; 0 is any free one. */
final class Ports implements ITypeConverter<Integer> {

  private static final int LAST = 65_535;

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST) {
      throw new TypeConversionException("'" + text + "' is no port: 0 to " + LAST + " expected");
    }
    return Integer.valueOf(text);
  }
}
