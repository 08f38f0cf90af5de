package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Cause;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressDiagnosisTest {

  @ParameterizedTest
  @CsvSource({
    "STILL_UNDERWAY, NOT_RESOLVED, 'inviter:8090 does not resolve here, though it may where the agents run'",
    "ADDRESS_REFUSED, NOT_RESOLVED, 'inviter:8090 does not resolve here, though it may where the agents run'",
    "ADDRESS_NOT_RESOLVED, NOT_RESOLVED, inviter:8090 does not resolve here",
    "ADDRESS_REFUSED, REFUSES, inviter:8090 refuses connections from here too",
  })
  void a_name_that_only_containers_know_is_not_held_against_the_address(
      Cause cause, AddressProbe probe, String evidence) {
    var diagnosis = Diagnosis.of(cause, Side.INVITER);

    var doubted = AddressDiagnosis.of(diagnosis, URI.create("http://inviter:8090"), probe);

    assertThat(doubted.cause()).isEqualTo(cause);
    assertThat(doubted.evidence()).containsExactly(evidence);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ANSWERS, ADDRESS_LOCALHOST",
    "localhost, REFUSES, ADDRESS_REFUSED",
    "inviter, ANSWERS, ADDRESS_REFUSED"
  })
  void localhost_that_answers_us_alone_leads_the_invitee_to_itself(
      String host, AddressProbe probe, Cause cause) {
    var diagnosis = Diagnosis.of(Cause.ADDRESS_REFUSED, Side.INVITER);

    var doubted = AddressDiagnosis.of(diagnosis, URI.create("http://" + host + ":8090"), probe);

    assertThat(doubted.cause()).isEqualTo(cause);
  }
}
