package duet.junit;

import duet.AgentPair;
import duet.handshake.Handshake;
import duet.junit.DuetTest.Lifetime;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Implements {@link DuetTest}. JUnit closes the agents together with the store that they are in.
 */
final class DuetExtension implements ParameterResolver, TestExecutionExceptionHandler {

  private static final Namespace NAMESPACE = Namespace.create(DuetExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == AgentPair.class;
  }

  @Override
  public AgentPair resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var config = config(context);
    if (config.lifetime() == Lifetime.METHOD && context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Lifetime.METHOD opens a pair for each test, not before the first one: use Lifetime.CLASS");
    }
    return owner(context)
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestAgents.class, key -> TestAgents.open(config.agents(), context), TestAgents.class)
        .pair();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    var agents = owner(context).getStore(NAMESPACE).get(TestAgents.class, TestAgents.class);
    List<Handshake> recent = agents == null ? List.of() : agents.recentHandshakes();
    FailedTestReport.of(failure, recent)
        .ifPresent(attachment -> attachment.attach(context, failure));
    throw failure;
  }

  /** The context whose store has the agents: the test's, or the outermost class'. */
  private static ExtensionContext owner(ExtensionContext context) {
    if (config(context).lifetime() == Lifetime.METHOD) {
      return context;
    }
    var owner = context;
    while (owner.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
      owner = owner.getParent().get();
    }
    return owner;
  }

  private static DuetTest config(ExtensionContext context) {
    for (var here = context; ; here = here.getParent().orElseThrow()) {
      var found = AnnotationSupport.findAnnotation(here.getTestClass(), DuetTest.class);
      if (found.isPresent()) {
        return found.get();
      }
    }
  }
}
