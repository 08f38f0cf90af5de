package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;

class PeerDidFuzzTest {

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_did_whose_keys_are_found_or_is_refused(@ForAll("dids") String text) {
    PeerDid did;
    try {
      did = PeerDid.parse(text);
    } catch (MalformedException e) {
      Texts.assertReadable(e);
      Taken.no();
      return;
    }
    Taken.yes();
    assertThat(did.did()).isEqualTo(text);
    assertThat(PeerDid.parse(did.did())).isEqualTo(did);
    assertThat(did.keys()).contains(did.agreementKey());
    did.keys().forEach(key -> assertThat(did.key(key.id())).contains(key));
  }

  @Provide
  Arbitrary<String> dids() {
    return Texts.dids();
  }
}
