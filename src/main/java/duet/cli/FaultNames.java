package duet.cli;

import duet.embedded.EmbeddedAgent;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Something that shall go wrong. */
final class FaultNames implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    try {
      EmbeddedAgent.builder().fault(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
