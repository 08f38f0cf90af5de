package duet.check;

import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.Unpacked;
import java.util.List;
import java.util.Optional;

/** A message that the agent sent to a peer of ours. */
record ReceivedMessage(String contentType, Unpacked unpacked, Message message) {

  /** Fails the case unless it is sealed, addressed and threaded as the contract says. */
  void check(String type, PeerDid from, CheckPeer to, String thid) {
    Deviation.unlessEqual("content type", duet.didcomm.Envelope.MEDIA_TYPE, contentType);
    Deviation.unless(unpacked.authenticated(), "an authcrypt envelope", "an anonymous one");
    Deviation.unlessEqual("type", type, message.type());
    Deviation.unlessEqual("from", Optional.of(from.did()), message.from());
    Deviation.unlessEqual("to", List.of(to.name()), message.to());
    Deviation.unlessEqual("thid", Optional.of(thid), message.thid());
    Deviation.unlessEqual("pthid", Optional.of(thid), message.pthid());
  }
}
