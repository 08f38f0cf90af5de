package duet.walkthrough;

import java.util.Optional;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Which values are shown, and how: a new variable's in one line, an expression's in full, and none
 * that says no more than its class.
 */
final class ValueText {

  private ValueText() {}

  static Optional<SnippetResult.Value> of(SnippetEvent event, SecretFilter secrets) {
    if (event.value() == null || event.value().matches("[\\w.$]+@[0-9a-f]+")) {
      return Optional.empty();
    }
    var text = VisibleText.value(secrets.apply(event.value()));
    if (event.snippet() instanceof VarSnippet variable) {
      boolean temporary = variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
      var name = temporary ? Optional.<String>empty() : Optional.of(variable.name());
      return Optional.of(new SnippetResult.Value(name, temporary ? text : VisibleText.brief(text)));
    }
    return event.snippet() instanceof ExpressionSnippet expression
        ? Optional.of(new SnippetResult.Value(Optional.ofNullable(expression.name()), text))
        : Optional.empty();
  }
}
