package duet.check;

import duet.agent.AgentException;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.check.RawHttp.NoAnswerException;
import duet.didcomm.EnvelopeException;
import duet.didcomm.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs the contract's cases against one agent, one after another. They change nothing that was
 * there, and delete what they made as far as the agent lets them.
 *
 * <pre>{@code
 * PreflightResult agent = Preflight.check(AgentAddress.of("agent", "http://localhost:8085"));
 * CheckReport report = Check.of(agent).run();
 * System.out.println(report.good(false));
 * }</pre>
 *
 * <p>Defaults: all cases; peers that agents on this machine reach; 20 s of patience with what the
 * agent does by itself.
 */
public final class Check {

  private final PreflightResult agent;
  private PeerAddress reach = PeerAddress.LOOPBACK;
  private Duration patience = Duration.ofSeconds(20);
  private Predicate<String> names = name -> true;
  private Consumer<CaseResult> listener = result -> {};

  private Check(PreflightResult agent) {
    this.agent = agent;
  }

  /** Of an agent that was found in a preflight. */
  public static Check of(PreflightResult agent) {
    return new Check(agent);
  }

  /** The names of all cases, in their order. */
  public static List<String> names() {
    return Contract.groups().values().stream()
        .flatMap(List::stream)
        .map(ContractCase::name)
        .toList();
  }

  public Check reach(PeerAddress reach) {
    this.reach = reach;
    return this;
  }

  /** How long to wait for a message, an event or a state. */
  public Check patience(Duration patience) {
    this.patience = patience;
    return this;
  }

  /** Only cases of these names. */
  public Check only(Predicate<String> names) {
    this.names = names;
    return this;
  }

  /** Told of each result at once, on the thread that runs the check. */
  public Check listening(Consumer<CaseResult> listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Runs the cases.
   *
   * @throws AgentException if the agent can't be used, or can't any more
   * @throws UncheckedIOException if the check's own peers can't listen
   */
  public CheckReport run() {
    answers(agent);
    var http = new RawHttp(agent.answered());
    var created = new CreatedRecords(http);
    try (var peerServer = reach.open(agent.baseUrl()).orElse(null)) {
      var subject = new CheckedAgent(http, created, Optional.ofNullable(peerServer), patience);
      var results = new ArrayList<CaseResult>();
      for (var group : Contract.groups().entrySet()) {
        for (ContractCase one : group.getValue()) {
          if (names.test(one.name())) {
            results.add(tried(group.getKey(), one, subject));
            listener.accept(results.get(results.size() - 1));
          }
        }
      }
      return new CheckReport(results, created.end());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private CaseResult tried(String group, ContractCase one, CheckedAgent subject) {
    long started = System.nanoTime();
    var verdict = verdict(one, subject);
    var took = Duration.ofNanos(System.nanoTime() - started);
    return new CaseResult(group, one.name(), verdict, took);
  }

  private Verdict verdict(ContractCase one, CheckedAgent subject) {
    try {
      var verdict = outcome(one, subject);
      subject.created().sweep();
      return verdict;
    } catch (NoAnswerException e) {
      answers(Preflight.check(agent.answered()));
      return Verdict.failed("an answer", "the connection broke off or nothing came in time");
    }
  }

  private static void answers(PreflightResult agent) {
    if (agent.failure().isPresent()) {
      throw agent.failure().get();
    }
  }

  private static Verdict outcome(ContractCase one, CheckedAgent subject) {
    try {
      one.trial().accept(subject);
      return Verdict.PASSED;
    } catch (Deviation e) {
      return e.verdict();
    } catch (MalformedException | EnvelopeException | IllegalArgumentException e) {
      return Verdict.failed("what can be read", String.valueOf(e.getMessage()));
    }
  }
}
