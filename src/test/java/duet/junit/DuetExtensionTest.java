package duet.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import duet.AgentPair;
import duet.agent.AgentException;
import duet.handshake.Handshake;
import duet.handshake.HandshakeTimeoutException;
import duet.junit.DuetTest.Lifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    @Test
    void afterwards(AgentPair agents) {
      agents.connect("Connect with Bob");
      throw new AssertionError("not what it should be");
    }
  }

  @Test
  void a_failure_has_the_timelines_of_the_handshakes_that_succeeded() {
    var failure = run(Failing.class).getFailures().get(0).getException();

    assertThat(failure).hasMessage("not what it should be");
    assertThat(failure.getSuppressed()[0])
        .hasMessageContainingAll("ConnectionResponseReceived", "connected after");
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
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("timed out after");
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

  private static TestExecutionSummary run(Class<?> tests) {
    return run(tests, "embedded");
  }

  private static TestExecutionSummary run(Class<?> tests, String agents) {
    var listener = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameters(
                Map.of(
                    "duet.agents",
                    agents,
                    "junit.platform.reporting.output.dir",
                    "target/junit-platform"))
            .build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
