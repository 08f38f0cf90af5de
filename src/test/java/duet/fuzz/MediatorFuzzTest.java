package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.didcomm.Reply;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import duet.fixture.WalletClient.Own;
import duet.fuzz.KeptAlive.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.StatisticsReport;

class MediatorFuzzTest {

  private static final String HEADER = "Content-Type: " + Envelope.MEDIA_TYPE + "\r\n";
  private static final int REQUESTS_PER_CHECK = 100;

  private static EmbeddedMediator mediator;
  private static KeptAlive connection;
  private static WalletClient wallet;
  private static Own address;
  private static Own other;
  private static int requests;

  @BeforeContainer
  static void start() {
    mediator = EmbeddedMediator.builder().start();
    connection = new KeptAlive(mediator.url());
    wallet = new WalletClient(mediator.did());
    wallet.mediate();
    address = wallet.connection();
    other = WalletClient.own(Optional.of(mediator.did()));
  }

  @AfterContainer
  static void stop() throws IOException {
    connection.close();
    mediator.close();
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void whatever_an_enrolled_wallet_writes_is_answered_in_2xx(@ForAll("requests") String message)
      throws IOException {
    var answer = post(wallet.host().authcrypt(message, mediator.did()));

    assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    count(answer);
    if (++requests % REQUESTS_PER_CHECK == 0) {
      assertThat(wallet.update("add", address.text())).isIn("no_change", "success");
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void whatever_is_forwarded_is_taken_with_202_or_reported(@ForAll("forwards") String message)
      throws IOException {
    var answer = post(Envelope.anoncrypt(message, PeerDid.parse(mediator.did()).agreementKeys()));

    assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    count(answer);
    acknowledge(answer);
  }

  @Property
  void whatever_is_posted_is_answered(@ForAll("bodies") String body) throws IOException {
    var answer = post(body);

    assertThat(answer.status()).as(answer.body()).isIn(200, 202, 400);
    acknowledge(answer);
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(WalletClient.REQUESTS)
        .map(type -> wallet.message(type, Optional.of(wallet.host().text()), body()).toJson())
        .flatMap(Edit::of);
  }

  @Provide
  Arbitrary<String> forwards() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.create(() -> forward(address))),
            Tuple.of(1, Arbitraries.create(() -> forward(other))))
        .flatMap(Edit::of);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Arbitraries.create(
                    () ->
                        Envelope.anoncrypt(
                            forward(address), PeerDid.parse(mediator.did()).agreementKeys()))
                .flatMap(Edit::of)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(300)));
  }

  /** New each time, since a message is taken once. */
  private static String forward(Own to) {
    var keys = to.did().agreementKeys();
    var message = new Forward(to.text(), Envelope.anoncrypt("{}", keys));
    return message.toMessage(mediator.did()).toJson();
  }

  private static ObjectNode body() {
    var body = WalletClient.object().put("limit", 10).put("recipient_did", address.text());
    body.putArray("updates").addObject().put("recipient_did", address.text()).put("action", "add");
    body.putArray("message_id_list").add("x");
    body.putArray("queries").addObject().put("feature-type", "protocol").put("match", "https://*");
    body.putObject("paginate").put("limit", 1).put("offset", 0);
    return body;
  }

  /** What was taken can be picked up. */
  private static void acknowledge(Answer answer) {
    if (answer.status() == 202) {
      var delivered = wallet.poll().get(0);
      assertThat(Envelope.recipients(delivered.envelope()))
          .anyMatch(kid -> kid.startsWith(address.text()));
      wallet.acknowledge(delivered.id());
    }
  }

  private static void count(Answer answer) {
    var reply = Reply.read(answer.body(), kid -> Optional.of(wallet.host().agreement()));
    boolean refused = reply.flatMap(each -> ProblemReport.of(each.message())).isPresent();
    reply.ifPresent(each -> assertThat(each.author()).contains(mediator.did()));
    if (refused) {
      Taken.no();
    } else {
      Taken.yes();
    }
  }

  private static Answer post(String body) throws IOException {
    return connection.send("POST", "/", HEADER, body.getBytes(StandardCharsets.UTF_8));
  }
}
