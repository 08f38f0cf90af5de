package duet.live.board;

import duet.agent.Cause;
import duet.exchange.Diagnosis;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last credential or proof of a connection.
 *
 * @param word what it has come to, such as {@code issued}, {@code failed} or {@code revoked}
 * @param diagnosis of a dead end
 */
public record FollowUp(String word, Standing standing, Optional<Diagnosis> diagnosis) {

  private static final Pattern REVOKED = Pattern.compile("\\bis revoked\\b");

  public FollowUp(String word, Standing standing) {
    this(word, standing, Optional.empty());
  }

  static FollowUp of(Judgement judged) {
    return new FollowUp(
        judged.diagnosis().map(FollowUp::end).orElse(judged.word()),
        judged.standing(),
        judged.diagnosis());
  }

  /** Cells have room for a word. */
  private static String end(Diagnosis why) {
    boolean revoked =
        why.cause() == Cause.VERIFICATION_FAILED
            && why.evidence().stream().anyMatch(text -> REVOKED.matcher(text).find());
    return revoked ? "revoked" : "failed";
  }
}
