package duet.cli;

import duet.text.NearMiss;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one sentence. */
final class Misuse {

  private Misuse() {}

  static String message(ParameterException misuse) {
    var command = misuse.getCommandLine();
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      // Only the first, and no value: the one after a mistyped option may be a key.
      var word = unmatched.getUnmatched().get(0).split("=", 2)[0];
      return unmatched.isUnknownOption() ? unknownOption(word, command) : unknown(word, command);
    }
    var message = String.valueOf(misuse.getMessage());
    if (message.startsWith("Unknown subcommand")) {
      return unknown(misuse.getValue(), command);
    }
    // picocli's own begin with a capital letter; names of settings and classes stay as they are.
    return message.matches("\\p{Lu}\\p{Ll}+ .*")
        ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
        : message;
  }

  private static String unknown(String word, CommandLine command) {
    var commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unknown argument '%s'".formatted(word)
        : "unknown command '%s'".formatted(word) + NearMiss.question(word, commands);
  }

  private static String unknownOption(String word, CommandLine command) {
    var sentence = "unknown option '%s'".formatted(word);
    boolean elsewhere = command.getSubcommands().values().stream().anyMatch(c -> has(c, word));
    return elsewhere
        ? sentence + " before the command: its options go after it"
        : sentence + NearMiss.question(word, names(command.getCommandSpec()));
  }

  private static boolean has(CommandLine command, String option) {
    return names(command.getCommandSpec()).contains(option);
  }

  private static List<String> names(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::names)
        .flatMap(Stream::of)
        .filter(name -> name.startsWith("--"))
        .toList();
  }
}
