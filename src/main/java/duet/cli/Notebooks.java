package duet.cli;

import duet.walkthrough.Notebook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A notebook's file on the command line. */
final class Notebooks implements ITypeConverter<Notebook> {

  @Override
  public Notebook convert(String file) {
    try {
      return Notebook.at(Path.of(file));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("no file's name");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
