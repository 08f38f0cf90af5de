package duet.cli;

import duet.agent.CredentialExchange;
import duet.credential.InvalidCredentialException;
import duet.session.SessionCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A credential as the agents report it.
 *
 * @param issuer empty where that side's agent isn't ours, or doesn't answer
 * @param holder the same
 * @param revokedAt when Duet had it revoked
 * @param revoked what the issuer's status list says, where the issuer's agent could be asked
 * @param decoded what it says, once it is issued
 */
record ShownCredential(
    String thid,
    Optional<CredentialExchange> issuer,
    Optional<CredentialExchange> holder,
    Optional<Instant> revokedAt,
    Optional<Boolean> revoked,
    Optional<DecodedCredential> decoded) {

  static ShownCredential of(
      String thid,
      Optional<CredentialExchange> issuer,
      Optional<CredentialExchange> holder,
      Optional<SessionCredential> kept,
      Optional<Boolean> revoked) {
    return new ShownCredential(
        thid,
        issuer,
        holder,
        kept.flatMap(SessionCredential::revokedAt),
        revoked,
        issuer
            .flatMap(CredentialExchange::jwt)
            .or(() -> holder.flatMap(CredentialExchange::jwt))
            .flatMap(ShownCredential::decoded));
  }

  /** For people. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("  thread      " + Console.safe(thid));
    issuer.ifPresent(one -> lines.addAll(side("issued", one)));
    holder.ifPresent(one -> lines.addAll(side("held", one)));
    decoded.ifPresent(one -> lines.addAll(one.lines()));
    if (decoded.isEmpty()) {
      issuer
          .or(() -> holder)
          .ifPresent(one -> lines.add("  claims      " + Console.safe(one.claims().toString())));
    }
    revokedAt.ifPresent(time -> lines.add("  revoked at  " + time));
    revoked.ifPresent(yes -> lines.add("  revoked     " + (yes ? "yes" : "no")));
    return lines;
  }

  private static List<String> side(String how, CredentialExchange one) {
    var record =
        "  %-10s  %s  %s".formatted(how, Console.safe(one.id()), Console.safe(one.reportedState()));
    var failure = one.lastFailure().map(why -> "              " + Console.safe(why.toString()));
    return Stream.concat(Stream.of(record), failure.stream()).toList();
  }

  /** Empty if it can't be decoded. */
  private static Optional<DecodedCredential> decoded(String jwt) {
    try {
      return Optional.of(DecodedCredential.of(jwt));
    } catch (InvalidCredentialException e) {
      return Optional.empty();
    }
  }
}
