package duet.cli;

import duet.report.ReportFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a report goes: refused before anything starts if it can't be written there. */
final class ReportFiles implements ITypeConverter<ReportFile> {

  @Override
  public ReportFile convert(String text) {
    try {
      return ReportFile.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + Console.safe(text) + "' is no name of a file");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(Console.safe(e.getMessage()));
    }
  }
}
