package duet.delivery;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import java.util.Optional;

/** What may be an invitation in a text: one, or why it isn't. */
record Candidate(Optional<Invitation> invitation, Optional<MalformedException> flaw) {

  static Candidate of(String json) {
    try {
      return new Candidate(Optional.of(Invitation.parse(json)), Optional.empty());
    } catch (MalformedException e) {
      return flawed(e);
    }
  }

  static Candidate flawed(MalformedException flaw) {
    return new Candidate(Optional.empty(), Optional.of(flaw));
  }
}
