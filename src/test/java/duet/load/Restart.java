package duet.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How soon {@code duet agent --data} is ready, and how fast it lists its first 100 connections.
 *
 * <pre>{@code
 * java -cp target/duet.jar:target/test-classes duet.load.Restart DIR/inviter
 * }</pre>
 */
final class Restart {

  private static final Pattern REST = Pattern.compile("REST\\s+(http://[^,\\s]+)");
  private static final int STARTS = 5;
  private static final int CALLS = 20;

  private Restart() {}

  /** The directory that an agent left. */
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < STARTS; i++) {
      long started = System.nanoTime();
      var agent =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  "target/duet.jar",
                  "agent",
                  "--port",
                  "0",
                  "--data",
                  args[0])
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        var url = ready(agent);
        System.out.printf(
            "ready in %.0f ms, with %d ms of CPU%n", millisSince(started), cpu(agent).toMillis());
        list(url);
      } finally {
        agent.destroy();
        agent.waitFor();
      }
    }
  }

  private static URI ready(Process agent) throws Exception {
    var lines =
        new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      var rest = REST.matcher(line);
      if (rest.find()) {
        return URI.create(rest.group(1) + "/connections?offset=0&limit=100");
      }
    }
    throw new AssertionError("the agent ended before it was ready");
  }

  private static void list(URI url) throws Exception {
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var text = new StringBuilder("the first 100 in ms:");
    for (int i = 0; i < CALLS; i++) {
      long asked = System.nanoTime();
      var request = HttpRequest.newBuilder(url).build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      text.append(" %.0f".formatted(millisSince(asked)));
      int found = answer.body().split("\"connectionId\"", -1).length - 1;
      if (answer.statusCode() != 200 || found != 100) {
        throw new AssertionError(answer.statusCode() + " with " + found + " connections");
      }
    }
    System.out.println(text);
  }

  /** What it took whoever else uses the machine; all threads together, the compiler's too. */
  private static Duration cpu(Process agent) {
    return agent.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
