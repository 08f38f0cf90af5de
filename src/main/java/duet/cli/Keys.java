package duet.cli;

import duet.agent.AgentSecret;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An API key on the command line, which no message shows. */
final class Keys implements ITypeConverter<String> {

  @Override
  public String convert(String key) {
    try {
      return new AgentSecret("it", key).secret();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
