package duet.junit;

import duet.AgentPair;
import duet.junit.DuetTest.Lifetime;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Implements {@link DuetTest}, with nothing that JUnit 5.10 lacks. JUnit closes the agents together
 * with the store that they are in.
 */
final class DuetExtension
    implements ExecutionCondition,
        ParameterResolver,
        BeforeEachCallback,
        AfterEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final Namespace NAMESPACE = Namespace.create(DuetExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getTestMethod().isEmpty() && agents(context).equals(TestAgents.CONTAINERS)
        ? EngineCondition.evaluate(context)
        : ConditionEvaluationResult.enabled("its class is");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == AgentPair.class;
  }

  @Override
  public AgentPair resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (config(context).lifetime() == Lifetime.METHOD && context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Lifetime.METHOD opens a pair for each test, not before the first one: use Lifetime.CLASS");
    }
    return store(context)
        .getOrComputeIfAbsent(TestAgents.class, key -> open(context), TestAgents.class)
        .pair();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running(context).begin(context.getUniqueId());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running(context).end(context.getUniqueId());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof TestAbortedException)) {
      var own = running(context).exchanges(context.getUniqueId());
      FailedTestReport.attach(context, failure, own);
    }
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    FailedTestReport.attach(context, failure, List.of());
    throw failure;
  }

  private static TestAgents open(ExtensionContext context) {
    var opened = TestAgents.open(agents(context));
    opened.pair().onExchange(running(context)::add);
    return opened;
  }

  private static RunningTests running(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(RunningTests.class, key -> new RunningTests(), RunningTests.class);
  }

  /** Of the context that the agents live as long as: the test's, or the outermost class'. */
  private static Store store(ExtensionContext context) {
    var owner = context;
    if (config(context).lifetime() == Lifetime.CLASS) {
      while (owner.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
        owner = owner.getParent().get();
      }
    }
    return owner.getStore(NAMESPACE);
  }

  /** Which ones: the annotation's value, else the configuration parameter's. */
  private static String agents(ExtensionContext context) {
    var asked = config(context).agents();
    return asked.isEmpty()
        ? context.getConfigurationParameter(TestAgents.PARAMETER).orElse("embedded").strip()
        : asked;
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
