package duet.live.board;

import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.session.SessionState;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One exchange as the board shows it, at one moment.
 *
 * @param id safe in URLs and HTML ids, the same after a restart; it tells nothing of the invitation
 * @param title the session's name, or else the label; whole, and as strangers wrote it
 * @param states in the agents' own words; nothing of a side that is unseen
 * @param step how far a connection has come; empty for others
 * @param word what is last known, in a few words of ours
 * @param diagnosis of a dead end; those of the credential and the proof are with them
 * @param expiresAt when an open invitation ends
 */
public record Row(
    String id,
    RowKind kind,
    String title,
    Map<Side, String> states,
    Optional<SessionState> step,
    Standing standing,
    String word,
    Optional<Diagnosis> diagnosis,
    Optional<FollowUp> credential,
    Optional<FollowUp> proof,
    Instant beganAt,
    Instant changedAt,
    Optional<Instant> expiresAt) {

  public Row {
    states = Collections.unmodifiableMap(new TreeMap<>(states));
  }
}
