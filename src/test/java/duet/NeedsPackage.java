package duet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tests that need a program for Node, which is put together in {@code target}. Where Node or the
 * library under the program can't be had they are skipped, with a line that says what to do; with
 * {@code DUET_REQUIRE_INTEROP=true} in the environment, as in CI, they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPackage.Condition.class)
@interface NeedsPackage {

  /** The variable that says so. */
  String REQUIRED = "DUET_REQUIRE_INTEROP";

  NodePackage value();

  /** Whether it can be started. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (context.getTestMethod().isPresent()) {
        return ConditionEvaluationResult.enabled("as its class is");
      }
      var tests = context.getRequiredTestClass();
      var needed =
          AnnotationSupport.findAnnotation(tests, NeedsPackage.class).orElseThrow().value();
      boolean required = Boolean.parseBoolean(System.getenv(REQUIRED));
      var missing = needed.assemble(required);
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("Node and the library are there");
      }
      if (required) {
        throw new IllegalStateException(REQUIRED + " is true, but " + missing.get());
      }
      System.out.println("Skipped " + tests.getSimpleName() + ": " + missing.get());
      return ConditionEvaluationResult.disabled(missing.get());
    }
  }
}
