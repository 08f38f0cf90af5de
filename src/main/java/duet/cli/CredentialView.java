package duet.cli;

import duet.credential.InvalidCredentialException;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.issuance.CredentialPair;
import duet.presentation.ProofPair;

/** Shows what was issued, and what was presented. */
final class CredentialView {

  private CredentialView() {}

  static void print(ExchangeCommand command, CredentialPair issued) {
    command.heading("Credential");
    try {
      var decoded = DecodedCredential.of(issued.jwt());
      command.print(decoded.brief());
      command.result(command.result().decoded(decoded));
    } catch (InvalidCredentialException e) {
      command.print("  can't be decoded: " + Console.safe(e.getMessage()));
    }
    var whole =
        issued.oneSided()
            ? ", as far as this side can tell (the %s is unseen)".formatted(unseen(issued))
            : ", the holder has it";
    command.print("");
    command.printAlways(command.console().good("Issued") + after(issued) + whole);
  }

  static void print(ExchangeCommand command, ProofPair proof) {
    command.heading("Proof");
    try {
      var decoded = DecodedPresentation.of(proof.jwt());
      command.print(decoded.brief());
      command.result(command.result().decoded(decoded));
    } catch (InvalidCredentialException e) {
      command.print("  can't be decoded: " + Console.safe(e.getMessage()));
    }
    command.print("");
    command.printAlways(
        proof.verifier().isPresent()
            ? command.console().good("Verified") + after(proof)
            : command.console().good("Presented")
                + after(proof)
                + ", but what the verifier (unseen) makes of it is unknown");
  }

  private static String after(SidePair<?> pair) {
    return " after " + TextView.millis(pair.timeline().length());
  }

  private static Side unseen(SidePair<?> pair) {
    return pair.sides().stream()
        .filter(side -> pair.side(side).isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
