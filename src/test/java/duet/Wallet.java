package duet;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** A wallet, made of the SDK that people's wallets are made of: a process that tells its events. */
final class Wallet implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Program program;

  private Wallet(Program program) {
    this.program = program;
  }

  /** Starts a wallet with a mediator, and waits until that has enrolled it. */
  static Wallet start(Path directory, String mediatorDid) throws IOException {
    var command = NodePackage.WALLET.command("wallet.mjs", mediatorDid);
    var wallet = new Wallet(Program.listening(directory, command));
    wallet.awaitEvent("mediated");
    return wallet;
  }

  /** Accepts an invitation, and waits until its request is sent. */
  JsonNode accept(String invitation) throws IOException {
    program.tell(invitation);
    return awaitEvent("accepted");
  }

  /** Asks its mediator for nothing, until it is to {@link #resume}. */
  void pause() throws IOException {
    program.tell("pause");
    awaitEvent("paused");
  }

  void resume() throws IOException {
    program.tell("resume");
  }

  /** The first event of this name, once it is there. */
  JsonNode awaitEvent(String name) {
    try {
      return await().atMost(LONG).until(() -> event(name), Optional::isPresent).orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no event " + name + ": " + program.out() + program.err(), e);
    }
  }

  /** The first event of this name so far. */
  Optional<JsonNode> event(String name) {
    return program
        .out()
        .lines()
        .map(Wallet::json)
        .filter(event -> event.path("event").asText().equals(name))
        .findFirst();
  }

  @Override
  public void close() {
    program.close();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
