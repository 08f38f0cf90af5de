package duet.exchange;

import duet.http.Causes;
import duet.http.HttpClients;
import duet.http.TlsFailure;
import duet.http.TlsProbe;
import duet.text.HttpUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.StringRequestContent;

/**
 * What a DIDComm address answers from here to an empty message, which every agent refuses. It is
 * evidence: names often resolve inside the agents' network only.
 */
record AddressProbe(Finding finding, String detail) {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String MEDIA_TYPE = "application/didcomm-encrypted+json";
  private static final int MAX_BODY = 8_192;

  enum Finding {
    ANSWERS("answers from here"),
    NO_AGENT("answers from here, but not as a DIDComm agent does"),
    NO_TLS("takes no secure connection from here"),
    MUTE("takes connections from here, but gives no HTTP answer"),
    REFUSES("refuses connections from here too"),
    NOT_RESOLVED("does not resolve here"),
    SILENT("does not answer here");

    private final String description;

    Finding(String description) {
      this.description = description;
    }

    /** Whether something at the address took a connection. */
    boolean reached() {
      return compareTo(REFUSES) < 0;
    }
  }

  /** Asks in the background; completes within a few seconds. */
  static CompletableFuture<AddressProbe> of(URI address) {
    return CompletableFuture.supplyAsync(() -> probe(address));
  }

  String description() {
    return finding.description + (detail.isEmpty() ? "" : ": " + detail);
  }

  private static AddressProbe probe(URI address) {
    var target = new InetSocketAddress(HttpUrl.host(address).orElse(""), HttpUrl.port(address));
    if (target.isUnresolved()) {
      return new AddressProbe(Finding.NOT_RESOLVED, "");
    }
    try (var socket = new Socket()) {
      socket.connect(target, (int) TIMEOUT.toMillis());
    } catch (ConnectException e) {
      return new AddressProbe(Finding.REFUSES, "");
    } catch (IOException e) {
      return new AddressProbe(Finding.SILENT, "");
    }
    // The client can't send to a host with an underscore.
    return address.getHost() == null ? new AddressProbe(Finding.ANSWERS, "") : post(address);
  }

  private static AddressProbe post(URI address) {
    var client = HttpClients.of(TIMEOUT, TIMEOUT);
    try {
      client.start();
      var listener = new InputStreamResponseListener();
      client
          .POST(address)
          .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .body(new StringRequestContent(MEDIA_TYPE, "{}"))
          .send(listener);
      var response = listener.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      var body = listener.getInputStream().readNBytes(MAX_BODY);
      return answered(
          new HttpAnswer(response.getStatus(), new String(body, StandardCharsets.UTF_8)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AddressProbe(Finding.MUTE, "");
    } catch (Exception e) {
      return unanswered(address, e);
    } finally {
      org.eclipse.jetty.util.component.LifeCycle.stop(client);
    }
  }

  /** Nobody can encrypt an answer to a message that doesn't say whom it is from. */
  private static AddressProbe answered(HttpAnswer answer) {
    if (answer.expectsTls()) {
      return new AddressProbe(Finding.NO_TLS, answer.toString());
    }
    boolean encrypted = answer.status() / 100 == 2 && answer.body().contains("\"ciphertext\"");
    boolean foreign = encrypted || answer.foreign();
    return new AddressProbe(foreign ? Finding.NO_AGENT : Finding.ANSWERS, answer.toString());
  }

  private static AddressProbe unanswered(URI address, Exception failure) {
    var tls = TlsFailure.describe(failure);
    if (tls.isPresent()) {
      return new AddressProbe(Finding.NO_TLS, tls.get());
    }
    var other = otherScheme(address, Causes.has(failure, TimeoutException.class));
    return new AddressProbe(other.isEmpty() ? Finding.MUTE : Finding.NO_TLS, other);
  }

  /** Whether the port speaks the scheme that the address doesn't name. */
  private static String otherScheme(URI address, boolean slow) {
    if ("https".equalsIgnoreCase(address.getScheme())) {
      var plain = URI.create(address.toString().replaceFirst("(?i)^https", "http"));
      return post(plain).finding() == Finding.MUTE ? "" : "it speaks plain http: use http://";
    }
    return !slow && TlsProbe.of(address).join() ? "it expects TLS: use https://" : "";
  }
}
