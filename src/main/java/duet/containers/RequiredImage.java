package duet.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * An image that a container is to have. Testcontainers tries for minutes to pull one that can't be
 * had, and then doesn't say why.
 */
record RequiredImage(DockerImageName image) {

  private static final String BUILD =
      "build it in a checkout of Duet: ./duet --version && docker build -t %s -f docker/Dockerfile .";
  private static final String PULL =
      "try it by hand: docker pull %s; or name another image with duet.image or DUET_IMAGE";
  private static final int MINUTES = 15;

  /**
   * Pulls it if the engine lacks it, with a single attempt.
   *
   * @throws ContainerLaunchException with advice, if it can't be had
   */
  void require() {
    var name = ImageNameSubstitutor.instance().apply(image).asCanonicalNameString();
    var client = DockerClientFactory.instance().client();
    if (isPresent(client, name)) {
      return;
    }
    if (isLocal(name)) {
      throw new ContainerLaunchException(
          "The container engine has no image %s: %s".formatted(name, BUILD.formatted(name)));
    }
    pull(client, name);
  }

  private static boolean isPresent(DockerClient client, String name) {
    try {
      client.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Whether no registry can have it. */
  private static boolean isLocal(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("localhost/");
  }

  private static void pull(DockerClient client, String name) {
    try {
      if (client.pullImageCmd(name).start().awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContainerLaunchException("Interrupted while it pulled the image " + name, e);
    } catch (DockerException | DockerClientException e) {
      throw new ContainerLaunchException(
          "The image %s can't be pulled: %s; %s"
              .formatted(name, String.valueOf(e.getMessage()).strip(), PULL.formatted(name)),
          e);
    }
    throw new ContainerLaunchException(
        "The image %s was not pulled within %d minutes; %s"
            .formatted(name, MINUTES, PULL.formatted(name)));
  }
}
