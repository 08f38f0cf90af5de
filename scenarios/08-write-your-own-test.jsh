// # Write your own test
//
// If you build on connections, you want to test with one. `@DuetTest` is a JUnit 5 extension: it passes
// two usable agents to a test, and closes them afterwards. Depending on the configuration, the same
// test runs on embedded agents, on those in the settings, or on others.
//
// `examples/junit` is a small project that does this. Here we write the tests in the shell.

import duet.junit.DuetTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.*;
import org.junit.platform.launcher.listeners.*;
import org.junit.platform.engine.discovery.DiscoverySelectors;

// ## A test

@DuetTest class GreetingTest {
    @Test
    void both_sides_end_connected(AgentPair agents) {
        check(agents.connect("Connect with Bob").didsMatch(), "connected in a test");
    }

    @Test
    void an_invitation_carries_its_goal(AgentPair agents) {
        var made = agents.inviter().invite("To Bob", "issue-vc", "To issue a degree");
        check(made.goal().equals(Optional.of("To issue a degree")), "it tells what for");
    }
}

// ## Run it
//
// A build does this with `mvn verify`, an IDE with a click.

var reports = Files.createTempDirectory("duet-walkthrough");
TestExecutionSummary run(Class<?> tests) {
    var listener = new SummaryGeneratingListener();
    var request = LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(tests))
            .configurationParameter("junit.platform.reporting.output.dir", reports.toString())
            .build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
}
var summary = run(GreetingTest.class);
check(summary.getTestsSucceededCount() == 2 && summary.getTestsFailedCount() == 0, "both tests are green");

// ## When it fails
//
// A failing test shows the timelines of its handshakes, so that a red build tells what the agents
// did.

@DuetTest class WrongTest {
    @Test
    void a_connection_takes_no_time(AgentPair agents) {
        var pair = agents.connect("In no time");
        check(pair.timeline().length().isZero(), "it took no time");
    }
}
var failure = run(WrongTest.class).getFailures().get(0).getException();
print(failure.getMessage());
print(failure.getSuppressed()[0].getMessage());
check(failure.getSuppressed()[0].getMessage().contains("ConnectionResponseReceived"), "the failure has the timeline");

// A page beside the reports shows the same as a drawing.

var left = Files.walk(reports).sorted(Comparator.reverseOrder()).toList();
check(left.stream().anyMatch(file -> file.toString().endsWith("-1.html")), "there is a page");
left.forEach(file -> file.toFile().delete());
print("08-write-your-own-test: finished");
