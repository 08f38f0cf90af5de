package duet.walkthrough;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * A command of the jshell tool in a script, abbreviated as the tool allows.
 *
 * @param name in full, or as it was written if it isn't known
 * @param argument what follows it, which may be empty
 */
record ToolCommand(String name, String argument) {

  private static final List<String> NAMES =
      List.of(
          "/!",
          "/?",
          "/debug",
          "/drop",
          "/edit",
          "/env",
          "/exit",
          "/help",
          "/history",
          "/imports",
          "/list",
          "/methods",
          "/open",
          "/reload",
          "/reset",
          "/save",
          "/set",
          "/types",
          "/vars");

  /** Whether a line, without blanks around it, is one: neither a comment nor code. */
  static boolean is(String line) {
    return line.startsWith("/") && !line.startsWith("//") && !line.startsWith("/*");
  }

  static ToolCommand of(String line) {
    var parts = line.split("\\s+", 2);
    var found =
        NAMES.contains(parts[0])
            ? List.of(parts[0])
            : NAMES.stream().filter(name -> name.startsWith(parts[0])).toList();
    return new ToolCommand(
        found.size() == 1 ? found.get(0) : parts[0], parts.length < 2 ? "" : parts[1].strip());
  }

  /** What commands print that only look at what is declared; nothing for other commands. */
  List<String> shown(JShell jshell) {
    return switch (name) {
      case "/vars" -> jshell.variables().map(one -> variable(jshell, one)).toList();
      case "/methods" -> jshell.methods().map(ToolCommand::method).toList();
      case "/types" -> jshell.types().map(ToolCommand::type).toList();
      case "/imports" -> jshell.imports().map(ImportSnippet::source).toList();
      case "/list" ->
          jshell
              .snippets()
              .filter(one -> jshell.status(one).isActive())
              .map(one -> one.id() + " : " + one.source())
              .toList();
      default -> List.of();
    };
  }

  /** The snippets that this one names. */
  List<Snippet> named(JShell jshell) {
    var names = List.of(argument.split("\\s+"));
    return jshell
        .snippets()
        .filter(one -> jshell.status(one).isActive())
        .filter(
            one ->
                names.contains(one.id())
                    || one instanceof DeclarationSnippet declared
                        && names.contains(declared.name()))
        .collect(Collectors.toList());
  }

  /** Why it can't be in a walkthrough. */
  String refusal() {
    var like = NAMES.stream().filter(known -> known.startsWith(name)).toList();
    if (like.size() > 1) {
      return name + " is ambiguous: " + String.join(", ", like);
    }
    return Stream.of("/!", "/debug", "/edit", "/env", "/reload", "/reset", "/save")
            .anyMatch(name::equals)
        ? name + " is a command of the jshell tool, which walkthroughs don't support"
        : name + " is not a command of the jshell tool that can be in a walkthrough";
  }

  private static String variable(JShell jshell, VarSnippet one) {
    return "%s %s = %s".formatted(one.typeName(), one.name(), jshell.varValue(one));
  }

  private static String method(MethodSnippet one) {
    var types = one.signature();
    int end = types.indexOf(')') + 1;
    return types.substring(end) + " " + one.name() + types.substring(0, end);
  }

  private static String type(TypeDeclSnippet one) {
    var kind =
        switch (one.subKind()) {
          case INTERFACE_SUBKIND -> "interface";
          case ENUM_SUBKIND -> "enum";
          case RECORD_SUBKIND -> "record";
          case ANNOTATION_TYPE_SUBKIND -> "@interface";
          default -> "class";
        };
    return kind + " " + one.name();
  }
}
