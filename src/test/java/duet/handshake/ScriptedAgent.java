package duet.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.didcomm.AgreementKey;
import duet.didcomm.AuthenticationKey;
import duet.didcomm.Invitation;
import duet.didcomm.PeerDid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An agent over HTTP whose record goes through given states at given times, whatever it is asked:
 * for what no well-behaved agent does, and for timings that are to be known exactly.
 */
final class ScriptedAgent implements AutoCloseable {

  static {
    // Or each answer of the JDK's server takes 40 ms on 17.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpServer server;
  private final String name;
  private final TreeMap<Long, UnaryOperator<ObjectNode>> script = new TreeMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger underway = new AtomicInteger();
  private final AtomicInteger mostUnderway = new AtomicInteger();
  private final String did;
  private volatile Invitation invitation;
  private volatile long started = System.nanoTime();
  private volatile Instant startedAt = Instant.now();
  private volatile boolean running;
  private volatile boolean gone;

  private ScriptedAgent(String name, String service) throws IOException {
    this.name = name;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::serve);
    server.start();
    did = did(service);
    invitation =
        Invitation.create(UUID.randomUUID().toString(), did, Optional.empty(), Optional.empty());
  }

  static ScriptedAgent named(String name) {
    return named(name, "http://127.0.0.1:9/didcomm");
  }

  /**
   * @param service the address in its DID
   */
  static ScriptedAgent named(String name, String service) {
    try {
      return new ScriptedAgent(name, service);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String did(String service) {
    return PeerDid.create(
            AgreementKey.generate(RANDOM), AuthenticationKey.generate(RANDOM), URI.create(service))
        .did();
  }

  /** A DID as agents of 2023 write it. */
  static String didOf2023(String service) {
    var block = "{\"t\":\"dm\",\"s\":\"" + service + "\",\"r\":[],\"a\":[\"didcomm/v2\"]}";
    var encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(block.getBytes(StandardCharsets.UTF_8));
    return did(service).replaceFirst("\\.S.*", ".S" + encoded);
  }

  /** From this long after the start it reports the state, with whatever else the change does. */
  ScriptedAgent at(long millis, String state, UnaryOperator<ObjectNode> change) {
    script.put(
        millis,
        json -> {
          json.put("state", state);
          json.put("updatedAt", startedAt.plusMillis(millis).toString());
          return change.apply(json);
        });
    return this;
  }

  ScriptedAgent at(long millis, String state) {
    return at(millis, state, UnaryOperator.identity());
  }

  /** Shows these DIDs from the start. */
  ScriptedAgent dids(String mine, String theirs) {
    return at(0, state(), json -> json.put("myDid", mine).put("theirDid", theirs));
  }

  /** Starts the clock of the script. */
  ScriptedAgent start() {
    started = System.nanoTime();
    startedAt = Instant.now();
    running = true;
    return this;
  }

  /** From now on it knows no record. */
  void forget() {
    gone = true;
  }

  Agent open() {
    return Agent.open(AgentAddress.of(name, "http://127.0.0.1:" + port()));
  }

  int port() {
    return server.getAddress().getPort();
  }

  String did() {
    return did;
  }

  Invitation invitation() {
    return invitation;
  }

  ScriptedAgent of(Invitation other) {
    invitation = other;
    return this;
  }

  int asked() {
    return asked.get();
  }

  int mostUnderway() {
    return mostUnderway.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (path.equals("/connections") && exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 200, page());
      } else if (path.equals("/connections")) {
        answer(exchange, 201, record());
      } else if (path.startsWith("/connections/")) {
        asked.incrementAndGet();
        mostUnderway.accumulateAndGet(underway.incrementAndGet(), Math::max);
        answer(exchange, gone ? 404 : 200, gone ? unknown() : record());
        underway.decrementAndGet();
      } else if (path.equals("/connection-invitations")) {
        start();
        answer(exchange, 200, record());
      } else {
        answer(exchange, 404, JSON.createObjectNode());
      }
    }
  }

  private JsonNode page() {
    var page = JSON.createObjectNode();
    page.putArray("contents");
    return page;
  }

  private ObjectNode record() {
    var json = JSON.createObjectNode();
    json.put("connectionId", invitation.id()).put("thid", invitation.id());
    json.put("role", name.equals("inviter") ? "Inviter" : "Invitee").put("state", state());
    json.putObject("invitation")
        .put("invitationUrl", "https://my.domain.com/path?_oob=" + invitation.encoded());
    json.put("createdAt", startedAt.toString()).put("metaRetries", 5);
    long elapsed = running ? (System.nanoTime() - started) / 1_000_000 : 0;
    script.headMap(elapsed, true).values().forEach(change -> change.apply(json));
    return json;
  }

  private String state() {
    return name.equals("inviter") ? "InvitationGenerated" : "ConnectionRequestPending";
  }

  private static ObjectNode unknown() {
    return JSON.createObjectNode()
        .put("status", 404)
        .put("type", "error:ConnectionServiceError:RecordIdNotFound")
        .put("title", "Record Id Not Found");
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
