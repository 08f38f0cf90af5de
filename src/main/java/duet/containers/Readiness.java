package duet.containers;

import duet.agent.Preflight;
import duet.agent.PreflightResult;
import java.util.List;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until an agent lists its connections to a client with its key. */
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

  /** There is no point in waiting for a container that has stopped. */
  private void requireRunning() {
    if (!agent.isRunning()) {
      throw new ContainerLaunchException("The container stopped before its agent was ready");
    }
  }
}
