package duet.embedded.mediated;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.didcomm.MessageRoute;
import duet.didcomm.PeerDid;
import duet.http.HttpClients;
import duet.text.HttpUrl;
import duet.text.SafeText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.util.component.LifeCycle;

/** The DID of a mediator, and what people give for it. */
public final class MediatorDid {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A did:peer:2 is no longer, and {@code GET /did} gives nothing else. */
  private static final int MAX_BYTES = 16 * 1024;

  private MediatorDid() {}

  /**
   * Checks what people give for a mediator, without asking it.
   *
   * @param text a DID, a mediator's invitation, or a URL under which {@code /did} gives the DID
   * @throws IllegalArgumentException if it is none of these
   */
  public static String check(String text) {
    if (written(text).isEmpty()) {
      url(text);
    }
    return text;
  }

  /**
   * The DID behind what people give for a mediator.
   *
   * @throws IllegalArgumentException as {@link #check}
   * @throws MediatorException if the mediator doesn't tell its DID
   */
  static String find(String text) {
    return written(text).orElseGet(() -> fetch(url(text)));
  }

  private static Optional<String> written(String text) {
    var given = text.strip();
    boolean invitation = given.contains("oob=") || given.startsWith("{");
    if (!invitation && !given.startsWith("did:")) {
      return Optional.empty();
    }
    try {
      var did = invitation ? Invitation.parse(given).from() : given;
      address(did);
      return Optional.of(did);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("invalid mediator: " + e.getMessage(), e);
    }
  }

  private static URI url(String given) {
    try {
      return HttpUrl.parse(given.strip().replaceFirst("/*$", "") + "/did");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "invalid mediator: %s (must be its DID, its invitation, or its http or https URL)"
              .formatted(SafeText.excerpt(given)),
          e);
    }
  }

  /**
   * @return the DID as the service of others
   * @throws MediatorException if messages can't be sent to it
   */
  static URI require(String did) {
    try {
      address(did);
      return URI.create(did);
    } catch (MalformedException e) {
      throw new MediatorException("The mediator names a DID that can't be used: " + e.getMessage());
    }
  }

  /** Where it takes messages. */
  static URI address(String did) {
    var route = MessageRoute.toMediator(PeerDid.parse(did));
    if (route.mediator().isPresent()) {
      throw new MalformedException(
          "mediator", "the mediator is itself behind another, so that it can't answer");
    }
    return route.address();
  }

  private static String fetch(URI url) {
    var client = HttpClients.of(TIMEOUT, TIMEOUT);
    try {
      client.start();
      var answer = new InputStreamResponseListener();
      client.newRequest(url).timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).send(answer);
      int status = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).getStatus();
      var bytes = answer.getInputStream().readNBytes(MAX_BYTES);
      var text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (status != 200 || !text.startsWith("did:")) {
        throw new MediatorException(
            "No mediator tells its DID at %s: HTTP %d %s. Check the URL, or give the DID itself"
                .formatted(url, status, SafeText.excerpt(text)));
      }
      return require(text).toString();
    } catch (MediatorException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediatorException("Interrupted while asking " + url);
    } catch (Exception e) {
      throw new MediatorException(
          "No mediator answers at %s: %s. Is it running there?".formatted(url, reason(e)));
    } finally {
      LifeCycle.stop(client);
    }
  }

  private static String reason(Exception failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? "no answer" : cause.getMessage();
  }
}
