package duet.live.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import duet.AgentPair;
import duet.agent.AgentRecord;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.fixture.ScriptedAgent;
import duet.handshake.Pair;
import duet.live.board.Detail;
import duet.live.board.Detail.Step;
import duet.live.board.Row;
import duet.live.board.SeenMessage;
import duet.live.board.Standing;
import duet.report.Report;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** What pairs may show once opened, with records of real agents. */
final class SampleDetails {

  static final String INVITATION = "{\"body\":{\"goal_code\":\"io.atalaprism.connect\"}}";

  private SampleDetails() {}

  /** An open invitation, as a leader's board knows it. */
  static Detail invitation(Row row) {
    try (var agents = AgentPair.embedded()) {
      var pair = Pair.of(agents.inviter().invite(row.title()));
      return detail(
          row,
          List.of(Report.of(pair, new Progress.Underway())),
          Map.of(),
          Optional.of(Samples.LINK),
          EnumSet.of(Step.ACCEPT, Step.DELETE));
    }
  }

  /** Connected, issued and presented by embedded agents. */
  static Detail whole(Row row) {
    try (var agents = AgentPair.embedded()) {
      var pair = agents.connect(row.title());
      var credential = agents.issue(pair, Map.of("name", row.title()));
      var proof = agents.present(pair, credential);
      var records = new EnumMap<Side, List<AgentRecord>>(Side.class);
      for (var exchange : List.of(pair, credential, proof)) {
        for (var side : exchange.sides()) {
          records.put(side, List.of(exchange.side(side).orElseThrow()));
        }
      }
      return detail(
          row,
          List.of(Report.of(pair), Report.of(credential), Report.of(proof)),
          records,
          Optional.empty(),
          EnumSet.of(Step.ISSUE, Step.PRESENT, Step.DELETE));
    }
  }

  /** With nothing but its row. */
  static Detail detail(Row row) {
    return detail(row, List.of(), Map.of(), Optional.empty(), Set.of());
  }

  static Detail deadEnd(Row row) {
    try (var agents = AgentPair.embedded()) {
      var pair = Pair.of(agents.inviter().invite(row.title()));
      return detail(
          row,
          List.of(Report.of(pair, new Progress.DeadEnd(Samples.REFUSED))),
          Map.of(),
          Optional.empty(),
          EnumSet.of(Step.DELETE));
    }
  }

  static Detail detail(
      Row row,
      List<Report> reports,
      Map<Side, List<AgentRecord>> records,
      Optional<String> link,
      Set<Step> steps) {
    var messages = new ArrayList<SeenMessage>();
    messages.add(message(0, "invitation", Optional.of(INVITATION)));
    if (row.standing() == Standing.COMPLETE) {
      messages.add(
          message(
              1,
              "connection request",
              Optional.of(
                  "{\"id\":\"x\",\"body\":{\"goal\":\""
                      + Samples.MARKUP.replace("\"", "\\\"")
                      + "\"}}")));
      messages.add(
          message(
              2,
              "connection response",
              Optional.of("{\"body\":\"" + "A".repeat(1_000_000) + "\"}")));
    }
    var deletable =
        steps.contains(Step.DELETE) ? EnumSet.of(Side.INVITER) : EnumSet.noneOf(Side.class);
    return new Detail(row, reports, records, messages, link, deletable, steps);
  }

  static SeenMessage message(int number, String name, Optional<String> plaintext) {
    boolean fromInviter = number % 2 == 0;
    var inviter = ScriptedAgent.did("http://127.0.0.1:8090/didcomm");
    var invitee = ScriptedAgent.did("http://127.0.0.1:9090/didcomm");
    return new SeenMessage(
        number,
        name,
        plaintext.map(
            text ->
                "https://atalaprism.io/mercury/connections/1.0/" + name.replace("connection ", "")),
        fromInviter ? Side.INVITER : Side.INVITEE,
        fromInviter ? Side.INVITEE : Side.INVITER,
        Samples.NOW.minus(Duration.ofMillis(60_000 - 137L * number)),
        Optional.of(fromInviter ? inviter : invitee),
        number == 0 ? Optional.empty() : Optional.of(fromInviter ? invitee : inviter),
        plaintext.map(
            text ->
                number == 0
                    ? new SeenMessage.Contents("", List.of(), Optional.of(text))
                    : new SeenMessage.Contents(
                        "{\"typ\":\"application/didcomm-encrypted+json\",\"alg\":\"ECDH-1PU+A256KW\",\"enc\":\"A256CBC-HS512\",\"skid\":\""
                            + (fromInviter ? inviter : invitee)
                            + "#key-1\"}",
                        List.of((fromInviter ? invitee : inviter) + "#key-1"),
                        Optional.of(text))),
        number == 2);
  }

  /** The code of {@link #Samples.LINK}, a pixel a module. */
  static byte[] code() {
    try {
      var modules = new QRCodeWriter().encode(Samples.LINK, BarcodeFormat.QR_CODE, 0, 0);
      var image =
          new BufferedImage(
              modules.getWidth(), modules.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
      for (int y = 0; y < modules.getHeight(); y++) {
        for (int x = 0; x < modules.getWidth(); x++) {
          image.setRGB(x, y, modules.get(x, y) ? 0 : 0xffffff);
        }
      }
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException | WriterException e) {
      throw new IllegalStateException(e);
    }
  }
}
