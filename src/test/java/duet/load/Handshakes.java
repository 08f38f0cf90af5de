package duet.load;

import duet.AgentPair;
import duet.agent.Connection;
import duet.agent.State;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many handshakes between two embedded agents in one process, and whether each came to exactly one
 * connection on both sides. The heap it reports is that of both agents and of whoever drives them.
 *
 * <pre>{@code
 * java -Xmx256m -cp target/duet.jar:target/test-classes duet.load.Handshakes 1000 64 [DIR]
 * }</pre>
 */
final class Handshakes {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final double MEBI = 1 << 20;

  private Handshakes() {}

  /** How many, how many at a time, and where to keep them if not in memory. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    int atATime = Integer.parseInt(args[1]);
    try (var pair = args.length < 3 ? AgentPair.embedded() : AgentPair.embedded(Path.of(args[2]))) {
      int before = pair.inviter().connections().size();
      var cpuBefore = cpu();
      long started = System.nanoTime();
      var took = run(pair, count, atATime);
      double seconds = (System.nanoTime() - started) / 1e9;
      System.out.printf(
          "%d handshakes, %d at a time: %.1f s, %.0f a second; each %d ms at the median,"
              + " %d ms at the 95th percentile, %.1f ms of CPU on average%n",
          count,
          atATime,
          seconds,
          count / seconds,
          took.get(count / 2).toMillis(),
          took.get(count * 95 / 100).toMillis(),
          (double) cpu().minus(cpuBefore).toMillis() / count);
      System.out.printf(
          "heap: %.0f MiB after a collection, %.0f MiB allowed%n",
          used() / MEBI, Runtime.getRuntime().maxMemory() / MEBI);
      check(pair, before + count);
    }
  }

  /** How long each took, shortest first. */
  private static List<Duration> run(AgentPair pair, int count, int atATime) throws Exception {
    var workers = Executors.newFixedThreadPool(atATime);
    try {
      var underway = new ArrayList<Future<Duration>>();
      for (int i = 0; i < count; i++) {
        var label = "Handshake " + i;
        Callable<Duration> handshake = () -> connect(pair, label).timeline().length();
        underway.add(workers.submit(handshake));
      }
      var took = new ArrayList<Duration>();
      for (Future<Duration> handshake : underway) {
        took.add(handshake.get());
      }
      return took.stream().sorted().toList();
    } finally {
      workers.shutdownNow();
    }
  }

  private static Pair connect(AgentPair pair, String label) {
    Connection invitation = pair.inviter().invite(label);
    Connection accepted = pair.invitee().accept(invitation.invitation());
    return Handshake.between(pair.inviter(), invitation, pair.invitee(), accepted).await(LIMIT);
  }

  private static void check(AgentPair pair, int count) {
    var theirs = new HashMap<String, Connection>();
    var invitee = pair.invitee().connections();
    invitee.forEach(connection -> theirs.put(connection.thid(), connection));
    var ours = pair.inviter().connections();
    var threads = new HashSet<String>();
    for (Connection one : ours) {
      var other = theirs.get(one.thid());
      require(threads.add(one.thid()), one + " is there twice");
      require(one.state() == State.CONNECTION_RESPONSE_SENT, one + " is not final");
      require(other != null, one + " has no other side");
      require(other.state() == State.CONNECTION_RESPONSE_RECEIVED, other + " is not final");
      require(
          one.myDid().equals(other.theirDid()) && one.theirDid().equals(other.myDid()),
          one + " and " + other + " have other DIDs");
    }
    require(ours.size() == count, ours.size() + " at the inviter, not " + count);
    require(invitee.size() == count, invitee.size() + " at the invitee, not " + count);
    System.out.println("none lost, none doubled: " + count + " on each side");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Of all threads, the compiler's too. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
