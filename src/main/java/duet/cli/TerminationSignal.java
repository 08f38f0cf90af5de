package duet.cli;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C (SIGINT) and SIGTERM: the first ends the process in order, with its shutdown hooks, which
 * may take a while; the second ends it at once. Those that the process was started to ignore stay
 * ignored.
 */
final class TerminationSignal {

  private static final int BASE = 128;
  private static boolean handled;
  private static ExitCode received = ExitCode.INTERRUPTED;
  private static boolean ending;

  private TerminationSignal() {}

  /**
   * Handles both from now on. {@code sun.misc.Signal} is called by reflection, since no compiler
   * takes it without a warning; where it is missing, the JVM's own handling remains.
   */
  static synchronized void handle() {
    if (handled) {
      return;
    }
    handled = true;
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var number = signal.getMethod("getNumber");
      var ours =
          Proxy.newProxyInstance(
              TerminationSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                  end(BASE + (Integer) number.invoke(args[0]));
                }
                return null;
              });
      for (String name : List.of("INT", "TERM")) {
        var one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, ours);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A first one is handled by the JVM, a second one waits for the hooks.
    }
  }

  /** The exit code of the signal that ends the process. */
  static synchronized ExitCode exitCode() {
    return received;
  }

  /** Called on a thread of its own for each signal. */
  private static void end(int code) {
    if (first(code)) {
      System.exit(code);
    }
    Runtime.getRuntime().halt(code);
  }

  private static synchronized boolean first(int code) {
    if (ending) {
      return false;
    }
    ending = true;
    received = code == ExitCode.TERMINATED.code() ? ExitCode.TERMINATED : ExitCode.INTERRUPTED;
    return true;
  }
}
