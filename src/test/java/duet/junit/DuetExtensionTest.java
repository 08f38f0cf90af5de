package duet.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import duet.AgentPair;
import duet.agent.AgentException;
import duet.containers.AgentPairContainers;
import duet.handshake.Handshake;
import duet.handshake.HandshakeTimeoutException;
import duet.junit.DuetTest.Lifetime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests of its own; what they got is kept here. */
class DuetExtensionTest {

  private static final List<AgentPair> GOT = new ArrayList<>();

  @BeforeEach
  void forget() {
    GOT.clear();
  }

  @DuetTest
  static class OneForAll {
    @BeforeAll
    static void before(AgentPair agents) {
      GOT.add(agents);
    }

    @Test
    void one(AgentPair agents) {
      GOT.add(agents);
      assertThat(agents.isEmbedded()).isTrue();
    }

    @Nested
    class Inside {
      @Test
      void two(AgentPair agents) {
        GOT.add(agents);
      }
    }
  }

  @Test
  void one_pair_serves_a_class_with_its_nested_ones() {
    var summary = run(OneForAll.class);

    assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    assertThat(GOT).hasSize(3).allMatch(pair -> pair == GOT.get(0));
  }

  @DuetTest(lifetime = Lifetime.METHOD)
  static class OneForEach {
    @Test
    void one(AgentPair agents) {
      GOT.add(agents);
    }

    @Test
    void two(AgentPair agents) {
      GOT.add(agents);
    }
  }

  @Test
  void each_test_gets_a_pair_of_its_own_if_asked_to() {
    run(OneForEach.class);

    assertThat(GOT).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void pairs_are_closed_afterwards() {
    run(OneForEach.class);

    assertThat(GOT).allMatch(pair -> refuses(pair));
  }

  @DuetTest
  static class Failing {
    @BeforeAll
    static void once(AgentPair agents) {
      agents.connect("Connect once");
    }

    @BeforeEach
    void before(AgentPair agents) {
      agents.connect("Connect before");
    }

    @Test
    void afterwards(AgentPair agents) {
      agents.connect("Connect with Bob");
      CompletableFuture.runAsync(() -> agents.connect("Connect elsewhere")).join();
      throw new AssertionError("not what it should be");
    }

    @Test
    void well(AgentPair agents) {
      agents.connect("Connect well");
    }

    @Nested
    class Inside {
      @Test
      void too(AgentPair agents) {
        throw new AssertionError("not what it should be, either");
      }
    }
  }

  @Test
  void a_failure_has_the_timelines_of_its_own_handshakes_with_their_labels() throws Exception {
    var failures = run(Failing.class).getFailures();

    assertThat(failures)
        .extracting(one -> one.getException().getMessage())
        .containsExactly("not what it should be", "not what it should be, either");
    var reported = failures.get(0).getException().getSuppressed();
    assertThat(reported).hasSize(1);
    assertThat(reported[0])
        .hasMessageContainingAll("ConnectionResponseReceived", "connected after");
    assertThat(labels(reported[0]))
        .containsExactly("Connect before", "Connect with Bob", "Connect elsewhere");
    assertThat(labels(failures.get(1).getException().getSuppressed()[0]))
        .containsExactly("Connect before");
    var page = Path.of("target/junit-platform/handshakes");
    var name = Failing.class.getName() + ".afterwards-2.html";
    assertThat(Files.readString(page.resolve(name))).contains("Connect with Bob");
  }

  /** One that an agent in use might throw; its cause is its own. */
  static class Circular extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  @DuetTest
  static class Unreportable {
    @Test
    void circular(AgentPair agents) {
      throw new Circular();
    }

    @Test
    void unwritable(AgentPair agents) {
      agents.connect("Connect with Bob");
      throw new AssertionError("the real failure");
    }

    @Test
    void aborted(AgentPair agents) {
      agents.connect("Connect with Bob");
      abort("not today");
    }
  }

  @Test
  void whatever_happens_to_the_report_the_failure_is_the_original_one() throws Exception {
    var file = Files.createTempFile("no-directory", ".txt");
    var summary =
        run(
            Unreportable.class,
            Map.of("junit.platform.reporting.output.dir", file.resolve("below").toString()));

    assertThat(summary.getTestsAbortedCount()).isEqualTo(1);
    var failures = summary.getFailures();
    assertThat(failures)
        .extracting(one -> one.getException().getClass().getSimpleName())
        .containsExactlyInAnyOrder("AssertionError", "Circular");
    var original =
        failures.stream()
            .map(one -> one.getException())
            .filter(AssertionError.class::isInstance)
            .findFirst()
            .orElseThrow();
    assertThat(original).hasMessage("the real failure");
    assertThat(original.getSuppressed()[0]).hasMessageContaining("connected after");
    assertThat(original.getSuppressed()[1]).isInstanceOf(java.io.IOException.class);
    Files.delete(file);
  }

  @DuetTest
  static class FailingAround {
    @BeforeEach
    void before(AgentPair agents) {
      agents.connect("Connect before");
      throw new AssertionError("before");
    }

    @Test
    void never() {}

    @AfterEach
    void after(AgentPair agents) {
      agents.connect("Connect after");
      throw new AssertionError("after");
    }
  }

  @Test
  void what_fails_before_or_after_a_test_is_told_too() {
    var failure = run(FailingAround.class).getFailures().get(0).getException();

    assertThat(failure).hasMessage("before");
    assertThat(labels(failure.getSuppressed()[0])).containsExactly("Connect before");
    assertThat(failure.getSuppressed()[1]).hasMessage("after");
    assertThat(labels(failure.getSuppressed()[1].getSuppressed()[0]))
        .containsExactly("Connect before", "Connect after");
  }

  @DuetTest
  static class TimingOut {
    @Test
    void in_vain(AgentPair agents) {
      var invitation = agents.inviter().invite("Nobody answers");
      Handshake.ofInviter(agents.inviter(), invitation).await(Duration.ofMillis(50));
    }
  }

  @Test
  void a_handshake_that_failed_is_told_with_its_cause() {
    var failure = run(TimingOut.class).getFailures().get(0).getException();

    assertThat(failure).isInstanceOf(HandshakeTimeoutException.class);
    assertThat(failure.getSuppressed()[0])
        .hasMessageContainingAll("\"Nobody answers\"", "timed out after");
  }

  @DuetTest
  static class InVain {
    @Test
    void after_a_good_one(AgentPair agents) {
      agents.connect("Connect with Bob");
      var invitation = agents.inviter().invite("In vain");
      Handshake.ofInviter(agents.inviter(), invitation).await(Duration.ofMillis(50));
    }
  }

  @Test
  void a_handshake_that_failed_is_told_once_beside_the_others() {
    var failure = run(InVain.class).getFailures().get(0).getException();

    assertThat(failure).isInstanceOf(HandshakeTimeoutException.class);
    assertThat(labels(failure.getSuppressed()[0])).containsExactly("Connect with Bob", "In vain");
    assertThat(failure.getSuppressed()[0])
        .hasMessageContainingAll("connected after", "timed out after");
  }

  @DuetTest(agents = "containers")
  static class InContainers {
    @Test
    void one(AgentPair agents) {
      GOT.add(agents);
    }
  }

  @Test
  void without_an_engine_a_test_in_containers_is_skipped_unless_one_is_required() {
    assumeFalse(AgentPairContainers.isEngineAvailable(), "a container engine answers here");

    var skipped = run(InContainers.class);
    assertThat(skipped.getContainersSkippedCount()).isEqualTo(1);
    assertThat(skipped.getFailures()).isEmpty();

    var failure =
        run(InContainers.class, Map.of("duet.require.engine", "true"))
            .getFailures()
            .get(0)
            .getException();
    assertThat(failure)
        .rootCause()
        .hasMessage(
            "duet.require.engine is true, but no container engine answers: start Docker, or set DOCKER_HOST");
    assertThat(GOT).isEmpty();
  }

  @DuetTest
  static class Configured {
    @Test
    void one(AgentPair agents) {
      GOT.add(agents);
    }
  }

  /** Agents from elsewhere. */
  static class Elsewhere implements Supplier<AgentPair> {
    static AgentPair made;

    @Override
    public AgentPair get() {
      made = AgentPair.embedded();
      return made;
    }
  }

  @Test
  void the_configuration_can_name_a_supplier() {
    var summary = run(Configured.class, Elsewhere.class.getName());

    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(GOT).containsExactly(Elsewhere.made);
  }

  @Test
  void a_configuration_that_makes_no_sense_is_told() {
    var failure = run(Configured.class, "none").getFailures().get(0).getException();

    assertThat(failure)
        .hasMessageContaining(
            "duet.agents is 'none' (must be embedded, containers, settings, or the name of");
  }

  private static boolean refuses(AgentPair pair) {
    try {
      pair.inviter().connections();
      return false;
    } catch (AgentException e) {
      return true;
    }
  }

  private static List<String> labels(Throwable reported) {
    return Pattern.compile("handshake \"(.*)\"")
        .matcher(reported.getMessage())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static TestExecutionSummary run(Class<?> tests) {
    return run(tests, Map.of());
  }

  private static TestExecutionSummary run(Class<?> tests, String agents) {
    return run(tests, Map.of("duet.agents", agents));
  }

  private static TestExecutionSummary run(Class<?> tests, Map<String, String> parameters) {
    var listener = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameter("junit.platform.reporting.output.dir", "target/junit-platform")
            .configurationParameters(parameters)
            .build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
