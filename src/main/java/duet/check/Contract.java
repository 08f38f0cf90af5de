package duet.check;

import java.util.List;
import java.util.stream.Stream;

/** All cases, from what needs nothing to what needs most. */
final class Contract {

  private Contract() {}

  static List<ContractCase> cases() {
    return Stream.of(
            AccessCases.cases(),
            CreateCases.cases(),
            ReadCases.cases(),
            DeleteCases.cases(),
            InvitationCases.cases(),
            AcceptCases.cases(),
            WebhookCases.cases(),
            EnvelopeCases.cases(),
            HandshakeCases.cases(),
            TrustCases.cases(),
            ThreadCases.cases())
        .flatMap(List::stream)
        .toList();
  }
}
