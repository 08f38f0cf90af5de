package duet.junit;

import duet.containers.AgentPairContainers;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests on agents in containers where no container engine answers, unless one is required.
 */
final class EngineCondition {

  private static final String PARAMETER = "duet.require.engine";
  private static final String VARIABLE = "DUET_REQUIRE_ENGINE";
  private static final String MISSING =
      "no container engine answers: start Docker, or set DOCKER_HOST";

  private EngineCondition() {}

  /**
   * @throws ExtensionConfigurationException if there is none, and one is required
   */
  static ConditionEvaluationResult evaluate(ExtensionContext context) {
    if (isAvailable()) {
      return ConditionEvaluationResult.enabled("a container engine answers");
    }
    if (context.getConfigurationParameter(PARAMETER, Boolean::parseBoolean).orElse(false)) {
      throw new ExtensionConfigurationException(PARAMETER + " is true, but " + MISSING);
    }
    if (Boolean.parseBoolean(System.getenv(VARIABLE))) {
      throw new ExtensionConfigurationException(VARIABLE + " is true, but " + MISSING);
    }
    return ConditionEvaluationResult.disabled(
        "%s; %s=true makes this a failure".formatted(MISSING, PARAMETER));
  }

  /** Without Testcontainers it isn't known; opening the agents says so then. */
  private static boolean isAvailable() {
    try {
      return AgentPairContainers.isEngineAvailable();
    } catch (NoClassDefFoundError e) {
      return true;
    }
  }
}
