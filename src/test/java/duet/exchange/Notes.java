package duet.exchange;

import java.util.List;
import java.util.Optional;

record Notes(Optional<Note> inviter, Optional<Note> invitee, Timeline timeline)
    implements SidePair<Note> {

  @Override
  public List<Side> sides() {
    return Side.CONNECTION;
  }

  @Override
  public Optional<Note> side(Side side) {
    return side == Side.INVITER ? inviter : invitee;
  }

  @Override
  public Optional<String> did(Side side) {
    return Optional.empty();
  }
}
