package duet.containers;

import duet.agent.Preflight;
import duet.agent.PreflightResult;
import java.util.List;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Ready is an agent that lists its connections to who has its key. */
final class Readiness extends AbstractWaitStrategy {

  private final CloudAgentContainer agent;

  Readiness(CloudAgentContainer agent) {
    this.agent = agent;
  }

  @Override
  protected void waitUntilReady() {
    PreflightResult found =
        Preflight.await(List.of(agent.address()), startupTimeout, late -> requireRunning()).get(0);
    if (!found.reachable()) {
      throw new ContainerLaunchException(
          "Not ready within %d s: %s".formatted(startupTimeout.toSeconds(), found));
    }
  }

  /** One that died won't start late. */
  private void requireRunning() {
    if (!agent.isRunning()) {
      throw new ContainerLaunchException("The container ended before its agent was ready");
    }
  }
}
