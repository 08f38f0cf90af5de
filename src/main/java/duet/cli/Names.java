package duet.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A connection's NAME: it becomes part of a file's name. */
final class Names implements ITypeConverter<String> {

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
          "the name '" + Console.safe(name) + "' has a slash or a control character in it");
    }
    if (name.startsWith(".") || name.startsWith("-")) {
      throw new TypeConversionException("the name begins with a dot or a dash");
    }
    return name;
  }
}
