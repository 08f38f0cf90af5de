package duet.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/**
 * The health check of the agent's container, which may lack curl: exit code 0 if the agent answers.
 * It runs every few seconds, so it loads as few classes as it can.
 */
final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 3_000;

  private HealthCheck() {}

  public static void main(String[] args) {
    System.exit(check(System.getenv(), System.err) ? 0 : 1);
  }

  /**
   * Asks once.
   *
   * @param environment may have the port, as {@code AGENT_HTTP_PORT}
   * @param err where a failure is printed
   */
  static boolean check(Map<String, String> environment, PrintStream err) {
    var port = environment.getOrDefault("AGENT_HTTP_PORT", "").strip();
    var url = "http://127.0.0.1:" + (port.isEmpty() ? "8085" : port) + "/_system/health";
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return true;
      }
      err.println("duet: " + url + " answered " + status + " (must be 200)");
    } catch (IOException | IllegalArgumentException e) {
      err.println("duet: " + url + " doesn't answer: " + e.getMessage());
    }
    return false;
  }
}
