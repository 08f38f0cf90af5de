package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Cause;
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
      Cause cause, AddressProbe.Finding found, String evidence) {
    var diagnosis = Diagnosis.of(cause, Side.INVITER);

    var doubted =
        AddressDiagnosis.of(
            diagnosis, new DidCommAddress(Side.INVITER, "http://inviter:8090"), probe(found));

    assertThat(doubted.cause()).isEqualTo(cause);
    assertThat(doubted.evidence()).containsExactly(evidence);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ANSWERS, ADDRESS_LOCALHOST",
    "localhost, REFUSES, ADDRESS_REFUSED",
    "inviter, ANSWERS, ADDRESS_REACHED_FROM_HERE"
  })
  void localhost_that_answers_us_alone_leads_the_invitee_to_itself(
      String host, AddressProbe.Finding found, Cause cause) {
    var diagnosis = Diagnosis.of(Cause.ADDRESS_REFUSED, Side.INVITER);

    var doubted =
        AddressDiagnosis.of(
            diagnosis, new DidCommAddress(Side.INVITER, "http://" + host + ":8090"), probe(found));

    assertThat(doubted.cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS_UNREACHABLE, ANSWERS, ADDRESS_REACHED_FROM_HERE",
    "ADDRESS_UNREACHABLE, MUTE, ADDRESS_NOT_ANSWERING",
    "ADDRESS_UNREACHABLE, NO_TLS, ADDRESS_TLS",
    "ADDRESS_UNREACHABLE, SILENT, ADDRESS_UNREACHABLE",
    "NOT_SENT, NO_AGENT, ADDRESS_NO_AGENT",
    "NOT_SENT, NO_TLS, ADDRESS_TLS",
    "ADDRESS_NO_AGENT, NO_TLS, ADDRESS_TLS",
    "ADDRESS_NOT_ANSWERING, NO_TLS, ADDRESS_TLS",
    "PEER_SILENT, NO_AGENT, ADDRESS_NO_AGENT",
    "PEER_SILENT, ANSWERS, PEER_SILENT",
    "REQUEST_NOT_SEEN, NO_AGENT, ADDRESS_NO_AGENT",
    "ADDRESS_NOT_RESOLVED, ANSWERS, ADDRESS_NOT_RESOLVED",
    "MEDIATOR_NOT_REACHED, ANSWERS, MEDIATOR_NOT_REACHED",
    "NOT_PICKED_UP, ANSWERS, NOT_PICKED_UP",
    "NOT_PICKED_UP, NO_AGENT, MEDIATOR_REFUSED",
    "INVITATION_USED, NO_AGENT, INVITATION_USED",
  })
  void no_firewall_is_blamed_beside_an_address_that_answers(
      Cause cause, AddressProbe.Finding found, Cause then) {
    var diagnosis = Diagnosis.of(cause, cause == Cause.NOT_SENT ? Side.INVITEE : Side.INVITER);

    var judged =
        AddressDiagnosis.of(
            diagnosis, new DidCommAddress(Side.INVITER, "http://inviter:8090"), probe(found));

    assertThat(judged.cause()).isEqualTo(then);
    assertThat(judged.side()).contains(Side.INVITER);
  }

  private static AddressProbe probe(AddressProbe.Finding found) {
    return new AddressProbe(found, "");
  }
}
