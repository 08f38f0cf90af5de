package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duet.delivery.PastedInvitation;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;

class InvitationFuzzTest {

  private static final URI BASE = URI.create("https://my.domain.com/path?a=b#c");

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_an_invitation_that_goes_round_or_is_refused(@ForAll("texts") String text) {
    Invitation invitation;
    try {
      invitation = Invitation.parse(text);
    } catch (MalformedException e) {
      Texts.assertReadable(e);
      Taken.no();
      return;
    }
    Taken.yes();
    assertThat(Invitation.parse(invitation.json())).isEqualTo(invitation);
    assertThat(Invitation.parse(invitation.encoded())).isEqualTo(invitation);
    assertThat(Invitation.parse(invitation.link(BASE).toString())).isEqualTo(invitation);
    assertThat(invitation.endpoint().isAbsolute()).isTrue();
    assertThat(invitation.peer().did()).isEqualTo(invitation.from());
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_pasted_text_holds_an_invitation_or_is_refused(@ForAll("pasted") String text) {
    try {
      PastedInvitation.read(text);
      Taken.yes();
    } catch (MalformedException e) {
      Texts.assertReadable(e);
      Taken.no();
    }
  }

  @Provide
  Arbitrary<String> pasted() {
    var json = Texts.INVITATION.json();
    var link = Texts.INVITATION.link(BASE).toString();
    var wrapped = link.replaceAll("(.{76})", "$1\n");
    var escaped = URLEncoder.encode(link, StandardCharsets.UTF_8);
    var answer = "{\"connectionId\":\"1\",\"invitation\":{\"invitationUrl\":\"" + link + "\"}}";
    var forms =
        List.of(
            wrapped,
            wrapped.replace("\n", "\n> "),
            wrapped.replace("\n", "=\n").replace("_oob=", "_oob=3D"),
            "Hello Bob: <" + link + ">.\nRegards, Alice",
            "<a href=\"" + link.replace("&", "&amp;").replace("=", "&#x3D;") + "\">",
            "https://safe.example/?url=" + escaped + "&x=1",
            "https://safe.example/?url=" + URLEncoder.encode(escaped, StandardCharsets.UTF_8),
            "\ufeff" + answer,
            "It is " + json + ".",
            json.replace("\"", "\\\""));
    return Arbitraries.frequencyOf(
        Tuple.of(40, Edit.ofAny(forms)),
        Tuple.of(10, texts()),
        Tuple.of(
            1,
            Arbitraries.of(
                    "_oob=e",
                    "eyJpZCI6",
                    " eyJp ",
                    "{\"",
                    "{}",
                    "%25",
                    "=3D",
                    "&#x3D;",
                    "=\n",
                    "> ")
                .map(unit -> unit.repeat(Invitation.MAX_LENGTH / unit.length()))));
  }

  @Provide
  Arbitrary<String> texts() {
    var json = Texts.INVITATION.json();
    var encoded = Texts.INVITATION.encoded();
    var link = Texts.INVITATION.link(BASE).toString();
    var forms =
        List.of(json, encoded, encoded + "==", link, link.replace("=", "%3D"), " " + link + "\n");
    var damaged = Edit.of(json);
    var stranger = Texts.dids().map(did -> json.replace(Texts.DID.did(), did));
    return Arbitraries.frequencyOf(
        Tuple.of(40, Edit.ofAny(forms)),
        Tuple.of(20, damaged),
        Tuple.of(20, damaged.map(Texts::base64)),
        Tuple.of(20, stranger),
        Tuple.of(20, stranger.map(Texts::base64)),
        Tuple.of(10, damaged.map(text -> "x:?oob=" + Texts.base64(text))),
        Tuple.of(10, Arbitraries.strings().ofMaxLength(300)),
        Tuple.of(
            1,
            Arbitraries.of("A", "[", "{\"", "%", "a?", "%41", "&_oob=", "=", "{\"a\":")
                .map(unit -> unit.repeat(Invitation.MAX_LENGTH / unit.length()))));
  }
}
