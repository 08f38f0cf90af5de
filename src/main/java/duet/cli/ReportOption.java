package duet.cli;

import duet.report.Report;
import duet.report.ReportFile;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/** The file that the story of a command's exchanges is written to, if one was asked for. */
final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Where to write the timeline, whatever the outcome: a file named *.html, *.json or *.txt.")
  private ReportFile file;

  /**
   * @param before the exchanges that ended before it
   * @throws UncheckedIOException if that fails
   */
  void write(List<Report> before, Report report) {
    if (file != null) {
      file.write(report.precededBy(before));
    }
  }

  /** Says where it was written, if it was. */
  void announce(DuetCommand command) {
    if (file == null) {
      return;
    }
    var console = command.console();
    var line = console.bold("Report") + "  " + Console.safe(file.toString());
    if (command.json()) {
      console.note(line);
    } else {
      command.print("");
      command.print(line);
    }
  }

  /** Writes after a failure, which matters more than a failure to write. */
  void keep(DuetCommand command, List<Report> before, Report report) {
    try {
      write(before, report);
      announce(command);
    } catch (UncheckedIOException e) {
      command.console().note(Console.safe(e.getMessage()));
    }
  }
}
