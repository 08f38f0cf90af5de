package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The mediator's part of Coordinate Mediation 2.0: what its messages say, and to whom a DID may be
 * given.
 */
public final class CoordinateMediation {

  public static final String PROTOCOL = "https://didcomm.org/coordinate-mediation/2.0";
  public static final String MEDIATE_REQUEST = PROTOCOL + "/mediate-request";
  public static final String MEDIATE_GRANT = PROTOCOL + "/mediate-grant";
  public static final String MEDIATE_DENY = PROTOCOL + "/mediate-deny";
  public static final String KEYLIST_UPDATE = PROTOCOL + "/keylist-update";
  public static final String KEYLIST_UPDATE_RESPONSE = PROTOCOL + "/keylist-update-response";
  public static final String KEYLIST_QUERY = PROTOCOL + "/keylist-query";
  public static final String KEYLIST = PROTOCOL + "/keylist";

  /** Keys in one page of a keylist. */
  private static final int PAGE = 100;

  private static final String UPDATES = "body.updates";
  private static final String RECIPIENT_DID = "recipient_did";

  private CoordinateMediation() {}

  /** What became of an update. */
  public enum Result {
    SUCCESS,
    NO_CHANGE,
    CLIENT_ERROR;

    /** Whether it changes the keylist. */
    public boolean changes() {
      return this == SUCCESS;
    }
  }

  /**
   * A change of a keylist that a wallet asks for.
   *
   * @param action {@code add} or {@code remove}; anything else is an error
   */
  public record Update(String recipientDid, String action) {

    public boolean adds() {
      return action.equals("add");
    }

    /**
     * A DID belongs to the account that added it first, and it must name this mediator itself,
     * which shows that its owner wants to be reached here.
     *
     * @param owner the account that has the DID, if one has
     * @param mediator the mediator's DID
     */
    public Result result(String account, Optional<String> owner, String mediator) {
      boolean own = owner.equals(Optional.of(account));
      if (adds()) {
        boolean free = owner.isEmpty() && isReachedThrough(mediator, recipientDid);
        return own ? Result.NO_CHANGE : free ? Result.SUCCESS : Result.CLIENT_ERROR;
      }
      if (!action.equals("remove")) {
        return Result.CLIENT_ERROR;
      }
      return own ? Result.SUCCESS : owner.isEmpty() ? Result.NO_CHANGE : Result.CLIENT_ERROR;
    }
  }

  /**
   * The updates of a {@code keylist-update}, in its order.
   *
   * @throws MalformedException if one can't be read
   */
  public static List<Update> updates(Message message) {
    var array = message.body().path("updates");
    if (!array.isArray()) {
      throw new MalformedException(UPDATES, UPDATES + " must be an array");
    }
    var updates = new ArrayList<Update>();
    array.forEach(
        update -> updates.add(new Update(text(update, RECIPIENT_DID), text(update, "action"))));
    return updates;
  }

  public static MediatorReply grant(String mediator) {
    return new MediatorReply(MEDIATE_GRANT, object().put("routing_did", mediator));
  }

  public static MediatorReply deny() {
    return new MediatorReply(MEDIATE_DENY, object());
  }

  /**
   * @param results one for each update
   */
  public static MediatorReply updated(List<Update> updates, List<Result> results) {
    var body = object();
    var updated = body.putArray("updated");
    for (int i = 0; i < updates.size(); i++) {
      updated
          .addObject()
          .put(RECIPIENT_DID, updates.get(i).recipientDid())
          .put("action", updates.get(i).action())
          .put("result", results.get(i).name().toLowerCase(Locale.ROOT));
    }
    return new MediatorReply(KEYLIST_UPDATE_RESPONSE, body);
  }

  /** The page of a keylist that a {@code keylist-query} asks for. */
  public record Page(int offset, int limit) {

    /**
     * @throws MalformedException if offset or limit isn't a whole number from 0
     */
    public static Page of(Message query) {
      var paginate = query.body().path("paginate");
      return new Page(
          Numbers.whole(paginate, "offset").orElse(0),
          Math.min(PAGE, Numbers.whole(paginate, "limit").orElse(PAGE)));
    }

    /**
     * @param total how many entries the keylist has
     */
    public MediatorReply reply(List<KeylistEntry> entries, int total) {
      var body = object();
      var keys = body.putArray("keys");
      entries.forEach(entry -> keys.addObject().put(RECIPIENT_DID, entry.recipientDid()));
      body.putObject("pagination")
          .put("count", entries.size())
          .put("offset", offset)
          .put("remaining", Math.max(0, total - offset - entries.size()));
      return new MediatorReply(KEYLIST, body);
    }
  }

  private static boolean isReachedThrough(String mediator, String did) {
    try {
      return did.length() <= MediatorQuotas.DID_LENGTH
          && PeerDid.parse(did).services().stream()
              .anyMatch(service -> service.uri().equals(mediator));
    } catch (MalformedException e) {
      return false;
    }
  }

  private static String text(JsonNode update, String field) {
    var value = update.path(field);
    if (!value.isTextual()) {
      throw new MalformedException(UPDATES, UPDATES + " must have a text at " + field);
    }
    return value.textValue();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
