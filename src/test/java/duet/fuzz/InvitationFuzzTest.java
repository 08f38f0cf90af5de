package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import java.net.URI;
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
